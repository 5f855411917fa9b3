"""What others are told to do: refunds, replacements, notices, surveys, statuses of orders; each
row once, and its successors."""

import judge
import stages

PARTS = {"refund": "goods", "freight_refund": "freight", "shipping_refund": "freight",
         "difference_refund": "difference", "compensation": "compensation"}


class Row:
    """One row of a batch: `cells` are what is compared, `means` the payment it goes back to."""

    def __init__(self, kind, subject, action, cells, amount=None, means=None, attempt=1):
        self.kind, self.subject, self.action, self.cells = kind, subject, action, cells
        self.amount, self.means, self.attempt = amount, means, attempt
        # The row that this one follows.
        self.replaces = None


class Book:
    """All that was issued so far: open rows by (kind, subject), and what was told."""

    def __init__(self):
        self.open, self.told, self.called_off, self.attempts = {}, {}, {}, {}
        self.day, self.rows = {}, []

    def evening(self, calculation):
        """The rows of one more date."""
        self.rows, self.today = [], calculation.space.last_day
        self.space = calculation.space
        for (shop, _), lines in sorted(calculation.of_case.items()):
            refunds(self, calculation, lines)
            shipments(self, lines)
            statuses(self, lines)
            notices(self, lines)
        ways_out(self, calculation)
        tickets(self, calculation)
        return self.rows

    # ---- what stays open until it is done

    def want(self, kind, subject, parts, cells):
        """`parts` are pairs of means and amount (refunds), or one of Nones."""
        key, standing = (kind, subject), self.open.get((kind, subject), [])
        whole = sum(amount or 0 for _, amount in parts)
        what = {name: text for name, text in cells.items() if name in ("sku", "quantity")}
        if standing and self.told[key] == (whole, what):
            return
        self.told[key] = (whole, what)
        before = standing or self.called_off.pop(key, [])
        heirs = heirs_of(before, parts)
        new = []
        for (means, amount), old in heirs:
            row = Row(kind, subject, "replace" if standing and old else "issue", cells, amount,
                      means, self.attempts.get(key, 1))
            row.replaces = old
            new.append(row)
        rest = [old for old in standing if all(old is not heir for _, heir in heirs)]
        self.rows += new
        self.call_off(kind, subject, rest, keep=False)
        self.open[key], self.day[key] = new, self.today

    def call_off(self, kind, subject, rows=None, keep=True):
        """What was issued is void unless it was carried out."""
        key = (kind, subject)
        gone = []
        for old in self.open.pop(key, []) if rows is None else rows:
            row = Row(kind, subject, "cancel", old.cells, 0, old.means, old.attempt)
            row.replaces = old
            row.voided = old.amount
            gone.append(row)
        self.rows += gone
        if keep and gone:
            self.called_off[key] = gone

    def done(self, kind, subject):
        self.open.pop((kind, subject), None)

    # ---- what is told once, or when it changes

    def tell(self, kind, subject, cells):
        if (kind, subject) not in self.told:
            self.told[(kind, subject)] = True
            self.rows.append(Row(kind, subject, "issue", cells))


def split(amount, weights):
    """Whole units as near to the weights as can be: what is left goes to the largest remainders."""
    total = sum(weights)
    shares = [amount * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % total), i))
    for place in order[:amount - sum(shares)]:
        shares[place] += 1
    return shares


def heirs_of(before, parts):
    """Each new share with the old row in whose place it comes: none may get more than the old one of
    its payment, else all may, shared like the old ones."""
    if not before:
        return [(part, None) for part in parts]
    if len(before) == len(parts) == 1:
        return [(parts[0], before[0])]
    amount_of = lambda row: getattr(row, "voided", row.amount)
    pairs = [(part, next((old for old in before if old.means == part[0]), None)) for part in parts]
    if all(old is not None and (len(before) == len(parts) or part[1] <= amount_of(old))
           for part, old in pairs):
        return pairs
    amounts = split(sum(amount for _, amount in parts), [amount_of(old) for old in before])
    return [((old.means, share), old) for old, share in zip(before, amounts) if share > 0]


# ---- refunds


def refunds(book, calculation, lines):
    space = book.space
    for case in lines:
        if space.shops[case.shop].get("executor") == "platform":
            continue
        for name in set(PARTS) - {"shipping_refund"}:
            subject = (case.shop, case.id, case.row["line_no"], name)
            refund(book, calculation, lines, case, name, subject)


def ways_out(book, calculation):
    """The freight of the way out belongs to the order, whichever case it is paid with."""
    orders = {}
    for case in calculation.cases.values():
        orders.setdefault((case.shop, case.row["order_id"]), []).append(case)
    for (shop, order), cases in sorted(orders.items()):
        if book.space.shops[shop].get("executor") == "platform":
            continue
        name = "shipping_refund"
        case = next((c for c in cases if name in c.owed or name in c.paid), cases[0])
        lines = calculation.of_case[(shop, case.id)]
        refund(book, calculation, lines, case, name, (shop, order, name))


