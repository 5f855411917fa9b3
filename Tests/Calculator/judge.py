"""What each case of an order should come to, from the texts of the design alone."""

from fractions import Fraction

import laws

FAMILIES = {
    "quality": ["damaged", "defective", "missing_parts", "not_as_described", "wrong_item"],
    "fit": ["size", "colour", "style"], "no_reason": ["no_longer_needed"],
    "special": ["safety", "unlawful"], "transport": ["lost", "late", "transit_damage"],
}
FAMILY = {reason: family for family, reasons in FAMILIES.items() for reason in reasons}
DECIMALS = {"JPY": 0}


def minor(text, currency):
    return None if not text else int(Fraction(text) * 10 ** DECIMALS.get(currency, 2))


class Parcel:
    """One waybill's events up to the business date, the last one telling where it is."""

    def __init__(self, rows):
        self.rows = sorted(rows, key=lambda row: row["status_at"])
        self.waybill, self.carrier = rows[0]["waybill"], rows[0]["carrier"]
        self.direction, self.reference = rows[0]["direction"], rows[0]["reference"]
        self.status, self.status_at = self.rows[-1]["status"], self.rows[-1]["status_at"]
        self.is_damaged = any(row["status"] == "damaged" for row in rows)
        self.picked_up_at = self.at("picked_up", "picked_up_at")
        self.delivered_at = self.at("delivered", "delivered_at")
        self.promised_at = self.stated("promised_at")
        # Of a way out: when the order says that all of it came, and whether a customer was believed
        # that it never did.
        self.order_came_at, self.is_missed = None, False

    def stated(self, column):
        found = [row[column] for row in self.rows if row.get(column) not in (None, "")]
        return found[-1] if found else None

    @property
    def is_never_shipped(self):
        """A label that was made and, as far as the carrier tells, never used."""
        return self.status == "created" and self.picked_up_at is None and self.delivered_at is None

    def at(self, status, column):
        """The time of a row's own column, else of the row that has the status."""
        times = [row.get(column) or (row["status_at"] if row["status"] == status else None)
                 for row in self.rows]
        return min((time for time in times if time is not None), default=None)

    @property
    def has_come_by_order(self):
        """The order's own word, which is later than anything the carrier has said."""
        return self.order_came_at is not None and not self.is_missed and (
            self.order_came_at >= self.status_at)

    @property
    def is_under_way(self):
        return self.picked_up_at is not None or self.status != "created"

    @property
    def is_conflict(self):
        """Lost, or on the way, at or after its own delivery: that proves nothing."""
        return self.delivered_at is not None and any(
            row["status"] in ("lost", "picked_up", "in_transit", "created")
            and row["status_at"] >= self.delivered_at for row in self.rows)


# Which feed could show that what is expected has happened.
PROOF = {"refund": "settlements", "freight_refund": "settlements",
         "shipping_refund": "settlements",
         "difference_refund": "settlements", "difference_payment": "settlements",
         "review_answer": "reviews", "hand_over": "parcels", "goods_back": "parcels",
         "exchange_shipment": "parcels", "inspection": "inspections", "restock": "stock",
         "stock_issue": "stock", "compensation": "settlements", "freight_payment": "settlements"}
# What customers are to pay.
RECEIPTS = ("difference_payment", "freight_payment")


def kind_of(name):
    """Of what is expected: `compensation 1 refund` is a compensation."""
    return name.split()[0]


def goes_back(name):
    """Money for the customer that is sent."""
    return name != "law_refund" and (name.endswith("refund") or kind_of(name) == "compensation")


def past_rest(space, law, day):
    """The first day from this one on that is none of rest: Saturday or Sunday in the Union, a
    public holiday in China."""
    holidays = space.calendars["CN"].holidays if law == "CN" else ()
    while law == "EU" and (day - 1) % 7 >= 5 or day in holidays:
        day += 1
    return day


