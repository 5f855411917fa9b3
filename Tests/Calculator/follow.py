"""What follows from a verdict: events, limits, and money."""

from fractions import Fraction

import judge
import reading


# Of a parcel that is expected to go on.
MOVING = ("created", "picked_up", "in_transit", "misrouted", "damaged")


def transit(space, parcel, policy):
    """Limits of a way, in days: what is agreed with its carrier, else the case's policy."""
    terms = space.carrier(parcel.carrier)
    is_local = parcel.stated("zone") in terms.get("local_zones", [])
    local = "local_" if is_local else ""

    def agreed(name, other):
        found = terms.get(local + name, terms.get(name, other))
        return None if found is None else int(found)
    return {
        "transit": agreed("transit_days", policy["transit_days"]),
        "lost_in": agreed("lost_in_days", None),
        "lost_after": int(terms.get("lost_after_days", policy["lost_after_days"])),
        "grace": int(terms.get("grace_days", 0)), "misrouted": int(terms.get("misrouted_days", 0))}


def loss_day(space, parcel, policy, day_of):
    """The carrier's word, or the first day after too long a silence or a way; None if not lost."""
    if parcel.is_conflict:
        return None
    last = day_of(parcel.status_at)
    if parcel.status == "lost":
        return last
    if parcel.delivered_at is not None or not parcel.is_under_way or (
            parcel.status not in MOVING):
        return None
    limits = transit(space, parcel, policy)
    silent = last + limits["lost_after"] + 1
    if limits["lost_in"] is not None and parcel.picked_up_at is not None:
        silent = min(silent, day_of(parcel.picked_up_at) + limits["lost_in"] + 1)
    return silent if silent <= space.last_day else None


def transit_end(space, parcel, policy, day_of):
    """The last day on which it is in time."""
    limits = transit(space, parcel, policy)
    if parcel.promised_at is not None:
        return day_of(parcel.promised_at) + limits["grace"]
    start = parcel.picked_up_at if parcel.picked_up_at is not None else parcel.status_at
    return day_of(start) + limits["transit"] + limits["grace"]


def arrival_limit(space, parcel, policy, day_of):
    """The last day for a parcel on its way; None where it is there or in other trouble."""
    if parcel.is_conflict or parcel.is_damaged or parcel.delivered_at is not None:
        return None
    if loss_day(space, parcel, policy, day_of) is not None or not parcel.is_under_way:
        return None
    if parcel.status not in MOVING:
        return None
    if parcel.status == "misrouted":
        # It has some days to be put right, and then it is trouble of that name.
        since = day_of(parcel.status_at) + transit(space, parcel, policy)["misrouted"]
        if since <= space.last_day:
            return None
    return transit_end(space, parcel, policy, day_of)


def events(case, space, parcels):
    """Arrival and acceptance: `arrived` an instant, `accepted` a day, `accepted_units`."""
    def own(direction):
        found = sorted((p for p in parcels if p.direction == direction), key=lambda p: p.waybill)
        return found[0] if found else None
    case.way_back, case.replacement = own("return"), own("exchange")
    case.replaced_on = None
    if case.replacement and case.replacement.is_under_way:
        start = case.replacement.picked_up_at
        case.replaced_on = case.day(case.replacement.status_at if start is None else start)
    arrived = case.way_back.delivered_at if case.way_back else None
    if arrived is None and case.inspections:
        arrived = case.inspections[0]["inspected_at"]
    case.arrived = arrived
    case.inspected_units = sum(int(i["quantity"]) for i in case.inspections)
    case.accepted, case.accepted_units, case.accepted_by_line = None, 0, {}
    accepted = [i for i in case.inspections if i["result"] == "accepted"]
    lost = loss_day(space, case.way_back, case.policy, case.day) if case.way_back else None
    if accepted:
        case.accepted = case.day(accepted[-1]["inspected_at"])
        case.accepted_units = min(case.units, sum(int(i["quantity"]) for i in accepted))
        for inspection in accepted:
            number = inspection["line_no"]
            case.accepted_by_line[number] = case.accepted_by_line.get(number, 0) + int(
                inspection["quantity"])
    elif arrived is not None and not space.delivers(case.shop, "inspections"):
        case.accepted, case.accepted_units = case.day(arrived), case.units
    elif lost is not None and case.policy["refund_on_loss"] == "yes":
        case.accepted, case.accepted_units = lost, case.units
    case.is_lost = lost is not None and not case.inspections
    case.by_acceptance = case.needs_goods and case.policy["refund_on"] == "acceptance"
    case.entitled = entitled_day(case)


