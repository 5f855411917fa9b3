"""Where a case line stands, and what became of its money."""

import follow
import judge

REFUNDS = ("refund", "freight_refund", "shipping_refund", "difference_refund", "compensation")


def is_refund(name):
    return judge.kind_of(name) in REFUNDS


def surplus(case, space):
    """Refunds that name the case and met nothing."""
    return [row for row in space.payments_of(case.shop, case.id)
            if row["type"] == "refund" and row["txn_id"] not in space.spent
            and follow.has_gone(row)]


def surplus_status(case, lines, space):
    """What money beyond what is owed makes of the case; None where there is none."""
    beyond = [judge.minor(r["amount"], r["currency"]) for r in surplus(case, space)]
    if not beyond:
        return None
    met = {judge.minor(row["amount"], row["currency"])
           for row in space.payments_of(case.shop, case.id)
           if row["type"] == "refund" and any(row["txn_id"] in line.payments for line in lines)}
    if any(row["txn_id"] in space.held_back for row in surplus(case, space)):
        return "unentitled"
    if any(amount in met for amount in beyond):
        return "duplicate"
    is_owed = any(is_refund(name) for line in lines for name in line.owed)
    return "over" if is_owed else "unentitled"


def refund_status(case, lines, space):
    """`lines` are all of the case."""
    beyond = surplus_status(case, lines, space)
    if beyond:
        return beyond
    if not any(is_refund(name) for name in case.owed):
        return "none"
    unmet = unmet_of(case)
    if not unmet:
        return "matched"
    overdue = [name for name in unmet if name in case.open and space.is_over(case.last_of(name), case.shop, "settlements")]
    if any(name not in case.received for name in overdue):
        return "short" if case.actual > 0 else "missing"
    return "short" if overdue else "due"


def unmet_of(case):
    """The refunds owed of which a part is still to come."""
    return [name for name, amount in case.owed.items()
            if is_refund(name) and name not in case.paid
            and case.received.get(name, 0) + case.given_up.get(name, 0) < amount]


def stage(case, lines, space):
    """Approval decides first; money and goods given in its place outrank the reception."""
    if case.withdrawn:
        return "withdrawn"
    if case.verdict != "approved":
        return "applied" if case.verdict == "proposed" else case.verdict
    if case.units == 0 and case.lines:
        return "closed"
    status = refund_status(case, lines, space)
    if case.kind == "exchange":
        parcel = case.replacement
        if parcel and (parcel.is_under_way or parcel.delivered_at is not None):
            is_over = (case.accepted is not None and parcel.delivered_at is not None
                       and "difference_payment" not in case.open)
            return "closed" if is_over and status in ("none", "matched") else "exchange_shipped"
        return "exchange_due" if case.accepted is not None else reception(case)
    # Paid in full, and besides with money that nothing entitles to.
    is_paid = (status == "unentitled" and any(is_refund(name) for name in case.owed)
               and not unmet_of(case))
    if is_paid or status in ("matched", "over", "duplicate"):
        # Units that were paid for may have yet to come.
        is_done = not case.needs_goods or case.accepted is not None and "goods_back" not in case.open
        return "closed" if is_done else "refunded"
    if any(is_refund(name) for name in case.owed):
        return "refund_due"
    # What the goods are worth was kept back for freight to the last cent.
    is_used_up = (case.entitled is not None and 0 < case.due <= case.deducted + case.charged
                  and space.delivers(case.shop, "settlements"))
    if status == "none" and case.accepted is not None and is_used_up:
        return "closed"
    return reception(case)


def reception(case):
    if case.accepted is not None:
        return "accepted"
    if any(row["result"] == "rejected" for row in case.inspections):
        return "rejected"
    if case.arrived is not None:
        return "arrived"
    return "in_transit" if case.way_back and case.way_back.is_under_way else "approved"


def parcel_status(case, space):
    if not case.needs_goods:
        return "none"
    parcel = case.way_back
    if not parcel or not (parcel.is_under_way or parcel.delivered_at is not None):
        return "delivered" if case.arrived is not None else "not_sent" if case.approved else "none"
    trouble = parcel_trouble(space, parcel, case.policy, case.shop, bool(case.inspections))
    if trouble in ("lost", "damaged"):
        return trouble
    if parcel.delivered_at is not None or case.arrived is not None:
        return "delivered"
    if parcel.status == "misrouted":
        return "misrouted"
    return "late" if trouble == "late" else "in_transit"


STEPS = {"closed": "none", "withdrawn": "none", "refused": "none", "applied": "review",
         "approved": "await_parcel", "in_transit": "await_parcel", "refunded": "await_parcel",
         "arrived": "inspect", "rejected": "decide", "refund_due": "pay_refund", "accepted": "none",
         "exchange_shipped": "none"}


def next_step(case, lines, space, made_good):
    """Nobody chases a carrier that has paid for what it lost (`made_good`)."""
    trouble = parcel_status(case, space)
    is_paid = trouble == "lost" and (case.shop, case.way_back.waybill) in made_good
    if trouble in ("lost", "late") and not is_paid:
        return "chase_carrier"
    if case.is_sent_again:
        return "ship_replacement"
    where = stage(case, lines, space)
    if where == "approved" and not case.needs_goods and case.kind != "exchange":
        return "none"
    if where == "refunded" and (case.arrived is not None or case.accepted is not None) and not (
            case.inspections and case.inspected_units < case.units):
        return "decide" if case.inspections else "inspect"
    if is_paid and where in ("approved", "in_transit"):
        return "decide"
    if where == "pending":
        # Of an order that nobody knows its data are missing.
        return "supply_material" if case.missing() or not case.lines else "review"
    if where == "exchange_due":
        if "difference_payment" in case.open:
            return "await_difference"
        return "ship_replacement" if case.row["exchange_sku"] else "supply_material"
    if where == "exchange_shipped" and "difference_payment" in case.open:
        return "await_difference"
    if STEPS[where] == "none" and any(is_refund(name) for name in case.open):
        # Money is owed back all the same.
        return "pay_refund"
    return STEPS[where]


def parcel_trouble(space, parcel, policy, shop, is_received):
    """late, lost, damaged or misrouted; None. What the warehouse has looked at has arrived."""
    if parcel.is_conflict:
        return None
    day = lambda moment: space.day(moment, shop)
    last = follow.arrival_limit(space, parcel, policy, day)
    if follow.loss_day(space, parcel, policy, day) is not None and (
            parcel.status == "lost" or not is_received):
        return "lost"
    if parcel.is_damaged:
        return "damaged"
    if is_received or parcel.has_come_by_order:
        return None
    since = day(parcel.status_at) + follow.transit(space, parcel, policy)["misrouted"]
    if parcel.status == "misrouted" and since <= space.last_day:
        return "misrouted"
    return "late" if last is not None and last < space.last_day else None
