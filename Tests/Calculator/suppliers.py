"""What suppliers are to make good: all that the merchant bore of a quality case, and quality tickets of
customers who applied for nothing."""

import claims
from rows import Row, split
import judge
import stages


def matched(case, name):
    """Money that went out for one thing that was owed."""
    rows = case.space.payments_by_number(case.shop)
    return sum(judge.minor(rows[txn]["amount"], rows[txn]["currency"])
               for txn, of in case.payments.items() if of == name)


def borne(case, freight):
    """By the merchant, of a case line, and whether that is all or more is on its way; None while
    nothing has gone."""
    total, is_settled, is_all = 0, False, True
    for name in [name for name in case.owed if stages.is_refund(name)]:
        paid = matched(case, name)
        total += paid
        is_settled = is_settled or name == "refund" and paid > 0
        if case.owed[name] - paid - case.given_up.get(name, 0) > 0:
            is_all = False
    if case.kind == "exchange" and case.replacement and case.replacement.is_under_way:
        total += case.worth
        is_settled = True
    if not is_settled:
        return None
    if case.is_first:
        total += sum(max(0, fee.payable) for fee in freight.positions()
                     if (fee.shop, fee.case_id) == (case.shop, case.id)
                     and fee.bearer in ("merchant", "supplier"))
    return total, is_all


def made_good(case, calculation, amount):
    """What of that carriers have paid: of their claims for the case's parcels what is left after the
    freight that they bear themselves. The first lines of a case have it."""
    paid, parcels = 0, {case.way_back, case.replacement} - {None}
    for waybill in {parcel.waybill for parcel in parcels}:
        for claim in claims.of_parcel(calculation, case.shop, waybill):
            got = claims.Standing(claim, case.space).paid
            if got and (claim.case_id, claim.currency) == (case.id, case.currency):
                paid += max(0, got - sum(
                    max(0, fee.payable - fee.written) for fee in calculation.freight.positions()
                    if (fee.shop, fee.waybill) == (case.shop, waybill) and fee.is_carriers_fault
                    and fee.currency == claim.currency))
    for line in calculation.of_case[(case.shop, case.id)]:
        if line is case:
            break
        total, is_all = borne(line, calculation.freight) or (0, True)
        paid -= min(paid, total) if is_all else 0
    return min(paid, amount)


def shares(case, amount):
    """By what was paid for each supplier's lines; of what has none nobody can be asked."""
    weights = {}
    for line in case.lines:
        paid = judge.minor(line["paid_amount"], case.currency) or 0
        weights[line["supplier_id"]] = weights.get(line["supplier_id"], 0) + paid
    rest = weights.pop("", 0)
    names = list(weights)
    parts = split(amount, [*weights.values(), rest])
    return [(name, part) for name, part in zip(names, parts) if part > 0]


def evening(book, calculation):
    wanted = {}
    for case in calculation.cases.values():
        if not case.approved or case.family != "quality" or not any(
                line["supplier_id"] for line in case.lines):
            continue
        if case.reason == "damaged" and any(
                parcel.is_damaged for parcel in case.outbound):
            # The carrier is asked for it already.
            continue
        amount, is_all = borne(case, calculation.freight) or (0, True)
        amount -= made_good(case, calculation, amount)
        for supplier, part in shares(case, amount) if amount else ():
            subject = ("supplier", case.shop, case.id, case.row["line_no"], supplier)
            wanted[subject] = part, is_all, {
                "shop_id": case.shop, "supplier_id": supplier, "case_id": case.id,
                "order_id": case.row["order_id"], "ground": case.reason,
                "currency": case.currency, "claim_deadline": case.limit(
                    case.decided_at, "supplier_claim_days")}
    for (shop, number), ticket in calculation.tickets.items():
        lines = calculation.lines.get((shop, ticket.row["order_id"]), [])
        names = {line["supplier_id"] for line in lines}
        if ticket.row["class"] != "quality" or ticket.row["case_id"] or len(names) != 1 or (
                "" in names):
            continue
        supplier = names.pop()
        lines = sorted(lines, key=lambda line: int(line["line_no"]))
        policy = calculation.space.policy(shop, lines[0]["category"])
        last = calculation.space.day(ticket.row["opened_at"], shop) + int(
            policy["supplier_claim_days"])
        wanted[("supplier", shop, "ticket", number, supplier)] = None, True, {
            "shop_id": shop, "supplier_id": supplier, "case_id": "",
            "order_id": ticket.row["order_id"], "ground": "ticket_quality", "currency": "",
            "claim_deadline": last}
    for subject, (amount, is_all, cells) in sorted(wanted.items(), key=lambda pair: pair[0]):
        if is_all:
            settle(book, calculation.space, subject, amount, cells)
    for kind, subject in [key for key in book.open if key[0] == "supplier"]:
        if subject not in wanted:
            book.call_off(kind, subject)
    for row in book.rows:
        if row.kind == "supplier":
            book.claimed.setdefault(row.subject, []).append(row)


def settle(book, space, subject, amount, cells):
    """What a supplier has answered stays as it is; what is claimed beyond that is a row of its own."""
    rows = [row for row in space.feeds["claim_results"] if row["ref"] == claims.ref(subject)]
    if not rows:
        book.want("supplier", subject, [(None, amount)], cells)
    elif amount is not None:
        ask_beyond(book, subject, amount, cells, rows)
    else:
        last = max(rows, key=lambda row: (row["at"], claims.ORDER.index(row["status"])))
        if last["status"] != "acknowledged":
            book.done("supplier", subject)


def ask_beyond(book, subject, amount, cells, replies):
    rows = book.claimed.get(subject, [])
    followed = [row.replaces for row in rows if row.replaces]
    standing = [row for row in rows if row.action != "cancel" and row not in followed]

    def said(row):
        """Replies to a row, or to one in whose place it came."""
        numbers = set()
        while row is not None and row.action != "cancel":
            numbers.add(str(rows.index(row) + 1))
            row = row.replaces
        return [reply for reply in replies if reply["row"] in numbers]

    def paid(of, row=None):
        """One that names no amount is for all of its row."""
        total = 0
        for reply in of:
            if reply["status"] == "paid":
                part = judge.minor(reply["amount"], cells["currency"])
                whole = (row or rows[int(reply["row"]) - 1]).amount
                total += whole if part is None else part
        return total

    known = [reply for row in standing for reply in said(row)]
    besides = paid([reply for reply in replies if reply not in known])
    is_all_paid = besides + sum(paid(said(row), row) for row in standing) >= amount
    asked, loose = besides, []
    for row in standing:
        if row.state != "done" and not said(row):
            loose.append(row)
            continue
        came = paid(said(row), row)
        asked += max(row.amount, came)
        if is_all_paid or came >= row.amount:
            row.state = "done"
    rest, new = amount - asked, None
    if rest <= 0:
        book.call_off("supplier", subject, loose, keep=False)
        loose = []
    elif not loose or (loose[0].whole, loose[0].amount) != (amount, rest):
        off = [row for row in rows if row.action == "cancel" and row not in followed]
        new = Row("supplier", subject, "replace" if loose else "issue", cells, rest)
        new.replaces, new.whole = next(iter(loose or off), None), amount
        book.rows.append(new)
        loose = [new]
    kept = [row for row in standing if row.state != "done" and said(row)]
    book.open.pop(("supplier", subject), None)
    if kept + loose:
        book.open[("supplier", subject)] = kept + loose
