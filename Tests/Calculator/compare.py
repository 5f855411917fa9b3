#!/usr/bin/env python3
"""Compares the calculator with a run of the program: compare.py WORKSPACE --as-of DATE."""

import argparse
import csv
import os
import sys
from fractions import Fraction

import audit
import calculate
import civil
import follow
import instructions
import issued
import judge
import overcharges
import rulings
import stages
import tables

# Which exception says that an expectation of a case is overdue.
OVERDUE = {
    "REVIEW_OVERDUE": ["review_answer"], "PARCEL_NOT_SENT": ["hand_over"],
    "NOT_INSPECTED": ["inspection"], "EXCHANGE_NOT_SHIPPED": ["exchange_shipment"],
    "DIFFERENCE_UNPAID": ["difference_payment"], "FREIGHT_REFUND_MISSING": ["freight_refund"],
    "REFUND_MISSING": ["refund"], "GOODS_NOT_RETURNED": ["goods_back"],
    "LAW_REFUND_OVERDUE": ["law_refund"], "NOT_RESTOCKED": ["restock"],
    "NOT_ISSUED": ["stock_issue"], "REFUND_SHORT": ["refund"],
    "REFUND_FAILED": ["refund"],
}


class Comparison(tables.Tables):
    def __init__(self, root, dates):
        """`dates` are those of all runs, ascending; the last one is compared."""
        self.root, self.dates, self.as_of = root, dates, dates[-1]
        self.decisions = rulings.read(root)
        self.differences, self.book = [], instructions.Book()
        self.settled, self.refused = {}, set()
        before = calculate.Calculation(root, dates[0])
        self.mine = self.within_caps(before, dates[0])
        self.rows = self.book.evening(self.mine)
        for date in dates[1:]:
            base = calculate.Calculation(root, date)
            day = civil.day_from(date)
            rulings.judge_all(
                [d for d in self.decisions if d.day <= day], base, before, self.book)
            before = base
            applied = [d for d in self.decisions if d.standing == "in force" and d.is_applied]
            self.mine = calculate.Calculation(root, date, applied) if applied else base
            self.mine = self.within_caps(self.mine, date, applied)
            self.rows = self.book.evening(self.mine)

    def within_caps(self, mine, date, applied=()):
        """The same calculation, tolerances held to the caps of a carrier and a run. Which of several
        equal differences go first is the program's choice, as its table shows it."""
        caps = mine.freight.tolerances.caps
        if "counterparty" not in caps and "run" not in caps:
            return mine
        chosen = {(row["waybill"], row["invoice_no"]) for row in self.table("fee_settlement", date)
                  if Fraction(row["written_off"] or 0)}
        fees = [((fee.shop, fee.waybill, fee.invoice), fee) for fee in mine.freight.positions()]
        fees.sort(key=lambda pair: (pair[0][1:] not in chosen, pair[0]))
        self.refused |= audit.over_caps(fees, mine.freight.tolerances, self.settled, self.refused)
        if self.refused:
            mine = calculate.Calculation(self.root, date, applied, self.refused)
        self.settled = {(fee.shop, fee.waybill, fee.invoice): fee.written
                        for fee in mine.freight.positions()}
        return mine

    @property
    def is_first(self):
        """Nothing was told before: tables of what is open or changed list everything."""
        return len(self.dates) == 1

    def table(self, name, date=None):
        path = os.path.join(self.root, "out", date or self.as_of, name + ".csv")
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def differ(self, subject, field, mine, theirs):
        if mine != theirs:
            self.differences.append((subject, field, mine, theirs))

    def cases(self):
        theirs = {(r["shop_id"], r["case_id"], r["line_no"]): r for r in self.table("cases")}
        for key in sorted(set(self.mine.cases) ^ set(theirs) if self.is_first else ()):
            self.differ(key, "listed", key in self.mine.cases, key in theirs)
        costs, paid = {}, overcharges.paid_back(self.mine)
        for fee in self.mine.freight.positions():
            owner = (fee.shop, fee.case_id)
            costs[owner] = costs.get(owner, 0) + fee.payable + overcharges.on_bill(fee, paid)
        for key, case in sorted(self.mine.cases.items()):
            row = theirs.get(key)
            if not row:
                continue
            self.differ(key, "verdict", case.verdict, row["verdict"])
            found = row["verdict_reasons"].split(";") if row["verdict_reasons"] else []
            self.differ(key, "verdict_reasons", case.reasons(), sorted(found))
            owed = sum(amount for name, amount in case.owed.items() if stages.is_refund(name))
            self.differ(key, "expected_refund", owed,
                        judge.minor(row["expected_refund"], row["currency"]))
            self.differ(key, "actual_refund", case.actual,
                        judge.minor(row["actual_refund"], row["currency"]))
            self.differ(key, "refund_basis", case.basis, row["refund_basis"])
            self.differ(key, "repricing_difference", case.anew,
                        judge.minor(row["repricing_difference"], row["currency"]))
            lines = self.mine.of_case[(case.shop, case.id)]
            self.differ(key, "refund_status", stages.refund_status(case, lines, self.mine.space),
                        row["refund_status"])
            self.differ(key, "stage", stages.stage(case, lines, self.mine.space), row["stage"])
            self.differ(key, "executor", self.mine.space.shops[case.shop].get("executor", "shop"),
                        row["executor"])
            self.differ(key, "parcel_status", stages.parcel_status(case, self.mine.space),
                        row["parcel_status"])
            self.differ(key, "next_step", stages.next_step(
                case, lines, self.mine.space, self.book.made_good), row["next_step"])
            law = civil.text_of_day(follow.law_deadline(case, self.mine.space))
            self.differ(key, "law_deadline", law, row["law_deadline"])
            cost = costs.get((case.shop, case.id), 0) if case.is_first else 0
            self.differ(key, "freight_cost", cost,
                        judge.minor(row["freight_cost"], row["currency"]))
            if case.needs_goods and case.is_first:
                self.differ(key, "freight_bearer", self.mine.freight.bearer_of_return(case),
                            row["freight_bearer"])

    def open_exceptions(self):
        return [row for row in self.table("exceptions")
                if row["status"] not in ("resolved", "decided")]

    def refusals(self):
        """Decisions of the date that were not carried out."""
        day = civil.day_from(self.as_of)
        mine = {d.id for d in self.decisions if d.day == day and d.standing == "refused"}
        theirs = {row["subject"] for row in self.open_exceptions()
                  if row["code"] == "DECISION_REFUSED" and row["opened_on"] == self.as_of}
        for number in sorted(mine ^ theirs):
            self.differ(("?", number), "refused", number in mine, number in theirs)

    def limits(self):
        theirs, arrivals = {}, {}
        for row in self.table("pending"):
            day = civil.day_from(row["breaks_on"]) - 1
            if row["expectation"] in ("ticket_answer", "claim_answer", "claim_payment"):
                continue
            if row["expectation"] == "arrival":
                arrivals[(row["shop_id"], row["waybill"])] = day
            else:
                self.their_note(theirs, row, row["expectation"], day, row["amount"])
        for row in self.open_exceptions():
            if row["code"] == "PARCEL_LATE":
                arrivals[(row["shop_id"], row["waybill"])] = civil.day_from(row["due_on"])
            beyond = {"NOT_RESTOCKED": "booked_beyond", "NOT_ISSUED": "issued_beyond"}
            if row["code"] in beyond and not row["due_on"]:
                # More was booked than there was: since that day.
                self.their_note(
                    theirs, row, beyond[row["code"]], civil.day_from(row["opened_on"]), "")
                continue
            for name in OVERDUE.get(row["code"], []):
                self.their_note(theirs, row, name, civil.day_from(row["due_on"]), row["expected"])
        mine = {}
        for (shop, case_id, _), case in self.mine.cases.items():
            overdue = follow.law_overdue(case, self.mine.space)
            limits = {**case.open, **({"law_refund": overdue} if overdue else {})}
            for beyond in ("booked_beyond", "issued_beyond"):
                if getattr(case, beyond) is not None:
                    limits[beyond] = (getattr(case, beyond), None)
            for name, (day, amount) in limits.items():
                found = [(day, amount)]
                if name in case.open:
                    found = follow.told(case, name, self.mine.space)
                if name in case.received or case.failed(name):
                    # REFUND_SHORT and REFUND_FAILED do not say either.
                    name = "refund"
                for day, amount in found:
                    self.note(mine, (shop, case_id), name, day, amount)
        for key in sorted(set(mine) | set(theirs)):
            self.differ(key[:2], key[2], sorted(mine.get(key, [])), sorted(theirs.get(key, [])))
        mine = self.mine.arrivals()
        for key in sorted(set(mine) | set(arrivals)):
            self.differ(key, "arrival", civil.text_of_day(mine.get(key)),
                        civil.text_of_day(arrivals.get(key)))

    def note(self, limits, case, name, day, amount):
        """An open limit of a case; no code says which refund, or which freight, it is about."""
        amount = None if name == "goods_back" else amount
        if name in ("booked_beyond", "issued_beyond") and not self.is_first:
            # Since a day that an earlier run knew.
            day = None
        name = judge.kind_of(name)
        name = {"difference_refund": "refund", "compensation": "refund",
                "shipping_refund": "freight_refund",
                # One code says of both that they are unpaid.
                "freight_payment": "difference_payment"}.get(name, name)
        limits.setdefault((*case, name), []).append((civil.text_of_day(day), amount or 0))

    def their_note(self, limits, row, name, day, amount):
        if row["case_id"]:
            number = judge.minor(amount, row["currency"])
            self.note(limits, (row["shop_id"], row["case_id"]), name, day, number)

    def tickets(self):
        """Those of which something is said, with their last day."""
        theirs = {}
        for row in self.table("pending"):
            if row["expectation"] == "ticket_answer":
                last = civil.day_from(row["breaks_on"]) - 1
                theirs[(row["shop_id"], row["subject"])] = ("pending", civil.text_of_day(last))
        for row in self.table("exceptions"):
            if row["code"] in ("TICKET_DUE", "TICKET_BREACHED"):
                state = "due" if row["code"] == "TICKET_DUE" else (
                    "late" if row["status"] == "resolved" else "breached")
                if state == "late" and not self.is_first:
                    continue
                theirs[(row["shop_id"], row["subject"])] = (state, row["due_on"])
        mine = {key: (ticket.state, civil.text_of_day(ticket.last))
                for key, ticket in self.mine.tickets.items()
                if ticket.state != "met" and (self.is_first or ticket.state != "late")}
        for key in sorted(set(mine) | set(theirs)):
            self.differ(key, "ticket", mine.get(key), theirs.get(key))

    def books(self):
        """Balances of accounts, with the orders whose postings are in them unknown."""
        theirs = {}
        for row in (row for date in self.dates for row in self.table("journal", date)):
            key = (row["entity"], row["account"], row["currency"])
            amount = (judge.minor(row["debit"], row["currency"]) or 0) - (
                judge.minor(row["credit"], row["currency"]) or 0)
            theirs[key] = theirs.get(key, 0) + amount
        mine = self.mine.books.balances
        for key in sorted(set(mine) | set(theirs)):
            self.differ(key, "balance", mine.get(key, 0), theirs.get(key, 0))

    def inputs(self, subject):
        """The rows of the inbox that are about the case or waybill."""
        names, lines = {subject[1]}, []
        tables = {}
        for feed in self.mine.space.feeds:
            tables[feed] = []
            for name in sorted(os.listdir(os.path.join(self.root, "inbox"))):
                if name == feed + ".csv" or name.startswith(feed + "-"):
                    path = os.path.join(self.root, "inbox", name)
                    with open(path, encoding="utf-8", newline="") as file:
                        tables[feed] += [
                            r for r in csv.DictReader(file) if r["shop_id"] == subject[0]]
        tables["decisions"] = [d.row for d in self.decisions if d.key[0] == subject[0]]
        for row in tables["decisions"]:
            row["case_id"] = row["note"].split(":")[1]
        columns = ("order_id", "case_id", "reference", "waybill", "ticket_id", "refund_ref")
        for _ in range(3):
            for row in (r for rows in tables.values() for r in rows):
                ids = {row[c] for c in columns if row.get(c)}
                if ids & names:
                    names |= ids
        for feed, rows in tables.items():
            for row in rows:
                if names & {row.get(c) for c in columns}:
                    cells = ", ".join(f"{k}={v}" for k, v in row.items() if v and k != "shop_id")
                    lines.append(f"    {feed}: {cells}")
        return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace")
    parser.add_argument("--as-of", required=True, nargs="+", help="the dates of all runs")
    parser.add_argument("--show", type=int, default=5, help="differences shown with their inputs")
    wanted = parser.parse_args()
    comparison = Comparison(wanted.workspace, wanted.as_of)
    comparison.cases()
    comparison.refusals()
    comparison.limits()
    comparison.tickets()
    comparison.books()
    comparison.fees()
    comparison.parcels()
    comparison.laws()
    issued.compare(comparison)
    counts, shown = {}, {}
    for subject, field, mine, theirs in comparison.differences:
        counts[field] = counts.get(field, 0) + 1
        if counts[field] <= wanted.show:
            print(f"{'/'.join(subject)} {field}: calculator {mine}, program {theirs}")
            print("\n".join(comparison.inputs(subject)))
    print(f"{len(comparison.mine.cases)} cases, {len(comparison.mine.freight.fees)} fees: "
          f"{len(comparison.differences)} differences", counts or "")
    return 1 if comparison.differences else 0


if __name__ == "__main__":
    sys.exit(main())