def entitled_day(case):
    """The day from which money is owed; None while nothing entitles to it."""
    if not case.approved:
        return None
    decided = case.day(case.decided_at)
    event = case.policy["refund_on"] if case.needs_goods else "approval"
    if event == "approval":
        return decided
    day = case.accepted
    if event == "arrival" and case.arrived is not None:
        day = case.day(case.arrived)
    return None if day is None else max(day, decided)


def limits(case, space):
    """The limits of a case, other than of money, that are open at the end of the day."""
    if not case.withdrawn and case.is_first:
        last, state = case.answer()
        if state is not None:
            case.expect("review_answer", last)
    if not case.approved:
        return
    parcel = case.way_back
    if case.needs_goods:
        goods_back(case, space)
        if case.is_first and not (parcel and parcel.is_under_way) and case.arrived is None:
            # Once goods that were paid for are overdue, that is the trouble.
            if case.open.get("goods_back", (space.last_day,))[0] >= space.last_day:
                case.expect("hand_over", case.limit(case.decided_at, "hand_over_days"))
        if case.arrived is not None and not case.inspections and space.delivers(
                case.shop, "inspections"):
            case.expect("inspection", case.limit(case.arrived, "inspection_days"))
    if case.kind == "exchange" and case.accepted is not None:
        shipped = case.replacement and case.replacement.is_under_way
        ready = case.accepted
        if (case.difference or 0) > 0 and space.delivers(case.shop, "settlements"):
            # A dearer article leaves when its difference is paid.
            paid_on = case.paid.get("difference_payment")
            ready = None if paid_on is None else max(ready, paid_on)
        case.ready_to_ship = ready
        if case.is_first and not shipped and ready is not None:
            case.expect("exchange_shipment", ready + int(case.policy["replacement_days"]))


def goods_back(case, space):
    """Money or a replacement went out before the goods came back."""
    gave = case.paid.get("refund", case.part_paid.get("refund"))
    if case.replaced_on is not None:
        gave = case.replaced_on
    if gave is None or not case.is_first or case.arrived is not None or case.accepted is not None:
        return
    days = int(case.policy["transit_days"])
    if case.way_back:
        days = transit(space, case.way_back, case.policy)["transit"]
    last = case.limit(case.decided_at, "hand_over_days") + days
    case.expect("goods_back", last)


# ---- money


def basis(case, space):
    """How the case's goods are valued: what was paid, unless its policy, or else China's rule for
    goods without a fault, wants what is kept of a promotion priced anew."""
    chosen = case.policy["refund_basis"]
    if chosen != "law":
        return chosen
    by_law = case.law == "CN" and case.family in ("no_reason", "fit") and space.promotions
    return "reprice" if by_law else "paid"


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
        claim = {"case": case.id, "units": {}, "amount": 0, "amounts": {}, "shares": {},
                 "plain": {}, "anew": None}
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
        approved = case.approved_amount
        if approved is not None:
            # The reviewer's amount is of the case, with all its lines.
            approved -= self.approved.get(case.id, 0)
        for cap in (judge.minor(case.row["requested_amount"], case.currency), approved):
            if cap is not None:
                ceiling = min(ceiling, cap)
        claim["amount"] = rest = max(ceiling, 0)
        for number in claim["amounts"]:
            # The lines take what a cap leaves in their order.
            claim["amounts"][number] = min(claim["amounts"][number], rest)
            rest -= claim["amounts"][number]
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
        deal = self.deal(line, units, claim)
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
        case.worth = due["amount"]
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
        case.due, case.due_units = due["amount"], due["units"]
        case.claimed = kept
        # A discount that is lost makes goods cheaper to take back, not worth less.
        case.accepted_share = accepted["amount"]
        if case.basis == "reprice":
            case.accepted_share -= accepted["anew"] or 0
        self.approved[case.id] = self.approved.get(case.id, 0) + kept["amount"]
        if case.stands and case.kind != "exchange":
            self.claims.append(kept)


def difference(case):
    """What the new article costs more than the line's refund basis; None without a price."""
    price = judge.minor(case.row["exchange_unit_price"], case.currency)
    if case.kind != "exchange" or price is None or not case.lines:
        return None
    return price * case.units - case.worth


