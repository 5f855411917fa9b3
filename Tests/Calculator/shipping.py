"""The freight of an order's way out: given back to who paid it, or charged where it was free."""

from fractions import Fraction

import follow
import judge
import purse
import reading

# Families of reasons in which nobody but the customer is the cause.
OWN_CHOICE = ("no_reason", "fit")


class WayOut:
    def __init__(self, space, shop, lines, cases, purse, outbound):
        self.space, self.shop, self.lines, self.cases = space, shop, lines, cases
        self.purse, self.outbound = purse, outbound
        self.currency = space.shops[shop]["currency"]
        self.paid = judge.minor(lines[0].get("shipping_paid"), self.currency) if lines else None
        self.paid = self.paid or 0
        self.terms = {}
        # Of the whole workspace, then of the shop alone; amounts are of the workspace's currency.
        for entry in sorted(space.shipping, key=lambda entry: "shop" in entry):
            if entry.get("shop", shop) == shop and ("shop" in entry or self.currency == "CNY"):
                self.terms = entry
        self.standard = judge.minor(self.terms.get("standard"), self.currency)

    def rule(self, case):
        rule = case.policy["shipping_refund"][case.family]
        if rule == "law":
            by_law = {"EU": {"no_reason": "standard", "fit": "standard"},
                      "CN": {"quality": "last_line", "special": "last_line"}}
            rule = by_law.get(case.law, {}).get(case.family, "keep")
        if rule != "full" and case.kind == "refund_only" and self.never_left(case):
            return "last_line"
        return rule

    def never_left(self, case):
        if not self.space.delivers(self.shop, "parcels"):
            return False
        if any(line["delivered_at"] is not None for line in self.lines):
            return False
        for parcel in self.outbound:
            if parcel.is_under_way:
                start = parcel.picked_up_at
                start = parcel.status_at if start is None else start
                if start <= case.decided_at:
                    return False
        return True

    def gives_money(self, case):
        return case.entitled is not None and case.kind != "exchange" and any(
            case.due_units.values())

    def give_back(self):
        """Once: with the first case of another's fault, else with the one that leaves nothing."""
        if self.paid == 0:
            return
        paying = [case for case in self.cases if self.gives_money(case)]
        full = [case for case in paying if self.rule(case) == "full"]
        if full:
            case = min(full, key=follow.first_entitled)
            return self.expect(case, self.paid, follow.first_entitled(case))
        for line in self.lines:
            back = sum(case.due_units.get(line["line_no"], 0) for case in paying)
            if back < int(line["quantity"]):
                return self.to_come()
        last = max(case.entitled for case in paying)
        case = [case for case in paying if case.entitled == last][-1]
        rule, amount = self.rule(case), self.paid
        if rule == "standard" and self.standard is not None:
            amount = min(amount, self.standard)
        if rule in ("standard", "last_line"):
            self.expect(case, amount)

    def to_come(self):
        """What goes back with goods that are still on their way: the law's limit may be over
        before they are accepted."""
        coming = [case for case in self.cases if case.approved and case.kind != "exchange"]
        for line in self.lines:
            back = sum(case.claimed["units"].get(line["line_no"], 0) for case in coming)
            if back < int(line["quantity"]):
                return
        last = max(case.day(case.decided_at) for case in coming)
        case = [case for case in coming if case.day(case.decided_at) == last][-1]
        rule, amount = self.rule(case), self.paid
        if case.entitled is None and rule != "keep":
            if rule == "standard" and self.standard is not None:
                amount = min(amount, self.standard)
            amount = max(0, self.capped(case, amount, case.claimed["amount"]))
            case.lawful_shipping = amount if self.standard is None else min(amount, self.standard)

    def capped(self, case, amount, goods):
        requested = judge.minor(case.row["requested_amount"], case.currency)
        if requested is not None:
            amount = min(amount, requested - goods)
        if case.approved_amount is not None:
            amount = min(amount, case.approved_amount - sum(
                c["amount"] for c in self.purse.claims if c["case"] == case.id))
        if case.policy["refund_cap"] == "paid" and self.purse.received is not None:
            amount = min(amount, self.purse.received - sum(
                c["amount"] for c in self.purse.claims))
        return amount

    def expect(self, case, amount, since=None):
        since = case.entitled if since is None else since
        amount = self.capped(case, amount, case.due)
        if amount > 0:
            case.lawful_shipping = amount if self.standard is None else min(amount, self.standard)
            case.expect("shipping_refund", since + int(case.policy["refund_days"]), amount)

    # ---- free delivery that was lost

    def charge(self, case):
        """Of the refund of a case that is the customer's own choice: the standard delivery that a
        smaller basket would have paid, once an order."""
        free_from = judge.minor(self.terms.get("free_from"), self.currency)
        when = self.terms.get("when_lost", "part")
        if free_from is None or when == "keep" or self.paid or case.family not in OWN_CHOICE:
            return 0
        if self.kept([]) < free_from:
            return 0
        mine = [c for c in self.cases[:self.cases.index(case) + 1] if c.family in OWN_CHOICE]
        kept = self.kept(mine)
        if kept >= free_from or kept == 0 and when != "whole":
            return 0
        left = self.standard - sum(c.charged for c in mine if c is not case)
        return max(0, min(left, case.due))

    def kept(self, cases):
        """What was paid for what the customer keeps after some cases."""
        value = 0
        for line in self.lines:
            quantity = int(line["quantity"])
            gone = sum(c.due_units.get(line["line_no"], 0) for c in cases if self.gives_money(c))
            value += reading.half_up(Fraction(
                purse.paid_of(line, self.currency) * max(0, quantity - gone), quantity))
        return value
