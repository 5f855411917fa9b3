#!/usr/bin/env python3
"""Decides about exceptions of the last run: decide.py WORKSPACE --as-of DATE --seed S.

DATE is the date of the last run; decisions are taken on the day after it. On a second call some of
those in force are taken back, and of others the ground changes."""

import argparse
import csv
import os
import random

import calculate
import civil
import claims
import compare
import follow
import instructions
import issued
import judge
import rulings
import settings

NAMES = ("refund", "freight_refund", "difference_refund", "hand_over", "inspection")
# Whose codes are those of another.
ALIAS = {"difference_refund": "refund", "shipping_refund": "freight_refund"}
COLUMNS = ["shop_id", "decision_id", "exception_id", "version", "action", "decided_by",
           "decided_at", "target", "amount", "note", "until", "approved_by", "revokes"]


class Desk:
    def __init__(self, root, as_of, seed):
        self.root, self.as_of = root, as_of
        self.dice = random.Random(f"decide-{seed}-{as_of}")
        self.mine, self.book = calculate.Calculation(root, as_of), instructions.Book()
        self.day = civil.day_from(as_of) + 1
        self.decisions, self.money, self.number = [], [], 0

    def text(self, amount, currency):
        return str(amount) if currency == "JPY" else f"{amount // 100}.{amount % 100:02}"

    def open_rows(self):
        """Exceptions of which it is sure which case line they are about."""
        path = os.path.join(self.root, "out", self.as_of, "exceptions.csv")
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = [r for r in csv.DictReader(file) if r["status"] not in ("resolved", "decided")]
        own, failed = {}, {}
        for key, case in self.mine.cases.items():
            for name in (*NAMES, "shipping_refund"):
                if case.failed(name) and name in case.open:
                    failed.setdefault((key[0], key[1]), []).append((key, name))
                elif rulings.state(self.mine, key, name) is not None:
                    alias = ALIAS.get(name, name)
                    own.setdefault((key[0], key[1], alias), []).append((key, name))
        for row in rows:
            if row["code"] == "REFUND_FAILED":
                found = failed.get((row["shop_id"], row["case_id"]), [])
                alike = [r for r in rows if r["code"] == row["code"]
                         and (r["shop_id"], r["case_id"]) == (row["shop_id"], row["case_id"])]
                if len(found) == len(alike) == 1 and found[0][1] in NAMES:
                    yield row, *found[0]
                continue
            for name in compare.OVERDUE.get(row["code"], []):
                found = own.get((row["shop_id"], row["case_id"], name), [])
                if len(found) == 1 and found[0][1] in NAMES:
                    yield row, *found[0]

    def decide(self, row, key, name, action, by="Li Wen", **cells):
        self.number += 1
        moment = civil.text_of_day(self.day)
        self.decisions.append({
            "shop_id": key[0], "decision_id": f"D{self.as_of.replace('-', '')}{self.number:05}",
            "exception_id": row["exception_id"], "version": row["version"], "action": action,
            "decided_by": by, "decided_at": f"{moment} 12:00", "note": rulings.note(key, name),
            **cells})

    def first_round(self):
        for row, key, name in self.open_rows():
            if self.dice.randrange(100) < 45:
                self.choose(row, key, name)
        self.book.evening(self.mine)
        for kind, subject in sorted(self.book.open):
            if kind == "refund" and len(subject) == 4 and self.dice.randrange(8) == 0:
                # What left yesterday did not arrive.
                case, amount = self.mine.cases[subject[:3]], self.book.open[(kind, subject)][0].amount
                self.refund(f"G{''.join(subject[1:])}".replace(" ", ""), case, case.id, amount,
                            "failed")

    def choose(self, row, key, name):
        dice, case = self.dice, self.mine.cases[key]
        text = lambda amount: self.text(amount, case.currency)
        kind = dice.randrange(13)
        if kind > 9 or case.failed(name) and kind > 4:
            self.try_again(row, key, name, kind)
        elif kind < 3:
            by = dice.choice(["Li Wen", "Li Wen", "Wang Bo", "Nobody"])
            self.decide(row, key, name, "accept", by,
                        approved_by=dice.choice(["", "", "Zhao Min", by]) if by == "Wang Bo" else "")
        elif kind == 3:
            self.decide(row, key, name, "compensate", amount=text(dice.randrange(1, 4000)))
        elif kind == 4:
            until = civil.text_of_day(self.day + dice.choice([1, 5]))
            self.decide(row, key, name, "snooze", dice.choice(["Li Wen", "Wang Bo"]), until=until)
        elif kind == 5:
            self.decide(row, key, name, "assign", dice.choice(["Li Wen", "Wang Bo"]),
                        target="Zhao Min")
        elif name in rulings.MONEY:
            owed = follow.told(case, name, self.mine.space)[0][1]
            if kind == 6:
                self.decide(row, key, name, "set_amount",
                            amount=text(dice.choice([0, owed + 1, dice.randrange(1, owed + 1)])))
            elif kind == 7 and owed > 1:
                self.decide(row, key, name, "write_off", amount=text(dice.randrange(1, owed)))
            elif kind == 8:
                self.decide(row, key, name, "write_off")
            else:
                self.match(row, key, name, owed)

    def try_again(self, row, key, name, kind):
        """The refund, or the goods; or money that met something else is taken off it."""
        case = self.mine.cases[key]
        if name not in rulings.MONEY:
            self.decide(row, key, name, "reship", self.dice.choice(["Li Wen", "Li Wen", "Wang Bo"]))
        elif kind == 12 and case.payments and not case.failed(name):
            txn_id = sorted(case.payments)[0]
            if case.payments[txn_id] not in judge.RECEIPTS:
                self.decide(row, key, name, "unmatch", target=txn_id)
        else:
            self.decide(row, key, name, "resend", self.dice.choice(["Li Wen", "Li Wen", "Wang Bo"]))

    def match(self, row, key, name, owed):
        """A refund that names a case to which nothing is owed, by mistake."""
        case = self.mine.cases[key]
        others = [other for other in self.mine.cases.values()
                  if other.shop == key[0] and other.row["order_id"] == case.row["order_id"]
                  and other.id != case.id and not other.approved and other.verdict == "refused"
                  and len(self.mine.of_case[(other.shop, other.id)]) == 1]
        if others:
            txn_id = f"M{case.id}{key[2]}{name}"
            self.refund(txn_id, case, others[0].id, owed)
            self.decide(row, key, name, "match", target=txn_id)

    def refund(self, txn_id, case, reference, amount, status=""):
        zone = settings.SHOPS[case.shop]["zone"]
        moment = civil.at_civil((self.day - civil.EPOCH) * 86400 + 40000, zone)
        self.money.append({
            "shop_id": case.shop, "txn_id": txn_id, "refund_ref": reference, "type": "refund",
            "status": status, "amount": self.text(amount, case.currency), "currency": case.currency,
            "settled_at": civil.stamp(moment, zone, True), "order_id": case.row["order_id"],
            "account_id": settings.SHOPS[case.shop]["account"]})

    def second_round(self, earlier):
        """What was accepted is paid in part, or taken back; what has failed is tried again."""
        for row, key, name in self.open_rows():
            if row["code"] == "REFUND_FAILED" and not row["decision"] and self.dice.randrange(2):
                self.decide(row, key, name, "resend")
        for decision in earlier:
            case = self.mine.cases[decision.key]
            lines = self.mine.of_case[(case.shop, case.id)]
            owed = [amount for line in lines for _, amount in line.open.values() if amount]
            is_alone = len(owed) == 1 and owed[0] > 1 and decision.name in rulings.MONEY
            row = {**decision.row, "version": int(decision.row["version"]) + 1}
            kind = self.dice.randrange(4)
            if decision.action != "accept" or kind == 0:
                continue
            if kind == 1 and is_alone:
                amount = self.dice.randrange(1, owed[0])
                self.refund(f"L{case.id}{decision.name}", case, case.id, amount)
            elif kind == 2:
                self.decide(row, decision.key, decision.name, "revoke", revokes=decision.id)
            elif kind == 3:
                self.decide(row, decision.key, decision.name, "reopen")

    def answers(self):
        """What carriers and suppliers say to the claims they have before them."""
        own, rows, dice = {}, [], self.dice
        for claim in claims.all_of(self.mine):
            own.setdefault((claim.shop, claim.waybill, claim.ground), []).append(claim.subject)
        sent, number = {}, {}
        for date in sorted(os.listdir(os.path.join(self.root, "out"))):
            for row in issued.batches(self.root, date, "carrier_claims"):
                found = own.get((row["shop_id"], row["waybill"], row["ground"]), [])
                if len(found) == 1:
                    sent[found[0]] = row
            for row in issued.batches(self.root, date, "supplier_claims"):
                if row["case_id"]:
                    lines = self.mine.of_case[(row["shop_id"], row["case_id"])]
                    if len(lines) == 1:
                        subject = ("supplier", row["shop_id"], row["case_id"],
                                   lines[0].row["line_no"], row["supplier_id"])
                        sent[subject] = row
                        number[subject] = number.get(subject, 0) + 1
        for subject, row in sent.items():
            for clock in dice.choice([[], [], ["09:00"], ["09:00", "17:30"]]):
                most = judge.minor(row["amount"], row["currency"])
                amount = dice.choice([None, None, most, dice.randrange(most + 1)])
                rows.append({
                    "shop_id": row["shop_id"], "claim_id": row["claim_id"],
                    "at": f"{civil.text_of_day(self.day)} {clock}",
                    "status": dice.choice([*claims.ORDER, "accepted", "paid"]),
                    "amount": "" if amount is None else self.text(amount, row["currency"]),
                    "currency": row["currency"], "ref": claims.ref(subject),
                    "row": str(number.get(subject, ""))})
        if rows and dice.randrange(2):
            rows.append({**rows[0], "claim_id": f"X-{self.day}", "ref": "nobody"})
        return rows

    def write(self, name, rows, columns):
        path = os.path.join(self.root, "inbox", f"{name}-{self.as_of}.csv")
        if rows:
            with open(path, "w", encoding="utf-8", newline="") as file:
                table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
                table.writeheader()
                table.writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace")
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    desk = Desk(wanted.workspace, wanted.as_of, wanted.seed)
    earlier = rulings.read(wanted.workspace)
    if earlier:
        before = calculate.Calculation(
            wanted.workspace, civil.text_of_day(civil.day_from(wanted.as_of) - 1))
        desk.book.evening(before)
        rulings.judge_all(earlier, desk.mine, before, desk.book)
        desk.second_round([d for d in earlier if d.standing == "in force" and d.is_applied])
    else:
        desk.first_round()
    desk.write("decisions", desk.decisions, COLUMNS)
    answers = desk.answers()
    desk.write("claim_results", answers, list(answers[0]) if answers else [])
    desk.write("settlements", desk.money, list(desk.money[0]) if desk.money else [])
    print(civil.text_of_day(desk.day))


if __name__ == "__main__":
    main()
