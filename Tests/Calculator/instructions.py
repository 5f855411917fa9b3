"""What others are told to do: refunds, replacements, notices, surveys, statuses of orders; each
row once, and its successors."""

import claims
import judge
import stages
import suppliers

PARTS = {"refund": "goods", "freight_refund": "freight", "shipping_refund": "freight",
         "difference_refund": "difference", "compensation": "compensation"}


# What a row is for, beside its amount: where it changes, the row is replaced.
CONTENT = ("sku", "quantity", "ground", "carrier", "pickup_wanted")


class Row:
    """One row of a batch: `cells` are what is compared, `means` the payment it goes back to."""

    def __init__(self, kind, subject, action, cells, amount=None, means=None, attempt=1):
        self.kind, self.subject, self.action, self.cells = kind, subject, action, cells
        self.amount, self.means, self.attempt = amount, means, attempt
        # The row that this one follows.
        self.replaces, self.has_failed = None, False


class Book:
    """All that was issued so far: open rows by (kind, subject), and what was told."""

    def __init__(self):
        self.open, self.told, self.called_off, self.attempts = {}, {}, {}, {}
        self.day, self.names, self.rows, self.released = {}, {}, [], set()

    def evening(self, calculation):
        """The rows of one more date."""
        self.rows, self.today = [], calculation.space.last_day
        self.space = calculation.space
        claims.evening(self, calculation)
        suppliers.evening(self, calculation)
        self.troubles = parcel_troubles(calculation, self.made_good)
        for (shop, _), lines in sorted(calculation.of_case.items()):
            refunds(self, calculation, lines)
            shipments(self, calculation, lines)
            bookings(self, lines)
            statuses(self, lines)
            notices(self, lines)
        ways_out(self, calculation)
        tickets(self, calculation)
        return self.rows

    # ---- what stays open until it is done

    def want(self, kind, subject, parts, cells, release=None):
        """`parts` are pairs of means and amount (refunds), or one of Nones; `release` the decision that
        lets it be tried again, once."""
        key, standing = (kind, subject), self.open.get((kind, subject), [])
        whole = sum(amount or 0 for _, amount in parts)
        what = {name: text for name, text in cells.items() if name in CONTENT}
        is_again = release is not None and (key, release) not in self.released
        if standing and not is_again and self.told[key] == (whole, what):
            return
        self.released.add((key, release))
        self.told[key] = (whole, what)
        last = self.attempts.get(key, 0)
        if is_again:
            last = (last if standing else max(last, 1)) + 1
        self.attempts[key] = max(last, 1)
        before = standing or self.called_off.pop(key, [])
        heirs = heirs_of(before, parts)
        new = []
        for (means, amount), old in heirs:
            # What failed is over of itself; what is open is called off by its successor.
            is_open = standing and old and not old.has_failed
            row = Row(kind, subject, "replace" if is_open else "issue", cells, amount, means,
                      self.attempts[key])
            row.replaces = old
            new.append(row)
        rest = [old for old in standing if all(old is not heir for _, heir in heirs)]
        self.rows += new
        if not is_again:
            self.call_off(kind, subject, [old for old in rest if not old.has_failed], keep=False)
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
    if total == 0:
        return [amount if place == 0 else 0 for place in range(len(weights))]
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
        names = book.names.setdefault((case.shop, case.id, case.row["line_no"]), set())
        names |= {name for name in (*case.open, *case.paid, *case.part_paid)
                  if judge.kind_of(name) in PARTS}
        for name in sorted(names - {"shipping_refund"}):
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
    amount = case.open[name][1]
    amount -= case.given_up.get(name, 0)
    if amount <= 0:
        book.call_off("refund", subject)
        return
    if case.failed(name):
        tried = space.payments_by_number(case.shop)[case.failed(name)]["settled_at"]
        if is_open and case.day(tried) > book.day[("refund", subject)]:
            for row in book.open[("refund", subject)]:
                row.has_failed = True
        return
    again = case.resent.get(name)
    under_way = [row for row in space.payments_of(case.shop, case.id)
                 if row["status"] == "initiated"
                 and (again is None or case.day(row["settled_at"]) > again.day)]
    if space.is_unproven(case.shop, "settlements") or under_way or any(
            row["txn_id"] not in space.held_back for row in stages.surplus(case, space)):
        return
    cells = {"shop_id": case.shop, "entity": space.shops[case.shop].get("entity", case.shop),
             "case_id": case.id, "order_id": case.row["order_id"], "part": PARTS[judge.kind_of(name)],
             "reason": case.reason, "due_on": case.last_of(name), "line_no": case.row["line_no"],
             "currency": case.currency}
    book.want("refund", subject, shares(calculation, case, amount), cells, again and again.id)


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


