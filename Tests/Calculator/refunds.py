"""Refunds that leave for others: how much goes back to which payment of the order, and what of it
leaves on an evening, given all that has left before."""

import judge
import stages
from rows import Row, heirs_of, split

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
    is_held = left > 0 and not failure and waits(space, case, again)
    is_new = left > 0 and not failure and not is_held and again is not None and (
        again.id not in {row.release for row in trail.rows})
    if proofs.all_foreign and not is_new:
        # Others have paid: nothing of ours is to be carried out on top.
        trail.call_off(proofs.others)
    elif left <= 0:
        for row in proofs.proven:
            row.state = "done"
        trail.call_off(proofs.others if movements else rows)
    elif failure:
        attempt = space.payments_by_number(case.shop)[failure]
        has_failed(proofs.others, judge.minor(attempt["amount"], case.currency),
                   case.day(attempt["settled_at"]))
    elif not is_held:
        parts = shares(calculation, case, name)
        trail.send(parts, cells, proofs, again and again.id, is_new)
    book.rows += trail.new
    book.keep("refund", subject, trail.open)


def still_open(case, name):
    if name not in case.open:
        return 0
    return case.open[name][1] - case.given_up.get(name, 0) - case.received.get(name, 0)


def waits(space, case, again):
    """What could prove it paid is late, or money is on its way, or it is not clear what it was for."""
    under_way = [row for row in space.payments_of(case.shop, case.id)
                 if row["status"] == "initiated"
                 and (again is None or case.day(row["settled_at"]) > again.day)]
    return space.is_unproven(case.shop, "settlements") or under_way or any(
        row["txn_id"] not in space.held_back for row in stages.surplus(case, space))


def has_failed(rows, amount, day):
    """An attempt failed at a row of its amount, else at all that had left before it."""
    earlier = [row for row in rows if row.state != "done" and row.day < day]
    alike = [row for row in earlier if row.amount == amount]
    if any(row.state == "failed" for row in alike):
        return
    for row in alike[:1] or earlier:
        row.state = "failed"


# ---- room of payments


def shares(calculation, case, name):
    """(payment, amount) of all that a refund comes to, what was paid of it included: by what was
    paid with each payment of the order, none of which gets more than it got, over all refunds of the
    order; those that are due first have the room first."""
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
    return [(who, amount) for (who, _), amount in zip(means, found) if amount > 0]


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
                turn = (last, kind in ("freight_refund", "compensation"), kinds.index(kind))
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


# ---- rows that add up to it


class Proofs:
    """Which movements of money are which rows': one of its own amount, else the rows in the order
    in which they left; none is that of a row that left on its day or later."""

    def __init__(self, rows, movements):
        self.rows, self.came = rows, {}
        self.foreign, loose = 0, []
        for amount, day in movements:
            alike = [row for row in self.before(day) if row.amount == amount]
            if alike:
                self.came[alike[0]] = amount
            else:
                loose.append((amount, day))
        for amount, day in loose:
            for row in self.before(day):
                if amount > 0:
                    self.came[row] = min(amount, row.amount)
                    amount -= self.came[row]
            if amount > 0 and self.came:
                first = next(row for row in rows if row in self.came)
                self.came[first] += amount
            else:
                self.foreign += amount

    def before(self, day):
        return [row for row in self.rows if row not in self.came and row.day < day]

    @property
    def all_foreign(self):
        return self.foreign > 0 and not self.came

    @property
    def proven(self):
        return [row for row in self.rows if row in self.came]

    @property
    def others(self):
        return [row for row in self.rows if row not in self.came]

    def left_by(self, rows):
        """What has left by rows, or came under them where that is more."""
        return sum(max(row.amount, self.came.get(row, 0)) for row in rows)


