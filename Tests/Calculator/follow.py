"""What follows from a verdict: events, limits, and money."""

from fractions import Fraction

import judge
import purse
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
            parcel.status not in MOVING) or parcel.has_come_by_order:
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
    if parcel.has_come_by_order:
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


def first_entitled(case):
    """The day from which the first of the goods entitle to money: what is owed with these does not
    wait for the last of them."""
    taken = [row["inspected_at"] for row in case.inspections if row["result"] == "accepted"]
    if not case.by_acceptance or len(case.inspections) < 2 or not taken:
        return case.entitled
    return min(case.entitled, max(case.day(min(taken)), case.day(case.decided_at)))


def limits(case, space, has_come):
    """The limits of a case, other than of money, that are open at the end of the day; `has_come`:
    goods of some line of it are in the warehouse."""
    if case.is_asked:
        last, state = case.answer()
        if state is not None:
            case.expect("review_answer", last)
    if not case.approved:
        return
    parcel = case.way_back
    if case.needs_goods:
        goods_back(case, space)
        if case.leads and not (parcel and parcel.is_under_way) and not has_come:
            # Once goods that were paid for are overdue, that is the trouble.
            if case.open.get("goods_back", (space.last_day,))[0] >= space.last_day:
                case.expect("hand_over", case.limit(case.decided_at, "hand_over_days"))
        if case.arrived is not None and not case.inspections and space.delivers(
                case.shop, "inspections"):
            case.expect("inspection", case.limit(case.arrived, "inspection_days"))
    # Of a whole order that nobody knows there are no units to send.
    if case.kind == "exchange" and case.accepted is not None and case.units:
        # The first units that were accepted wait for no others.
        taken = [row["inspected_at"] for row in case.inspections if row["result"] == "accepted"]
        ready = case.day(min(taken)) if taken else case.accepted
        if (case.difference or 0) > 0 and space.delivers(case.shop, "settlements"):
            # A dearer article leaves when its difference is paid.
            paid_on = case.paid.get("difference_payment")
            ready = None if paid_on is None else max(ready, paid_on)
        case.ready_to_ship = ready


def shipment(lines):
    """The replacement of a case, until a parcel has left: that of the line which was ready first is
    due first. `lines` are all of the case."""
    lead = next((case for case in lines if case.leads), None)
    ready = [case.ready_to_ship for case in lines if case.ready_to_ship is not None]
    if ready and not (lead.replacement and lead.replacement.is_under_way):
        lead.expect("exchange_shipment", min(ready) + int(lead.policy["replacement_days"]))


def parcels_sent(calculation, case):
    """How many parcels with goods for the case have left."""
    return sum(parcel.direction in ("exchange", "outbound") and parcel.is_under_way
               for parcel in calculation.by_reference.get((case.shop, case.id), []))


def parcels_ordered(case, again):
    """How many it needs by now: those that people send again, and an exchange's own; one that became
    a refund needed it until then."""
    return again + (case.kind == "exchange" or case.is_converted)


def reshipments(calculation, lines):
    """Goods that people send again leave as soon as a replacement does. `lines` are all of a case."""
    for case in lines:
        case.is_sent_again = bool(case.reshipped and case.approved and case.lines) and (
            not case.is_converted) and (
            parcels_sent(calculation, case) < parcels_ordered(case, len(case.reshipped)))
    if any(case.is_sent_again for case in lines):
        lead = next(case for case in lines if case.leads)
        lead.expect("exchange_shipment again", lead.reshipped[-1].day + int(
            lead.policy["replacement_days"]))


def goods_back(case, space):
    """Money or a replacement went out before the goods came back."""
    gave = case.paid.get("refund", case.part_paid.get("refund"))
    if case.replaced_on is not None:
        gave = case.replaced_on
    missing = case.units - case.inspected_units if case.inspections else 0
    has_come = case.arrived is not None or case.accepted is not None
    if gave is None or not case.leads or has_come and missing <= 0:
        return
    if case.arrived is not None and case.day(case.arrived) <= gave:
        return
    days = int(case.policy["transit_days"])
    if case.way_back:
        days = transit(space, case.way_back, case.policy)["transit"]
    last = case.limit(case.decided_at, "hand_over_days") + days
    case.expect("goods_back", last)


# ---- money


def difference(case):
    """What the new article costs more than the line's refund basis; None without a price."""
    price = judge.minor(case.row["exchange_unit_price"], case.currency)
    if case.kind != "exchange" or price is None or not case.lines:
        return None
    whole = price * case.units - case.worth
    if not case.needs_goods or case.accepted_units >= case.units:
        return whole
    # What the warehouse did not accept is not exchanged; a cheaper article waits for it.
    if case.inspected_units >= case.units or (
            whole < 0 and case.by_acceptance and case.accepted_units > 0):
        return price * case.accepted_units - case.accepted_worth
    return whole