def shipments(book, calculation, lines):
    """A replacement, once its ground holds; the goods again where a person says so."""
    for case in lines:
        subject = (case.shop, case.id, case.row["line_no"])
        key, is_exchange = ("shipment", subject), case.kind == "exchange"
        # What was sent again stays so, though its trouble is over.
        attempts = max(1 + len(case.reshipped), book.open.get(key) and book.attempts[key] or 1)
        if not (case.approved and case.lines and (is_exchange or attempts > 1)):
            book.call_off(*key)
            continue
        parcels = [parcel for parcel in calculation.by_reference.get((case.shop, case.id), [])
                   if parcel.direction in ("exchange", "outbound") and parcel.is_under_way]
        if len(parcels) >= (attempts if is_exchange else attempts - 1):
            book.done(*key)
            continue
        start = case.ready_to_ship
        if attempts > 1:
            start = case.reshipped[-1].day if case.reshipped else book.day[key]
        if start is None:
            book.call_off(*key)
            continue
        units = is_exchange and case.accepted_units or case.units
        sku = case.row["exchange_sku"] if is_exchange else case.lines[0]["sku"]
        book.want(*key, [(None, None)], {
            "shop_id": case.shop, "case_id": case.id, "order_id": case.row["order_id"],
            "line_no": case.row["line_no"], "sku": sku, "quantity": str(units),
            "ship_by": start + int(case.policy["replacement_days"])},
            case.reshipped[-1].id if case.reshipped else None)


def bookings(book, lines):
    """A carrier for the way back of an approved case that has no waybill yet."""
    case = lines[0]
    key = ("booking", (case.shop, case.id))
    carrier, wants = case.row["return_carrier"] or case.policy["booking_carrier"], (
        case.row["pickup_wanted"] == "yes")
    policy = case.policy["bookings"]
    if not case.approved or not case.needs_goods:
        book.call_off(*key)
    elif case.way_back:
        # As far as can be told it goes with the carrier that was booked.
        book.done(*key)
    elif case.arrived is not None or carrier == "none" or policy == "off" or (
            policy == "pickup_wanted" and not wants):
        book.call_off(*key)
    else:
        book.want(*key, [(None, None)], {
            "shop_id": case.shop, "case_id": case.id, "order_id": case.row["order_id"],
            "carrier": carrier, "direction": "return", "pickup_wanted": "yes" if wants else "no",
            "hand_over_by": case.limit(case.decided_at, "hand_over_days")})


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
        for parcel in (first.way_back, first.replacement):
            trouble = parcel and book.troubles.get((first.shop, parcel.waybill))
            if trouble:
                tell("parcel_" + trouble, parcel.waybill)
    parcel = first.replacement
    if first.approved and parcel and parcel.is_under_way and not parcel.is_conflict:
        tell("replacement_shipped", parcel.waybill)
    if all(where == "closed" for where in now):
        tell("survey", table="survey")


def parcel_troubles(calculation, made_good):
    """By (shop, waybill); those for which a carrier has paid in full are over."""
    found = {}
    for (shop, waybill), parcel in calculation.parcels.items():
        own = claims.lines_of(calculation, shop, parcel)
        is_received = parcel.direction == "return" and any(case.inspections for case in own)
        trouble = stages.parcel_trouble(
            calculation.space, parcel, claims.policy_of(calculation, shop, parcel), shop,
            is_received)
        if trouble and ((shop, waybill) not in made_good or trouble not in ("lost", "damaged")):
            found[(shop, waybill)] = trouble
    return found


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
