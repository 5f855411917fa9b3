#!/usr/bin/env python3
"""The independent calculator: calculate.py WORKSPACE --as-of DATE prints what should come out."""

import argparse
import json

import books
import civil
import follow
import freight
import judge
import purse
import reading
import rulings
import shipping
import stock
import tickets


def group(rows, *columns):
    groups = {}
    for row in rows:
        groups.setdefault(tuple(row[column] for column in columns), []).append(row)
    return groups


def group_by(things, key):
    groups = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups


class Calculation:
    """All orders of a workspace: `cases` by (shop, case, line), `fees` by (shop, waybill), `tickets`
    by (shop, ticket)."""

    def __init__(self, root, as_of, decisions=(), refused=()):
        """`decisions` are those in force, judged; `refused` the freight positions for which the caps
        of tolerances have no room."""
        self.space = space = reading.Workspace(root, as_of)
        self.decisions = group_by(decisions, lambda decision: decision.key)
        self.parcels = {key: judge.Parcel(rows) for key, rows in group(
            space.feeds["parcels"], "shop_id", "waybill").items()}
        self.by_reference = {}
        for (shop, _), parcel in self.parcels.items():
            self.by_reference.setdefault((shop, parcel.reference), []).append(parcel)
        self.lines = group(space.feeds["orders"], "shop_id", "order_id")
        for key, lines in self.lines.items():
            came = [line["delivered_at"] for line in lines]
            for parcel in self.by_reference.get(key, []):
                if parcel.direction == "outbound" and None not in came:
                    parcel.order_came_at = max(came)
        self.payments = group(
            [r for r in space.feeds["settlements"]
             if r["type"] == "payment" and not r["refund_ref"]],
            "shop_id", "order_id")
        # Money that went back, by order.
        self.went_back = group(
            [r for r in space.feeds["settlements"] if r["type"] == "refund" and follow.has_gone(r)],
            "shop_id", "order_id")
        self.cases, self.of_case, self.of_order = {}, {}, {}
        self.freight = freight.Freight(space, self.parcels, self.lines, self.of_case,
                                       refused)
        for key, rows in group(space.feeds["cases"], "shop_id", "order_id").items():
            self.order(key, rows)
        for key in self.freight.charges:
            if key in self.parcels:
                reference = (key[0], self.parcels[key].reference)
                self.freight.settle(key, self.of_case.get(reference, [None])[0])
        self.books = books.Books(self)
        self.tickets = tickets.all_of(space, self.of_case, self.lines)

    def order(self, key, rows):
        shop, order_id = key
        lines = sorted(self.lines.get(key, []), key=lambda line: int(line["line_no"]))
        outbound = [p for p in self.by_reference.get(key, []) if p.direction == "outbound"]
        currency = self.space.shops[shop]["currency"]
        wallet = purse.Purse(lines, currency, [
            judge.minor(r["amount"], r["currency"]) for r in self.payments.get(key, [])],
            self.space, shop)
        cases = []
        for row in sorted(rows, key=lambda r: (r["applied_at"], r["case_id"], r["line_no"])):
            own = [line for line in lines if row["line_no"] in ("", line["line_no"])]
            case = judge.Case(self.space, row, own, lines, cases, outbound)
            follow.events(case, self.space, self.by_reference.get((shop, case.id), []))
            wallet.claim(case)
            cases.append(case)
            self.cases[(shop, case.id, row["line_no"])] = case
            case.all_lines = self.of_case.setdefault((shop, case.id), [])
            case.all_lines.append(case)
        for lines_of_case in {case.id: self.of_case[(shop, case.id)] for case in cases}.values():
            wallet.share_approved(lines_of_case)
        for case in cases:
            judge.choose(self.of_case[(shop, case.id)])
        for parcel in outbound:
            parcel.is_missed = any(case.approved and case.reason == "lost" for case in cases)
        self.of_order[key] = cases
        way_out = shipping.WayOut(self.space, shop, lines, cases, wallet, outbound)
        for case in cases:
            if case.entitled is not None and case.kind != "exchange":
                case.charged = way_out.charge(case)
        way_out.give_back()
        for case in cases:
            follow.money(case, self.freight)
        for case in cases:
            ruled = self.decisions.get((shop, case.id, case.row["line_no"]), [])
            rulings.before_money(ruled, case)
            rulings.hold_back(ruled, self.space)
            rulings.match(ruled, case, self.space)
            follow.settle(case, self.space)
        for case in cases:
            follow.part_payment(case, self.of_case[(shop, case.id)], self.space)
        for case in cases:
            follow.limits(case, self.space, any(
                line.arrived is not None for line in self.of_case[(shop, case.id)]))
        for case in cases:
            if case.is_first:
                follow.shipment(self.of_case[(shop, case.id)])
                case.actual += follow.surplus(case, self.space)
                stock.watch(self.space, self.of_case[(shop, case.id)], lines)
        for case in cases:
            ruled = self.decisions.get((shop, case.id, case.row["line_no"]), [])
            rulings.after_all(ruled, case, self.of_case[(shop, case.id)])
        for case in cases:
            if case.is_first:
                follow.reshipments(self, self.of_case[(shop, case.id)])

    def arrivals(self):
        """The last day of every parcel on its way."""
        found = {}
        for (shop, waybill), parcel in self.parcels.items():
            case = self.of_case.get((shop, parcel.reference), [None])[0]
            policy = case.policy if case else self.space.policy(shop)
            last = follow.arrival_limit(
                self.space, parcel, policy, lambda moment: self.space.day(moment, shop))
            if last is not None:
                found[(shop, waybill)] = last
        return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace")
    parser.add_argument("--as-of", required=True)
    wanted = parser.parse_args()
    result = Calculation(wanted.workspace, wanted.as_of)
    for key, case in sorted(result.cases.items()):
        limits = {name: [civil.text_of_day(day), amount]
                  for name, (day, amount) in sorted(case.open.items())}
        print(json.dumps({
            "case": key, "verdict": case.verdict, "checks": case.checks, "open": limits,
            "law_deadline": civil.text_of_day(follow.law_deadline(case, result.space))}))
    for key, ticket in sorted(result.tickets.items()):
        print(json.dumps({
            "ticket": key, "last_day": civil.text_of_day(ticket.last), "state": ticket.state}))
    for key, settled in sorted(result.freight.fees.items()):
        cells = {name: cell for name, cell in vars(settled).items() if name != "card"}
        print(json.dumps({"fee": key, **cells}))


if __name__ == "__main__":
    main()