def money(case, freight):
    """What is owed to or by the customer; `freight` gives the parcels' fees. What the way out cost is
    known."""
    case.difference = difference(case)
    if case.approved and case.difference is not None and case.difference > 0:
        case.expect("difference_payment", case.limit(case.decided_at, "difference_days"),
                    case.difference)
    if case.entitled is None:
        return
    last = case.entitled + int(case.policy["refund_days"])
    if case.difference is not None and case.difference < 0:
        case.expect("difference_refund", refund_day(
            case, -case.difference, 0, "difference_refund"), -case.difference)
    if case.kind != "exchange":
        case.deducted = min(case.due - case.charged, freight.left_to_deduct(case))
        if case.due > case.deducted + case.charged:
            amount = case.due - case.deducted - case.charged
            case.expect("refund", refund_day(case, amount, 0), amount)
        if case.leads:
            claim, billed = freight.too_late(case)
            if claim > 0:
                case.expect("freight_payment", billed + int(case.policy["refund_days"]), claim)
    laid_out = judge.minor(case.row["return_freight_paid"], case.currency)
    if laid_out and case.leads and case.needs_goods and freight.bearer_of_return(case) not in (
            "customer", "insurance") and not freight.is_insured(case):
        fee = freight.return_fee(case)
        amount = laid_out if fee is None else min(laid_out, fee)
        if amount > 0:
            case.expect("freight_refund", first_entitled(case) + int(
                case.policy["refund_days"]), amount)


def parts(case, whole, name="refund"):
    """(last day, all that is to be paid by then) of the goods' money, or of what a cheaper article
    costs less: what was accepted first is due first, and has before all others what caps leave of the
    case."""
    days, found = int(case.policy["refund_days"]), []
    accepted = [i for i in case.inspections if i["result"] == "accepted"]
    for acceptance in accepted[:-1] if case.by_acceptance else ():
        on, worth = case.day(acceptance["inspected_at"]), 0
        for number, amount in case.due_worths.items():
            of_line = case.due_units[number]
            units = sum(int(i["quantity"]) for i in accepted
                        if i["line_no"] == number and case.day(i["inspected_at"]) <= on)
            worth += purse.first_units(
                case, case.due_claim, number, min(units, of_line), amount)
        owed = min(worth, case.due) - case.deducted - case.charged
        if name == "difference_refund":
            price = judge.minor(case.row["exchange_unit_price"], case.currency)
            owed = max(0, min(worth, case.due) - price * sum(
                int(i["quantity"]) for i in accepted if case.day(i["inspected_at"]) <= on))
        found.append((max(on, case.day(case.decided_at)) + days, min(owed, whole)))
    return [*found, (case.entitled + days, whole)]


def refund_day(case, whole, settled, name="refund"):
    """The last day for the first that is open of the goods' money, else for the last."""
    found = parts(case, whole, name)
    return next((last for last, owed in found if owed > settled), found[-1][0])


def told(case, name, space):
    """(last day, amount) of what is missing of something expected, or to come; beside what is
    missing of goods' money, what is still to come of it."""
    last, whole = case.last_of(name), case.open[name][1]
    if name not in ("refund", "difference_refund") or case.failed(name):
        return [(last, whole)]
    settled = case.received.get(name, 0) + case.given_up.get(name, 0)
    if not space.is_over(last, case.shop, "settlements"):
        return [(last, whole - settled)]
    again = case.resent.get(name)
    first = 0 if again is None else again.day + int(case.policy["refund_days"])
    due = [(max(day, first), owed) for day, owed in parts(case, whole, name)]
    missing = max(owed for day, owed in due if space.is_over(day, case.shop, "settlements"))
    coming = [(day, whole - missing) for day, owed in due if owed > missing]
    return [(last, missing), *coming[:1]]


def settle(case, space):
    """Movements of money that name the case meet what they equal."""
    for row in sorted(space.payments_of(case.shop, case.id), key=lambda r: r["settled_at"]):
        if not has_gone(row) or row["txn_id"] in space.held_back:
            continue
        amount = judge.minor(row["amount"], row["currency"])
        for name, (_, owed) in list(case.open.items()):
            is_payment = name in judge.RECEIPTS
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
            if names[0] == "refund":
                whole = case.open["refund"][1]
                case.open["refund"] = (refund_day(case, whole, amount), whole)
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
    if last is None or not space.is_over(last, case.shop, "settlements") or not case.stands:
        # A review that waits stops no clock of the law.
        return None
    if any(inspection["result"] == "rejected" for inspection in case.inspections) and not (
            case.accepted_units > 0 and case.by_acceptance):
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
