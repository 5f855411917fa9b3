"""What others are told to do: refunds, replacements, notices, surveys, statuses of orders; each
row once, and its successors."""

import claims
import follow
import judge
import refunds
import stages
import suppliers
from rows import Row, heirs_of

# What a row is for, beside its amount: where it changes, the row is replaced.
CONTENT = ("sku", "quantity", "ground", "carrier", "pickup_wanted")


class Book:
    """All that was issued so far: open rows by (kind, subject), and what was told."""

    def __init__(self):
        self.open, self.told, self.called_off, self.attempts = {}, {}, {}, {}
        self.day, self.names, self.rows, self.released = {}, {}, [], set()
        # All rows of each refund, and of each claim on a supplier.
        self.trails, self.claimed = {}, {}

    def evening(self, calculation):
        """The rows of one more date."""
        self.rows, self.today = [], calculation.space.last_day
        self.space = calculation.space
        claims.evening(self, calculation)
        suppliers.evening(self, calculation)
        self.troubles = parcel_troubles(calculation, self.made_good)
        for (shop, _), lines in sorted(calculation.of_case.items()):
            refunds.of_case(self, calculation, lines)
            shipments(self, calculation, lines)
            bookings(self, lines)
            statuses(self, lines)
            notices(self, lines)
        refunds.ways_out(self, calculation)
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
            action = "replace" if standing and old else "issue"
            row = Row(kind, subject, action, cells, amount, means,
                      self.attempts[key])
            row.replaces = old
            new.append(row)
        rest = [old for old in standing if all(old is not heir for _, heir in heirs)]
        self.rows += new
        if not is_again:
            self.call_off(kind, subject, rest, keep=False)
        self.open[key], self.day[key] = new, self.today

    def call_off(self, kind, subject, rows=None, keep=True):
        """What was issued is void unless it was carried out."""
        key = (kind, subject)
        gone = []
        for old in self.open.pop(key, []) if rows is None else rows:
            row = Row(kind, subject, "cancel", old.cells, old.amount, old.means, old.attempt)
            row.replaces = old
            gone.append(row)
        self.rows += gone
        if keep and gone:
            self.called_off[key] = gone

    def keep(self, kind, subject, rows):
        """What of a subject is open now."""
        if rows:
            self.open[(kind, subject)], self.day[(kind, subject)] = rows, rows[0].day
        else:
            self.open.pop((kind, subject), None)

    def done(self, kind, subject):
        self.open.pop((kind, subject), None)

    # ---- what is told once, or when it changes

    def tell(self, kind, subject, cells):
        if (kind, subject) not in self.told:
            self.told[(kind, subject)] = True
            self.rows.append(Row(kind, subject, "issue", cells))


# ---- goods, statuses


def shipments(book, calculation, lines):
    """A replacement, once its ground holds; the goods again where a person says so."""
    for case in lines:
        subject = (case.shop, case.id, case.row["line_no"])
        key, is_exchange = ("shipment", subject), case.kind == "exchange"
        if not (case.approved and case.lines):
            book.call_off(*key)
            continue
        # What was ordered and has left is done, whatever became of the word that ordered it.
        again = max(len(case.reshipped), (book.attempts[key] if key in book.open else 1) - 1)
        ordered = follow.parcels_ordered(case, again)
        parcels = follow.parcels_sent(calculation, case)
        if 0 < ordered <= parcels:
            book.done(*key)
            continue
        if case.is_converted or parcels >= follow.parcels_ordered(case, len(case.reshipped)):
            book.call_off(*key)
            continue
        if is_exchange and not case.row["exchange_sku"]:
            # Nobody knows what to send.
            continue
        start = case.reshipped[-1].day if case.reshipped else case.ready_to_ship
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
    case = judge.leader(lines)
    key = ("booking", (case.shop, case.id))
    carrier, wants = case.row["return_carrier"] or case.policy["booking_carrier"], (
        case.row["pickup_wanted"] == "yes")
    policy = case.policy["bookings"]
    if not case.approved or not case.needs_goods:
        book.call_off(*key)
    elif case.way_back:
        # As far as can be told it goes with the carrier that was booked.
        book.done(*key)
    elif any(line.arrived is not None for line in lines) or carrier == "none" or policy == "off" or (
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
    first, space = judge.leader(lines), book.space
    about = {"shop_id": first.shop, "case_id": first.id, "order_id": first.row["order_id"]}

    def tell(kind, *subject, table="notice"):
        book.tell(table, (first.shop, first.id, kind, *subject), {**about, "kind": kind})
    now = [stages.stage(case, lines, space) for case in lines]
    for case, where in zip(lines, now):
        if where in ("closed", "withdrawn"):
            # What is over needs no word on how it began.
            continue
        is_here = case.needs_goods and case.arrived is not None
        if case.verdict == "refused" or case.approved and not is_here:
            # That the goods are here says that they may come. What the checks say is one verdict, whoever repeats it; another one is a reviewer's.
            tell(case.verdict, None if case.verdict == case.checked else (
                case.reviews[-1]["reviewed_at"] if case.reviews else None))
        elif case.verdict == "pending":
            tell("pending", case.reviews[-1]["reviewed_at"] if case.reviews else None,
                 *case.missing())
        if case.approved and is_here and not case.inspections:
            tell("arrival")
        rejected = [r["inspected_at"] for r in case.inspections if r["result"] == "rejected"]
        if rejected:
            tell("goods_rejected", max(rejected))
    for case in lines:
        for txn_id, name in case.payments.items():
            if name not in judge.RECEIPTS:
                tell("refund_paid", txn_id)
    if not first.withdrawn:
        for parcel in (first.way_back, first.replacement):
            trouble = parcel and book.troubles.get((first.shop, parcel.waybill))
            is_over = parcel is first.way_back and first.arrived is not None
            if trouble and (trouble == "damaged" or not is_over):
                tell("parcel_" + trouble, parcel.waybill)
    parcel = first.replacement
    if first.approved and parcel and parcel.is_under_way and not parcel.is_conflict and (
            parcel.delivered_at is None):
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
