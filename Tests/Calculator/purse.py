"""What an order got, what goods are worth in money back, and what its cases claim of it."""

from fractions import Fraction

import judge
import reading


def basis(case, space):
    """How the case's goods are valued: what was paid, unless its policy, or else China's rule for
    goods without a fault, wants what is kept of a promotion priced anew."""
    chosen = case.policy["refund_basis"]
    if chosen == "law":
        by_law = case.law == "CN" and case.family in ("no_reason", "fit") and space.promotions
        chosen = "reprice" if by_law else "paid"
    # Who exchanges keeps as many goods as before.
    return "paid" if case.kind == "exchange" and chosen == "reprice" else chosen


class Promotion:
    """One promotion of the policy: its steps as (threshold, discount) in minor units."""

    def __init__(self, entry, currency):
        steps = entry["steps"] if "steps" in entry else [entry]
        self.steps = [(judge.minor(step["threshold"], currency),
                       judge.minor(step["discount"], currency)) for step in steps]
        self.repeats = entry.get("repeats") == "yes"

    def off(self, price):
        if self.repeats:
            threshold, discount = self.steps[0]
            return price // threshold * discount
        return max([discount for threshold, discount in self.steps if threshold <= price],
                   default=0)


def limit(claim, ceiling):
    """Caps a claim; its lines take what that leaves in their order."""
    claim["amount"] = rest = max(ceiling, 0)
    for number, worth in claim["worths"].items():
        claim["amounts"][number] = min(worth, rest)
        rest -= claim["amounts"][number]


def paid_of(row, currency):
    paid = judge.minor(row["paid_amount"], currency)
    if paid is not None:
        return paid
    return judge.minor(row["unit_price"], currency) * int(row["quantity"])


