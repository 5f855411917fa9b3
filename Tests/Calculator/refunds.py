"""Refunds that leave for others: how much goes back to which payment of the order, and what of it
leaves on an evening, given all that has left before."""

import follow
import judge
import stages
from rows import split
from trails import Proofs, Trail

PARTS = {"refund": "goods", "freight_refund": "freight", "shipping_refund": "freight",
         "difference_refund": "difference", "compensation": "compensation"}
# Of one day, those that the payments were for have the room of the payments first.
IN_TURN = ("refund", "shipping_refund", "difference_refund", "freight_refund", "compensation")


# ---- what is told


def of_case(book, calculation, lines):
    """`lines` are all of a case."""
    for case in lines:
        if book.space.shops[case.shop].get("executor") == "platform":
            continue
        names = book.names.setdefault((case.shop, case.id, case.row["line_no"]), set())
        names |= {name for name in (*case.open, *case.paid, *case.part_paid)
                  if judge.kind_of(name) in PARTS}
        for name in sorted(names - {"shipping_refund"}):
            refund(book, calculation, case, name, (case.shop, case.id, case.row["line_no"], name))


def ways_out(book, calculation):
    """The freight of the way out belongs to the order, whichever case it is paid with."""
    for (shop, order), cases in sorted(calculation.of_order.items()):
        if book.space.shops[shop].get("executor") == "platform":
            continue
        name = "shipping_refund"
        case = next((c for c in cases if name in c.owed or name in c.paid), cases[0])
        refund(book, calculation, case, name, (shop, order, name))


def refund(book, calculation, case, name, subject):
    trail = book.trails.setdefault(subject, Trail(book.today))
    trail.today, trail.new = book.today, []
    space, rows = book.space, trail.standing
    movements = [space.payments_by_number(case.shop)[txn_id]
                 for txn_id, other in case.payments.items() if other == name]
    proofs = Proofs(rows, [
        (judge.minor(row["amount"], row["currency"]), case.day(row["settled_at"]))
        for row in movements])
    left = still_open(case, name)
    cells = {} if left <= 0 else {
        "shop_id": case.shop, "entity": space.shops[case.shop].get("entity", case.shop),
        "case_id": case.id, "order_id": case.row["order_id"], "part": PARTS[judge.kind_of(name)],
        "reason": case.reason, "due_on": case.last_of(name), "line_no": case.row["line_no"],
        "currency": case.currency}
    again = case.resent.get(name)
    failure = left > 0 and case.failed(name)
    is_held = left > 0 and (
        waits(space, case, again) or name == "refund" and is_replaced_besides(case))
    is_new = left > 0 and not failure and not is_held and again is not None and (
        again.id not in {row.release for row in trail.rows})
    if left > 0 and not case.received.get(name) and is_unpaid(calculation, case):
        trail.call_off(rows)
    elif proofs.all_foreign and not is_new:
        # Others have paid: nothing of ours is to be carried out on top, unless a person asked for it.
        asked = [row for row in proofs.others if row.release and again and row.release == again.id]
        if left <= 0 or not (failure or is_held) and sum(row.amount for row in asked) > left:
            asked = []
        trail.call_off([row for row in proofs.others if row not in asked])
    elif left <= 0:
        for row in proofs.proven:
            row.state = "done"
        trail.call_off(proofs.others if movements else rows)
    elif failure:
        attempt = space.payments_by_number(case.shop)[failure]
        has_failed(proofs.others, judge.minor(attempt["amount"], case.currency),
                   case.day(attempt["settled_at"]))
        if not is_held:
            trail.send_beside(shares(calculation, case, name), cells, proofs)
    elif not is_held:
        parts = shares(calculation, case, name)
        trail.send(parts, cells, proofs, again and again.id, is_new)
    book.rows += trail.new
    book.keep("refund", subject, trail.open)


def still_open(case, name):
    if name not in case.open:
        return 0
    return case.open[name][1] - case.given_up.get(name, 0) - case.received.get(name, 0)


def is_unpaid(calculation, case):
    """Nobody has paid the order, and that is known: there is nothing to send back."""
    key = (case.shop, case.row["order_id"])
    lines = sorted(calculation.lines.get(key, []), key=lambda line: int(line["line_no"]))
    if not any(line["paid_amount"] for line in lines) or calculation.payments.get(key):
        return False
    prices = [line["paid_amount"] for line in lines] + [lines[0]["shipping_paid"]]
    owed = sum(judge.minor(price, case.currency) for price in prices if price)
    space = calculation.space
    return owed > 0 and space.delivers(case.shop, "settlements") and space.is_over(
        case.day(lines[0]["ordered_at"]), case.shop, "settlements")


