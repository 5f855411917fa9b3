"""All rows of one refund, which add up to what is owed, and the movements of money that came under
them."""

from rows import Row, heirs_of, split


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
            if failed and proofs.foreign:
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

    def send_beside(self, parts, cells, proofs):
        """Only what failed waits for a person: what is owed beyond all that has left does not."""
        more = sum(amount for _, amount in parts) - proofs.left_by(proofs.rows)
        if proofs.rows and not proofs.foreign and more > 0:
            self.parts, self.cells, self.release = parts, cells, None
            self.round = max(row.round for row in self.rows) + 1
            self.grow(more, [row for row in proofs.others if row.state == "issued"], proofs.rows)

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
        """What left last is called off first; the evening of which a part is still owed is
        replaced."""
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