class Purse:
    """What one order got, and what its cases, in the order of application, claim of it."""

    def __init__(self, lines, currency, payments, space, shop):
        self.rows, self.currency = lines, currency
        self.received = sum(payments) if payments else None
        self.promotions = {
            entry["promotion_id"]: Promotion(entry, currency) for entry in space.promotions
            if entry["shop"] == shop}
        self.lines = sum(paid_of(row, currency) for row in lines)
        self.got = min(self.lines, sum(payments)) if payments else self.lines
        self.claims = []
        # What the lines of a case take of what a reviewer approved of it.
        self.approved = {}

    def worth(self, case, units):
        """The money back for so many units of each line of the case, by line_no."""
        claim = {"case": case.id, "units": {}, "amount": 0, "amounts": {}, "worths": {},
                 "shares": {}, "plain": {}, "anew": None}
        for line in case.lines:
            number = line["line_no"]
            if units.get(number, 0) > 0:
                amount, share, plain = self.line_worth(case, line, units[number], claim)
                claim["units"][number] = units[number]
                claim["amounts"][number], claim["shares"][number] = amount, share
                claim["plain"][number] = plain
        ceiling = sum(claim["amounts"].values())
        if case.policy["refund_cap"] == "paid":
            ceiling = min(ceiling, self.got - sum(c["amount"] for c in self.claims))
        requested = judge.minor(case.row["requested_amount"], case.currency)
        if requested is not None:
            ceiling = min(ceiling, requested)
        claim["unreviewed"] = max(ceiling, 0)
        if case.approved_amount is not None:
            # The reviewer's amount is of the case, with all its lines.
            ceiling = min(ceiling, case.approved_amount - self.approved.get(case.id, 0))
        claim["worths"] = dict(claim["amounts"])
        limit(claim, ceiling)
        return claim

    def of(self, kind, number, claim):
        """The sum over the claims so far, this one included, of one line."""
        return sum(c[kind].get(number, 0) for c in [*self.claims, claim])

    def line_worth(self, case, line, units, claim):
        """(amount, worth, share of what was paid) of units of one line, before the caps of the
        case; the worth is by the basis in force."""
        number, basis = line["line_no"], case.basis
        before = self.of("units", number, claim)
        paid, quantity = paid_of(line, case.currency), int(line["quantity"])
        listed = share = plain = judge.minor(line["unit_price"], case.currency) * units
        if line["paid_amount"]:
            plain = reading.half_up(Fraction(paid * units, quantity))
            if before > 0 and before + units == quantity:
                # The last unit takes what the rounding of the others left.
                plain = paid - self.of("plain", number, claim)
            share = plain
        room = paid - self.of("amounts", number, claim)
        deal = self.deal(line, units, claim) if case.kind != "exchange" else None
        if deal is not None:
            anew, nothing_kept, left, rest = deal
            if anew is None:
                anew = min(plain, rest)
            claim["anew"] = (claim["anew"] or 0) + anew - plain
            if basis == "reprice" or basis == "paid" and nothing_kept:
                share = anew
            share = min(share, rest)
            if basis != "list":
                room = left
        amount = listed if basis == "list" else share
        if case.policy["refund_cap"] == "paid":
            amount = min(amount, max(0, room))
        return amount, share, plain

    def price(self, row, units):
        """Before the promotion."""
        if row["paid_amount"] and row.get("discount_amount"):
            whole = paid_of(row, self.currency) + judge.minor(row["discount_amount"], self.currency)
            return reading.half_up(Fraction(whole * units, int(row["quantity"])))
        return judge.minor(row["unit_price"], self.currency) * units

    def deal(self, line, units, claim):
        """What the units are worth with the goods kept of their promotion priced anew (None: the
        discount holds for those), whether none are kept, and what is left of what was paid: by what went
        back, and by what that was worth."""
        promotion = self.promotions.get(line.get("promotion_id"))
        if promotion is None:
            return None
        rows = [row for row in self.rows if row["promotion_id"] == line["promotion_id"]]
        kept = {}
        for row in rows:
            gone = self.of("units", row["line_no"], claim)
            kept[row["line_no"]] = max(0, int(row["quantity"]) - gone - (
                units if row is line else 0))
        whole = sum(judge.minor(r["unit_price"], self.currency) * int(r["quantity"]) for r in rows)
        paid = sum(paid_of(row, self.currency) for row in rows)
        off = promotion.off(whole)
        if off == 0 or sum(self.price(r, int(r["quantity"])) for r in rows) - paid != off:
            return None
        given = sum(self.of("shares", row["line_no"], claim) for row in rows)
        left = max(0, paid - sum(self.of("amounts", row["line_no"], claim) for row in rows))
        rest = max(0, paid - given)
        if not any(kept.values()):
            return rest, True, left, rest
        still = promotion.off(sum(
            judge.minor(r["unit_price"], self.currency) * kept[r["line_no"]] for r in rows))
        if still == off:
            return None, False, left, rest
        alone = sum(self.price(row, kept[row["line_no"]]) for row in rows) - still
        had = max(0, int(line["quantity"]) - self.of("units", line["line_no"], claim))
        most = self.price(line, had) - self.price(line, max(0, had - units))
        return min(max(0, paid - alone - given), most), False, left, rest

    def claim(self, case):
        """Sets `case.worth` (all its units) and `case.due` (those entitled to), and keeps what
        later cases cannot have any more: what was rejected at inspection is free again."""
        case.basis = basis(case, case.space)
        whole = {line["line_no"]: int(line["quantity"]) for line in case.lines}
        if case.row["line_no"]:
            whole = {case.row["line_no"]: case.units}
        kept = due = self.worth(case, whole)
        case.worth, case.whole_claim = due["amount"], due
        case.anew = due["anew"]
        accepted = due
        if case.accepted_units < case.units:
            accepted = self.worth(case, {number: min(units, case.accepted_by_line.get(number, 0))
                                         for number, units in whole.items()})
            if case.by_acceptance:
                due = accepted
                if case.accepted_units > 0:
                    case.anew = due["anew"]
                if case.inspected_units >= case.units:
                    kept = due
        case.due_claim = due
        case.due, case.due_units = due["amount"], due["units"]
        case.due_worths = due["worths"]
        case.claimed = kept
        # A discount that is lost makes goods cheaper to take back, not worth less.
        case.accepted_claim = accepted
        case.accepted_share = case.accepted_worth = accepted["amount"]
        if case.basis == "reprice":
            case.accepted_share -= accepted["anew"] or 0
        self.approved[case.id] = self.approved.get(case.id, 0) + kept["amount"]
        if case.stands and case.kind != "exchange":
            self.claims.append(kept)

    def share_approved(self, lines):
        """What a reviewer approved of a case of several lines is for what was accepted first; what
        has not come keeps nothing back. `lines` are all of the case."""
        approved = lines[0].approved_amount
        if approved is None or len(lines) < 2 or any(
                case.kind == "exchange" or not case.by_acceptance for case in lines):
            return
        moments = {row["inspected_at"] for case in lines for row in taken(case)}
        moments |= {moment for case in lines if (moment := finished(case)) is not None}
        rest, shares = max(0, approved), [0] * len(lines)
        for moment in sorted(moments):
            for place, case in enumerate(lines):
                more = min(rest, max(0, accepted_by(case, moment) - shares[place]))
                shares[place] += more
                rest -= more
        for case, share in zip(lines, shares):
            rest -= self.grant(case, share, rest)

    def grant(self, case, share, rest):
        """Caps a line's claims by its share; returns what it keeps of the rest for what is to come."""
        is_all_seen = case.inspected_units >= case.units
        whole, accepted = (
            {**claim, "amounts": dict(claim["amounts"])}
            for claim in (case.whole_claim, case.accepted_claim))
        more = 0 if is_all_seen else min(rest, max(0, whole["unreviewed"] - share))
        limit(accepted, min(accepted["unreviewed"], share))
        limit(whole, min(whole["unreviewed"], share + (rest if is_all_seen else more)))
        kept = accepted if is_all_seen else whole
        self.claims = [kept if claim is case.claimed else claim for claim in self.claims]
        case.worth, case.whole_claim, case.claimed = whole["amount"], whole, kept
        case.due, case.accepted_claim = accepted["amount"], accepted
        case.accepted_share = case.accepted_worth = accepted["amount"]
        if case.basis == "reprice":
            case.accepted_share -= accepted["anew"] or 0
        return more