def waits(space, case, again):
    """What could prove it paid is late, money is on its way, or it is not clear what it was for."""
    under_way = [row for row in space.payments_of(case.shop, case.id)
                 if row["status"] == "initiated"
                 and (again is None or case.day(row["settled_at"]) > again.day)]
    return space.is_unproven(case.shop, "settlements") or under_way or any(
        row["txn_id"] not in space.held_back for row in stages.surplus(case, space))


def is_replaced_besides(case):
    """A replacement has left for a case that is a refund, and is not lost, by the carrier's word or its
    silence: a person is asked first."""
    parcel = case.replacement
    if not case.is_converted or parcel is None or follow.loss_day(
            case.space, parcel, case.all_lines[0].policy, case.day) is not None:
        return False
    return parcel.is_under_way or parcel.delivered_at is not None


def has_failed(rows, amount, day):
    """An attempt failed at a row of its amount, else at all that had left before it, if it was as much."""
    earlier = [row for row in rows if row.state != "done" and row.day < day]
    alike = [row for row in earlier if row.amount == amount]
    if any(row.state == "failed" for row in alike):
        return
    is_whole = amount >= sum(row.amount for row in earlier)
    for row in alike[:1] or (earlier if is_whole else []):
        row.state = "failed"


# ---- room of payments


def shares(calculation, case, name):
    """(payment, amount) of all that a refund comes to, what was paid of it included: by what was
    paid with each payment of the order, none of which gets more than it got, over all refunds of
    the order; those that are due first have the room first."""
    means = payments(calculation, case)
    if not means:
        return [(("", ""), case.open[name][1] - case.given_up.get(name, 0))]
    weights = [got for _, got in means]
    room = left_of(calculation, case, means)
    found = None
    for other, its_name in in_turn(calculation, case):
        paid = paid_by(other, its_name, weights)
        new = place(other, its_name, weights, paid, room)
        if (other, its_name) == (case, name):
            found = [was + more for was, more in zip(paid, new)]
    sent = [(who, amount) for (who, _), amount in zip(means, found) if amount > 0]
    if judge.kind_of(name) in ("freight_refund", "compensation"):
        # Never paid with the order: what has no room there goes to no payment.
        beyond = still_open(case, name) + sum(paid_by(case, name, weights)) - sum(found)
        sent += [(("", ""), beyond)] if beyond > 0 else []
    return sent


def payments(calculation, case):
    """What the order was paid with, named by account and number: (name, amount)."""
    means = {}
    for row in calculation.payments.get((case.shop, case.row["order_id"]), []):
        if row["currency"] == case.currency:
            name = (row["account_id"], row["payment_ref"] or row["txn_id"])
            means[name] = means.get(name, 0) + judge.minor(row["amount"], row["currency"])
    return sorted(means.items())


def left_of(calculation, case, means):
    """What each payment got less what went back to it. Refunds here name no payment, and the
    payments of an order share an account: it is by what was paid with each."""
    weights = [got for _, got in means]
    room = list(weights)
    for row in calculation.went_back.get((case.shop, case.row["order_id"]), []):
        back = split(judge.minor(row["amount"], row["currency"]), weights)
        room = [left - part for left, part in zip(room, back)]
    return [max(0, left) for left in room]


def in_turn(calculation, case):
    """All refunds of the case's order that are open, as they have the room of its payments."""
    kinds = list(IN_TURN)
    found = []
    for number, other in enumerate(calculation.of_order[(case.shop, case.row["order_id"])]):
        for name, (last, amount) in other.open.items():
            kind = judge.kind_of(name)
            if kind in PARTS and amount and still_open(other, name) > 0:
                turn = (last, kind in ("freight_refund", "compensation"), kinds.index(kind),
                        other.promised_by.get(name, ""))
                found.append((*turn, number, len(found), other, name))
    return [entry[-2:] for entry in sorted(found, key=lambda entry: entry[:-2])]


def paid_by(case, name, weights):
    paid = [0] * len(weights)
    for txn_id, other in case.payments.items():
        if other == name:
            row = case.space.payments_by_number(case.shop)[txn_id]
            back = split(judge.minor(row["amount"], row["currency"]), weights)
            paid = [a + b for a, b in zip(paid, back)]
    return paid


def place(case, name, weights, paid, room):
    """Shares of what is open, each within the room of its payment, which it takes; what one has no
    room for goes to the others by theirs."""
    owed = case.open[name][1] - case.given_up.get(name, 0)
    rest = [max(0, whole - was) for whole, was in zip(split(owed, weights), paid)]
    new = split(still_open(case, name), rest if any(rest) else weights)
    beyond = sum(max(0, part - most) for part, most in zip(new, room))
    new = [min(part, most) for part, most in zip(new, room)]
    spare = [most - part for part, most in zip(new, room)]
    for number, more in enumerate(split(min(beyond, sum(spare)), spare) if any(spare) else []):
        new[number] += more
    for number, part in enumerate(new):
        room[number] -= part
    return new
