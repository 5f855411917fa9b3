#!/usr/bin/env python3
"""Writes a workspace with generated cases: generate.py OUT --cases N --seed S --policy NAME."""

import argparse
import csv
import os
import random

import calculate
import civil
import lives
import rulings
import settings

# A leap day and a year's end before it, both changes of the clocks, a year without any of them.
# In October 2026 China's long holidays, of which the program knows.
DATES = ["2028-03-05", "2028-04-02", "2027-11-07", "2028-01-03", "2027-06-30", "2026-10-12"]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def pay(rows, out, date, dice):
    """Settles, to the cent, a part of what the calculator finds owed by or to customers."""
    last_day = civil.day_from(date)
    result = calculate.Calculation(out, date)
    later = [calculate.Calculation(out, civil.text_of_day(last_day + days)) for days in (1, 2)]
    tried = set()
    for (shop, case_id, number), case in sorted(result.cases.items()):
        lines = result.of_case[(shop, case_id)]
        then = [line for other in later for line in other.of_case[(shop, case_id)]]
        if [line.owed for line in lines] * 2 != [line.owed for line in then]:
            # What is owed changes on the days of the decisions.
            continue
        if case.is_first and not any(line.approved for line in lines + then) and dice.randrange(12) == 0:
            # Money that nothing entitles to.
            refund(rows, case, f"U{case_id}", "refund", dice.randrange(1, 9000), last_day)
            continue
        amounts = [amount for line in lines for _, amount in line.open.values() if amount]
        if case.is_first and amounts and dice.randrange(6) == 0:
            # Tried, and failed or still on its way.
            attempt(rows, case, dice, amounts[0], last_day - dice.randrange(3))
            tried.add((shop, case_id))
        if (shop, case_id) in tried:
            continue
        if case.deducted and len(lines) == 1 and dice.randrange(4):
            overpaid(rows, case, dice, result.freight.billed_on(case), last_day)
            continue
        if len(amounts) != len(set(amounts)) or dice.randrange(2):
            # Two equal amounts of one case could not be told apart.
            continue
        for name, (last, amount) in sorted(case.open.items()):
            if amount is None or dice.randrange(8) == 0:
                continue
            day = min(last_day, last - dice.randrange(-1, 3))
            kind = "payment" if name == "difference_payment" else "refund"
            refund(rows, case, f"R{case_id}{number}{name}", kind, amount, day)


def overpaid(rows, case, dice, billed, last_day):
    """The whole refund, before the carrier wrote the bill or on its day; the customer may have paid the
    freight since."""
    refund(rows, case, f"R{case.id}whole", "refund", case.due - case.charged,
           min(last_day, billed - dice.randrange(3)))
    if dice.randrange(2):
        refund(rows, case, f"R{case.id}freight", "payment", case.deducted, last_day)
    if "shipping_refund" in case.open:
        # The freight of the way out is no part of the goods' worth, whenever it goes back.
        _, amount = case.open["shipping_refund"]
        if amount not in (case.due - case.charged, case.deducted):
            refund(rows, case, f"R{case.id}out", "refund", amount,
                   min(last_day, billed - dice.randrange(3) + 1))


def attempt(rows, case, dice, amount, day):
    refund(rows, case, f"F{case.id}", "refund", amount, day,
           dice.choice(["failed", "failed", "initiated"]))


def refund(rows, case, txn_id, kind, amount, day, status=""):
    """Money that names a case, at noon of a day."""
    zone = settings.SHOPS[case.shop]["zone"]
    moment = civil.at_civil((day - civil.EPOCH) * 86400 + 43200, zone)
    text = str(amount) if case.currency == "JPY" else f"{amount // 100}.{amount % 100:02}"
    rows.append(("settlements", {
        "shop_id": case.shop, "txn_id": txn_id, "refund_ref": case.id, "type": kind,
        "status": status, "amount": text, "settled_at": civil.stamp(moment, zone, True), "currency": case.currency,
        "order_id": case.row["order_id"], "account_id": settings.SHOPS[case.shop]["account"]}))


def write_feeds(out, rows, dice):
    feeds = {}
    for feed, cells in rows:
        # The payments of one shop are a source of their own.
        is_apart = feed == "settlements" and cells["shop_id"] == "tokyo"
        feeds.setdefault(feed + "-tokyo" * is_apart, []).append(cells)
    for feed, lines in feeds.items():
        columns = sorted({column for cells in lines for column in cells})
        dice.shuffle(lines)
        path = os.path.join(out, "inbox", feed + ".csv")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            table.writeheader()
            table.writerows(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--policy", choices=list(settings.POLICIES), default="standard")
    wanted = parser.parse_args()

    dice = random.Random(f"{wanted.policy}-{wanted.seed}")
    date = DATES[wanted.seed % len(DATES)]
    zone, policy = settings.POLICIES[wanted.policy]
    rows, cases, number = [], 0, 0
    while cases < wanted.cases:
        number += 1
        life = lives.Life(dice, number, civil.day_from(date), zone, rows)
        cases += life.live(wanted.cases - cases)

    write(os.path.join(wanted.out, "backhaul.yaml"), settings.main_text(zone))
    write(os.path.join(wanted.out, "people.yaml"), rulings.PEOPLE)
    write(os.path.join(wanted.out, "sources.yaml"), settings.sources_text(wanted.policy))
    write(os.path.join(wanted.out, "shops.yaml"), settings.shops_text(wanted.policy))
    write(os.path.join(wanted.out, "policy", "policy.yaml"), policy)
    write(os.path.join(wanted.out, "policy", "calendars.yaml"), settings.CALENDARS)
    write(os.path.join(wanted.out, "policy", "carriers.yaml"), settings.CARRIERS)
    write(os.path.join(wanted.out, "policy", "promotions.yaml"), settings.promotions_text())
    write(os.path.join(wanted.out, "policy", "shipping.yaml"), settings.SHIPPING)
    write(os.path.join(wanted.out, "rates", "cards.csv"), settings.RATES)
    write_feeds(wanted.out, rows, dice)
    pay(rows, wanted.out, date, dice)
    write_feeds(wanted.out, rows, dice)
    print(date)


if __name__ == "__main__":
    main()