class Trail:
    """All rows of one refund, in the order in which they left."""

    def __init__(self, today):
        self.rows, self.new, self.today = [], [], today

    @property
    def standing(self):
        """Those that were carried out or may be."""
        followed = {row.replaces for row in self.rows}
        return [row for row in self.rows
                if row.action != "cancel" and not row.is_off and row not in followed]

    @property
    def open(self):
        return [row for row in self.standing if row.state != "done"]

    @property
    def called_off(self):
        """What leaves next names them."""
        followed = {row.replaces for row in self.rows}
        return [row for row in self.rows if row.action == "cancel" and row not in followed]

    @property
    def last_attempt(self):
        return max((row.attempt for row in self.rows), default=1)

    def send(self, parts, cells, proofs, release, is_new):
        """`parts` are all that is owed; `is_new`: a person sends again what has failed."""
        self.parts, self.cells, self.release = parts, cells, release
        self.round = max((row.round for row in self.rows), default=0) + 1
        owed, rows, others = sum(amount for _, amount in parts), proofs.rows, proofs.others
        for row in proofs.proven:
            row.state = "done"
        if is_new:
            failed = [row for row in others if row.state == "failed"] or others
            kept = [row for row in rows if row not in failed]
            amount = owed - proofs.left_by(kept) - proofs.foreign
            if failed:
                amount = min(amount, sum(row.amount for row in failed))
            if amount > 0:
                self.issue(self.parts_of(amount, kept), failed or self.called_off,
                           self.last_attempt + 1)
            return
        if proofs.foreign:
            return
        for row in others:
            row.state = "issued"
        left = proofs.left_by(rows)
        if not rows:
            self.issue(parts, self.called_off, self.last_attempt)
        elif owed > left:
            self.grow(owed - left, others, rows)
        elif owed < left:
            self.shrink(left - owed, others, rows)

    def grow(self, more, others, rows):
        """A row in the place of a larger one may be that large again: only one of the two is
        carried out. All else is a row of its own."""
        rest, called_off = more, self.called_off
        for row in others:
            most = row
            back = row.amount
            while most.replaces:
                most = most.replaces
                back = max(back, most.amount)
            step = min(rest, back - row.amount)
            if step > 0:
                rest -= step
                self.issue([(row.means, row.amount + step)], [row], row.attempt)
        if rest > 0:
            self.issue(self.parts_of(rest, rows), called_off,
                       self.last_attempt if called_off else 1)

    def shrink(self, less, others, rows):
        """What left last is called off first; the evening of which a part is still owed is replaced."""
        off = []
        for number in sorted({row.round for row in others}, reverse=True):
            own = [row for row in others if row.round == number]
            amount = sum(row.amount for row in own)
            if less <= 0:
                break
            if amount <= less:
                off += own
            else:
                beside = [row for row in rows if row not in own]
                self.issue(self.parts_of(amount - less, beside), own,
                           max(row.attempt for row in own))
            less -= min(amount, less)
        self.call_off(off)

    def parts_of(self, amount, beside):
        """An amount by where it goes back to, less what left to each payment beside it."""
        whole = [part for _, part in self.parts]
        rest = [max(0, part - sum(row.amount for row in beside if row.means == means))
                for means, part in self.parts]
        split_up = split(amount, rest if any(rest) else whole)
        return [(means, part) for (means, _), part in zip(self.parts, split_up) if part > 0]

    def issue(self, parts, before, attempt):
        heirs = heirs_of(before, parts)
        for (means, amount), old in heirs:
            # What failed is over of itself; what is open is called off by its successor.
            is_open = old and old.action != "cancel" and old.state == "issued"
            row = Row("refund", None, "replace" if is_open else "issue", self.cells, amount, means,
                      attempt)
            row.replaces, row.release, row.round = old, self.release, self.round
            self.add(row)
        rest = [old for old in before if all(old is not heir for _, heir in heirs)]
        self.call_off([old for old in rest if old.action != "cancel" and old.state == "issued"])
        for old in rest:
            old.is_off = old.state == "failed"

    def call_off(self, rows):
        for old in [row for row in rows if row.state != "done"]:
            row = Row("refund", None, "cancel", old.cells, old.amount, old.means, old.attempt)
            row.replaces, row.round = old, old.round
            self.add(row)

    def add(self, row):
        row.day = self.today
        self.rows.append(row)
        self.new.append(row)