class Case:
    """One case line with its verdict; `follow` adds events, limits and money."""

    def __init__(self, space, row, lines, ordered, earlier, outbound):
        """`lines` are the order lines it is about: one, or all of them where it names none;
        `ordered` are all of the order."""
        self.space, self.row, self.lines, self.all_ordered = space, row, lines, ordered
        self.outbound = outbound
        self.shop, self.id = row["shop_id"], row["case_id"]
        self.reason, self.family = row["reason"], FAMILY[row["reason"]]
        self.policy = space.policy(
            self.shop, lines[0]["category"] if lines else "", self.reason, self.family)
        self.currency = space.shops[self.shop]["currency"]
        self.law = space.shops[self.shop]["law_pack"]
        # What is open by name, what is owed, the days on which it was settled, the money that did.
        self.open, self.owed, self.paid, self.payments = {}, {}, {}, {}
        # Parts of what is open that came, and what people gave up of it.
        self.received, self.part_paid, self.given_up = {}, {}, {}
        # What a person set the refund to; refunds that are tried again, goods that are sent again.
        self.all_lines = [self]
        self.agreed, self.resent, self.reshipped, self.promised = None, {}, [], {}
        self.promised_by = {}
        self.actual = self.deducted = self.charged = self.lawful_shipping = 0
        self.booked_beyond = self.issued_beyond = self.ready_to_ship = None
        # Set once all lines of its case are known: whether it stands for the case.
        self.leads = self.is_asked = False
        self.is_first = all(other.id != row["case_id"] for other in earlier)

        mine = {"shop_id": self.shop, "case_id": self.id}
        self.materials = space.rows("materials", **mine)
        self.reviews = sorted(space.rows("reviews", **mine), key=lambda r: r["reviewed_at"])
        self.inspections = sorted(
            (i for i in space.rows("inspections", **mine)
             if not row["line_no"] or i["line_no"] in ("", row["line_no"])),
            key=lambda r: r["inspected_at"])
        review = self.reviews[-1] if self.reviews else {}
        self.applied = row["applied_at"]
        self.kind = review.get("approved_kind") or row["kind"]
        self.is_converted = row["kind"] == "exchange" != self.kind
        self.ordered = sum(int(line["quantity"]) for line in lines)
        asked = int(row["quantity"] or 1) if row["line_no"] else self.ordered
        self.units = int(review.get("approved_quantity") or asked)
        self.approved_amount = minor(review.get("approved_amount"), self.currency)
        self.withdrawn = row["withdrawn_at"] is not None
        self.needs_goods = self.kind != "refund_only" and self.reason != "lost"
        self.checks = {
            "order_known": "pass" if lines else "unknown",
            "in_time": self.in_time(),
            "quantity_available": self.quantity(earlier, rivals=False),
            "no_duplicate": self.quantity(earlier, rivals=True),
            "not_excluded": self.not_excluded(),
            "material_complete": "unknown" if self.complete_at() is None else "pass",
        }
        self.decide()

    # ---- the checks of the application

    def in_time(self):
        self.lawful_end = None
        days = self.policy["windows"][self.family]
        if days == "none":
            return "pass"
        if not self.lines:
            return "unknown"
        least = 0
        if self.reason in ("lost", "late"):
            promised = [p.promised_at for p in self.outbound if p.promised_at is not None]
            start = max(promised, default=self.lines[0]["ordered_at"])
            lawful_start = start
        else:
            start = self.had_goods(self.lines)
            # Of several goods of an order a withdrawal in the Union counts from the last (EU-01).
            is_withdrawal = self.law == "EU" and self.family in ("no_reason", "fit")
            lawful_start = self.had_goods(self.all_ordered) if is_withdrawal else start
        by_law = laws.rule(laws.WINDOWS, self.law, self.family)
        if by_law is not None and lawful_start is not None:
            self.lawful_end = past_rest(self.space, self.law, self.day(lawful_start) + by_law[0])
        if self.policy["window_from"] == "purchase":
            start = max(line["ordered_at"] for line in self.lines)
        elif self.lawful_end is not None and by_law[0] <= int(days):
            least = self.lawful_end
        if start is None:
            return "unknown"
        end = max(self.day(start) + int(days), least)
        return "pass" if self.day(self.applied) <= end else "fail"

    def had_goods(self, lines):
        """When the last of them came; where no line says, the last parcel that went out."""
        came = [line["delivered_at"] for line in lines if line["delivered_at"] is not None] \
            or [p.delivered_at for p in self.outbound if p.delivered_at is not None]
        return max(came, default=None)

    def quantity(self, earlier, rivals):
        """No more than the line has left. Open cases of the same kind that are too much with this
        one are rivals, and it is a duplicate; in any other way of being too much, the goods are
        not available."""
        if not self.lines:
            return "unknown"
        alike = others = 0
        for case in earlier:
            if case.stands and case.row["line_no"] == self.row["line_no"]:
                units = case.held_at(self.applied)
                if case.kind == self.kind and not case.is_refunded:
                    alike += units
                else:
                    others += units
        is_rival = self.units <= self.ordered < self.units + alike
        if rivals:
            return "fail" if is_rival else "pass"
        if is_rival or self.units > self.ordered:
            alike = 0
        return "pass" if self.units + alike + others <= self.ordered else "fail"

    def held_at(self, moment):
        """Its units that the customer has not got by then: neither turned down nor replaced."""
        held = self.units - sum(int(i["quantity"]) for i in self.inspections
                                if i["result"] == "rejected" and i["inspected_at"] <= moment)
        came = self.replacement and self.replacement.delivered_at
        if self.kind == "exchange" and came is not None and came <= moment:
            held -= self.accepted_units or self.units
        return max(0, held)

    def not_excluded(self):
        if self.family != "no_reason":
            return "pass"
        if not self.lines:
            return "unknown"
        excluded = any(line["no_reason_excluded"] == "yes" or (
            line["category"] in self.policy["excluded_categories"]) for line in self.lines)
        return "fail" if excluded else "pass"

    def complete_at(self):
        """When the last required material was there; None while something is missing."""
        if self.missing():
            return None
        came = [self.came(kind) for kind in self.required() if not self.row[kind]]
        return max([self.applied, *came])

    def required(self):
        return ("description", "evidence") if self.family == "quality" else ()

    def came(self, kind):
        """When material of a kind came; None where it did not."""
        return min((m["received_at"] for m in self.materials if m["type"] == kind), default=None)

    def missing(self):
        """The required material that is not there."""
        lacks = [kind for kind in self.required() if not self.row[kind] and self.came(kind) is None]
        if self.kind == "exchange" and not self.row["exchange_sku"]:
            lacks.append("exchange_sku")
        return lacks

    def reasons(self):
        """Every condition that is not met or not known, of the application, the goods and the
        exchange."""
        checks = dict(self.checks)
        rejected = [i for i in self.inspections if i["result"] == "rejected"]
        if rejected:
            # A rejected unit was used, or nobody says why; of its packaging nobody says anything.
            known = all(i["condition"] for i in rejected)
            checks.update(resaleable="fail", unused="fail" if known else "unknown",
                          packaging="unknown")
        if "difference_payment" in self.open:
            is_over = self.space.is_over(
                self.open["difference_payment"][0], self.shop, "settlements")
            checks["difference_paid"] = "fail" if is_over else "unknown"
        return sorted(f"{name}:{verdict}" for name, verdict in checks.items() if verdict != "pass")

    # ---- the verdict

    def decide(self):
        self.proposed = False
        self.checked, self.checked_at = self.by_the_checks()
        trusted = self.policy["review"] == "trusted"
        self.asks_a_person = self.policy["review"] == "assisted" and (
            self.checked == "refused"
            or self.checked == "approved" and self.family in ("quality", "special"))
        self.verdict, self.decided_at = self.checked, self.checked_at
        if self.reviews:
            last = self.reviews[-1]
            again = self.came_after(last) if last["verdict"] == "pending" else None
            if again is None or self.checked == "pending":
                self.verdict, self.decided_at = last["verdict"], last["reviewed_at"]
                return
            self.decided_at = max(self.checked_at, again)
        if self.asks_a_person and not trusted:
            self.proposed, self.verdict = True, "proposed"

    def by_the_checks(self):
        if self.policy["review"] == "trusted":
            return "approved", self.applied
        if "fail" in self.checks.values():
            return "refused", self.applied
        complete = self.complete_at() if self.lines else None
        return ("pending", None) if complete is None else ("approved", complete)

    def came_after(self, review):
        """When the first material came after a review."""
        later = [m["received_at"] for m in self.materials
                 if m["received_at"] > review["reviewed_at"]]
        return min(later, default=None)

    def answer(self):
        """The last day for a person's answer, and "open" while it is awaited; an answer, late or not,
        ends that."""
        if not self.asks_a_person:
            return None, None
        start, left = self.checked_at, int(self.policy["review_days"])
        for review in self.reviews:
            on = self.day(review["reviewed_at"])
            if start is not None:
                last = self.day(start) + left
                if on > last or review["verdict"] != "pending":
                    return last, None
                left = last - max(on, self.day(start))
                start = self.came_after(review)
            elif review["verdict"] != "pending":
                return None, None
        return (None, None) if start is None else (self.day(start) + left, "open")

    def failed(self, name):
        """The number of the last refund that failed, where none was sent again after it; else None."""
        if not goes_back(name):
            return None
        again, since = self.resent.get(name), self.promised.get(name, 0)
        rows = [row for row in self.space.payments_of(self.shop, self.id)
                if row["status"] == "failed" and self.day(row["settled_at"]) >= since
                and self.is_for(name, minor(row["amount"], row["currency"]))
                and (again is None or self.day(row["settled_at"]) > again.day)]
        last = max(rows, key=lambda row: (row["settled_at"], row["txn_id"]), default=None)
        return last and last["txn_id"]

    def is_for(self, name, amount):
        """A refund that failed was that of its amount; one that equals none may have been any."""
        alike = [(line, other) for line in self.all_lines for other in line.owed
                 if goes_back(other) and amount in line.amounts_of(other)]
        return not alike or (self, name) in alike

    def amounts_of(self, name):
        """All of a refund, and what of it is open."""
        whole = self.open[name][1] if name in self.open else self.owed[name]
        rest = whole - self.given_up.get(name, 0) - self.received.get(name, 0)
        return whole, rest if name in self.open else 0

    def last_of(self, name):
        """The last day; what is tried again gets the days that it had."""
        last, again = self.open[name][0], self.resent.get(name)
        return last if again is None else max(last, again.day + int(self.policy["refund_days"]))

    @property
    def is_refunded(self):
        """Some refund names it."""
        return any(r["type"] == "refund" and r["status"] in ("", "succeeded") for r in self.space.payments_of(self.shop, self.id))

    @property
    def stands(self):
        """Its goods are spoken for."""
        return self.verdict != "refused" and not self.withdrawn

    @property
    def approved(self):
        return self.verdict == "approved" and not self.withdrawn

    # ---- limits

    def day(self, moment):
        return self.space.day(moment, self.shop)

    def limit(self, moment, setting):
        return self.day(moment) + int(self.policy[setting])

    def expect(self, name, last_day, amount=None):
        """Something that is still open: its last day and, of money, how much. What only a feed
        that does not come could show is not expected."""
        if not self.space.delivers(self.shop, PROOF[kind_of(name)]):
            return
        self.open[name] = (last_day, amount)
        if amount:
            self.owed[name] = amount


def choose(lines):
    """Which line stands for its case: the first that goes ahead, with units before without, else
    the first; and of which a person's answer is awaited."""
    ahead = [line for line in lines if line.approved]
    chosen = ([line for line in ahead if line.units] + ahead + lines)[0]
    asked = [line for line in lines if line.asks_a_person and not line.withdrawn]
    for line in lines:
        line.leads, line.is_asked = line is chosen, line in asked[:1]


def leader(lines):
    return next(line for line in lines if line.leads)