def money(case, freight, shipping):
    """What is owed to or by the customer; `freight` gives the parcels' fees, `shipping` what the
    way out cost."""
    case.difference = difference(case)
    if case.approved and case.difference is not None and case.difference > 0:
        case.expect("difference_payment", case.limit(case.decided_at, "difference_days"),
                    case.difference)
    if case.entitled is None:
        return
    last = case.entitled + int(case.policy["refund_days"])
    if case.difference is not None and case.difference < 0:
        case.expect("difference_refund", last, -case.difference)
    if case.kind != "exchange":
        case.deducted = min(case.due, freight.left_to_deduct(case))
        case.charged = shipping.charge(case)
        if case.due > case.deducted + case.charged:
            case.expect("refund", last, case.due - case.deducted - case.charged)
    laid_out = judge.minor(case.row["return_freight_paid"], case.currency)
    if laid_out and case.is_first and case.needs_goods and freight.bearer_of_return(case) not in (
            "customer", "insurance") and not freight.is_insured(case):
        fee = freight.return_fee(case)
        amount = laid_out if fee is None else min(laid_out, fee)
        if amount > 0:
            case.expect("freight_refund", last, amount)


def settle(case, space):
    """Movements of money that name the case meet what they equal."""
    for row in sorted(space.payments_of(case.shop, case.id), key=lambda r: r["settled_at"]):
        if not has_gone(row) or row["txn_id"] in space.held_back:
            continue
        amount = judge.minor(row["amount"], row["currency"])
        for name, (_, owed) in list(case.open.items()):
            is_payment = name == "difference_payment"
            if owed == amount and is_payment == (row["type"] == "payment") and (
                    row["txn_id"] not in space.spent):
                space.spent.add(row["txn_id"])
                case.paid[name] = case.day(row["settled_at"])
                case.payments[row["txn_id"]] = name
                case.actual += 0 if is_payment else amount
                del case.open[name]


def part_payment(case, lines, space):
    """A refund that equals nothing is a part of the only thing that is open of its case."""
    names = [name for line in lines for name, (_, owed) in line.open.items() if owed]
    for row in space.payments_of(case.shop, case.id):
        if row["txn_id"].startswith("L") and len(names) == 1 and names[0] in case.open:
            space.spent.add(row["txn_id"])
            amount = judge.minor(row["amount"], row["currency"])
            case.received[names[0]] = amount
            case.part_paid[names[0]] = case.day(row["settled_at"])
            case.payments[row["txn_id"]] = names[0]
            case.actual += amount


def has_gone(row):
    """Only what succeeded moved money."""
    return row["status"] in ("", "succeeded")


def surplus(case, space):
    """Refunds that name the case and met nothing went out for it all the same."""
    return sum(judge.minor(row["amount"], row["currency"])
               for row in space.payments_of(case.shop, case.id)
               if row["type"] == "refund" and row["currency"] == case.currency and has_gone(row)
               and row["txn_id"] not in space.spent)


def law_deadline(case, space):
    if case.kind == "exchange":
        return None
    if case.law == "CN":
        return case.day(case.arrived) + 7 if case.needs_goods and case.arrived is not None else None
    if case.law != "EU" or case.family not in ("no_reason", "fit"):
        return None
    last = case.day(case.applied) + 14
    if not case.needs_goods:
        return last
    seen = [case.arrived, case.way_back.picked_up_at if case.way_back else None]
    seen = [case.day(moment) for moment in seen if moment is not None]
    return max(last, min(seen)) if seen else None


def law_overdue(case, space):
    """(last day, amount) of a refund that the law wanted earlier; None if there is none."""
    last = law_deadline(case, space)
    if not space.delivers(case.shop, "settlements"):
        return None
    if last is None or not space.is_over(last, case.shop, "settlements") or not case.approved:
        return None
    if any(inspection["result"] == "rejected" for inspection in case.inspections):
        return None
    owed = case.worth
    if case.entitled is not None and case.due > 0:
        owed = case.due - case.deducted - case.charged
    if case.agreed is not None:
        owed = case.agreed
    # The Union wants all payments back at once, standard delivery among them.
    freight = case.lawful_shipping if case.law == "EU" else 0
    is_paid = (owed <= 0 or "refund" in case.paid) and (
        freight == 0 or "shipping_refund" in case.paid)
    return None if is_paid else (last, max(owed, 0) + freight)