def refund(book, calculation, lines, case, name, subject):
    space, is_open = book.space, ("refund", subject) in book.open
    if name in case.paid or name in case.part_paid:
        if is_open:
            # Money that came after the row had left is what the row brought.
            on = case.paid.get(name, case.part_paid.get(name))
            if on > book.day[("refund", subject)]:
                if name in case.paid:
                    book.done("refund", subject)
            else:
                book.call_off("refund", subject)
        return
    if name not in case.open:
        book.call_off("refund", subject)
        return
    last, amount = case.open[name]
    amount -= case.given_up.get(name, 0)
    if amount <= 0:
        book.call_off("refund", subject)
        return
    if stages.surplus(case, space):
        return
    cells = {"shop_id": case.shop, "entity": space.shops[case.shop].get("entity", case.shop),
             "case_id": case.id, "order_id": case.row["order_id"], "part": PARTS[name],
             "reason": case.reason, "due_on": last, "line_no": case.row["line_no"],
             "currency": case.currency}
    book.want("refund", subject, shares(calculation, case, amount), cells)


def shares(calculation, case, amount):
    """Back to the payments of the order by what was paid with each, named by account and number."""
    means = {}
    for row in calculation.payments.get((case.shop, case.row["order_id"]), []):
        if row["currency"] == case.currency:
            name = (row["account_id"], row["payment_ref"] or row["txn_id"])
            means[name] = means.get(name, 0) + judge.minor(row["amount"], row["currency"])
    if not means:
        return [(("", ""), amount)]
    names = sorted(means)
    parts = split(amount, [means[name] for name in names])
    return [(name, part) for name, part in zip(names, parts) if part > 0]


# ---- goods, statuses


def shipments(book, lines):
    for case in lines:
        subject = (case.shop, case.id, case.row["line_no"])
        if not (case.approved and case.kind == "exchange" and case.lines):
            book.call_off("shipment", subject)
        elif case.replacement and case.replacement.is_under_way:
            book.done("shipment", subject)
        elif case.ready_to_ship is None:
            book.call_off("shipment", subject)
        else:
            units = case.accepted_units or case.units
            book.want("shipment", subject, [(None, None)], {
                "shop_id": case.shop, "case_id": case.id, "order_id": case.row["order_id"],
                "line_no": case.row["line_no"], "sku": case.row["exchange_sku"],
                "quantity": str(units),
                "ship_by": case.ready_to_ship + int(case.policy["replacement_days"])})


def statuses(book, lines):
    """The status of each order line that a case is about, when it changes."""
    for case in lines:
        now = stages.stage(case, lines, book.space)
        for line in case.lines:
            subject = (case.shop, case.id, line["line_no"])
            before = book.told.get(("status", subject), "")
            if now != before:
                book.told[("status", subject)] = now
                book.rows.append(Row("status", subject, "issue", {
                    "shop_id": case.shop, "order_id": case.row["order_id"],
                    "line_no": line["line_no"], "case_id": case.id, "old_status": before,
                    "new_status": now, "reason": case.reason}))


# ---- customers


def notices(book, lines):
    first, space = lines[0], book.space
    about = {"shop_id": first.shop, "case_id": first.id, "order_id": first.row["order_id"]}

    def tell(kind, *subject, table="notice"):
        book.tell(table, (first.shop, first.id, kind, *subject), {**about, "kind": kind})
    now = [stages.stage(case, lines, space) for case in lines]
    for case, where in zip(lines, now):
        if where in ("closed", "withdrawn"):
            # What is over needs no word on how it began.
            continue
        if case.verdict in ("approved", "refused"):
            # What the checks say is one verdict, whoever repeats it; another one is a reviewer's.
            tell(case.verdict, None if case.verdict == case.checked else (
                case.reviews[-1]["reviewed_at"] if case.reviews else None))
        elif case.verdict == "pending":
            tell("pending", case.reviews[-1]["reviewed_at"] if case.reviews else None,
                 *case.missing())
        if case.approved and case.needs_goods and case.arrived is not None:
            tell("arrival")
        rejected = [r["inspected_at"] for r in case.inspections if r["result"] == "rejected"]
        if rejected:
            tell("goods_rejected", max(rejected))
    for case in lines:
        for txn_id, name in case.payments.items():
            if name != "difference_payment":
                tell("refund_paid", txn_id)
    if not first.withdrawn:
        for trouble, parcel in stages.parcel_troubles(first, space):
            tell("parcel_" + trouble, parcel.waybill)
    parcel = first.replacement
    if first.approved and parcel and parcel.is_under_way and not parcel.is_conflict:
        tell("replacement_shipped", parcel.waybill)
    if all(where == "closed" for where in now):
        tell("survey", table="survey")


def tickets(book, calculation):
    """The result of what is settled, where nobody has told it yet."""
    for (shop, number), ticket in sorted(calculation.tickets.items()):
        row = ticket.row
        if row["resolved_at"] is not None and row["result_told_at"] is None:
            cases = calculation.of_case.get((shop, row["case_id"]), [])
            order = cases[0].row["order_id"] if cases else row["order_id"]
            book.tell("notice", (shop, "ticket", number), {
                "shop_id": shop, "case_id": row["case_id"], "order_id": order,
                "kind": "ticket_result"})