def first_units(case, claim, number, units, amount):
    """What the first of a line's claimed units are worth: by themselves where nothing but their share
    of what was paid decides, so that a cent that does not divide is the last one's."""
    line = next(line for line in case.lines if line["line_no"] == number)
    whole = claim["units"][number]
    if units < whole and line["paid_amount"] and amount == claim["plain"][number]:
        paid = paid_of(line, case.currency)
        return min(amount, reading.half_up(Fraction(paid * units, int(line["quantity"]))))
    return reading.half_up(Fraction(amount * units, whole))


def taken(case):
    return [row for row in case.inspections if row["result"] == "accepted"]


def finished(case):
    """When the last of the accepted goods was accepted."""
    found = [row["inspected_at"] for row in taken(case)]
    if found:
        return max(found)
    if case.accepted is None:
        return None
    return case.accepted * 86400 if case.is_lost else case.arrived


def accepted_by(case, moment):
    """What the units accepted by a moment are worth, before what the reviewer approved."""
    last = finished(case)
    if last is None:
        return 0
    claim = case.accepted_claim
    if moment >= last:
        return claim["unreviewed"]
    worth = 0
    for number, amount in claim["worths"].items():
        units = claim["units"][number]
        some = min(units, sum(int(row["quantity"]) for row in taken(case)
                              if row["line_no"] == number and row["inspected_at"] <= moment))
        worth += first_units(case, claim, number, some, amount)
    return min(claim["unreviewed"], worth)
