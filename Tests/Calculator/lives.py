"""One order's life as rows of the canonical feeds, drawn from a seeded generator of numbers."""

import civil
import draws
import settings

DAY = 86400
REASONS = ["damaged", "defective", "missing_parts", "not_as_described", "wrong_item", "size",
           "colour", "style", "no_longer_needed", "no_longer_needed", "no_longer_needed", "safety",
           "unlawful", "lost", "late", "transit_damage"]
CLOCKS = [0, 1, 59, 7 * 3600, 45296, 57599, 57600, 61200, 86340, 86398, 86399]


class Life:
    """Draws an order with its cases; `rows` gathers (feed, {column: text})."""

    def __init__(self, dice, number, last_day, clocks, rows):
        self.dice, self.number, self.last_day, self.rows = dice, number, last_day, rows
        self.clocks = clocks
        self.shop = dice.choice(list(settings.SHOPS))
        self.zone = settings.SHOPS[self.shop]["zone"]
        self.currency = settings.SHOPS[self.shop]["currency"]
        self.decimals = 0 if self.currency == "JPY" else 2
        self.order_id = f"SO{number:06}"
        self.cases = 0
        self.waybills = self.movements = 0

    def chance(self, percent):
        return self.dice.randrange(100) < percent

    def money(self, minor):
        if not self.decimals:
            return str(minor)
        return f"{minor // 100}.{minor % 100:02}"

    def add(self, feed, **cells):
        self.rows.append((feed, {"shop_id": self.shop, **cells}))

    def at(self, day, clock=None):
        """An instant of the shop's civil day; odd clocks around midnight are frequent."""
        clock = self.dice.choice(CLOCKS) if clock is None else clock
        civil_time = (day - civil.EPOCH) * DAY + clock
        try:
            return civil.at_civil(civil_time, self.zone)
        except ValueError:
            return civil.at_civil(civil_time + 3600, self.zone)

    def stamp(self, moment):
        """With the shop's offset, with Z, or as the clocks of the workspace show it; near a change
        of the clocks never the last, which may be two times or none."""
        if moment is None:
            return ""
        form = self.dice.randrange(3)
        around = (civil.offset(self.clocks, moment + shift) for shift in (-7200, 7200))
        if len(set(around)) > 1:
            form = 0
        zone = (self.zone, "UTC", self.clocks)[form]
        return civil.stamp(moment, zone, form < 2)

    # ---- the order

    def live(self, wanted):
        """Draws the order and at least one case; gives the number of case lines drawn."""
        dice, start = self.dice, len(self.rows)
        span = 12 if self.chance(40) else 75
        self.ordered = self.at(self.last_day - 3 - dice.randrange(span))
        self.ordered_day = civil.day_of(self.ordered, self.zone)
        self.insured = self.chance(12)
        self.lines = [self.line(number + 1) for number in range(dice.choice([1, 1, 1, 2, 3]))]
        if self.chance(35):
            self.promote()
        self.promised_day = None
        if self.chance(45):
            self.outbound()
        self.pay()
        if self.chance(1):
            # A case of an order that no file knows.
            self.order_id = f"SX{self.number:06}"
        if self.chance(8):
            self.case(whole=True)
        else:
            for _ in range(min(wanted, dice.choice([1, 1, 1, 2, 2, 3]))):
                self.case()
        draws.tickets(self)
        draws.declared(self, start)
        draws.suppliers(self)
        draws.pickups(self, start)
        return self.cases

    def line(self, number):
        dice = self.dice
        quantity = dice.choice([1, 1, 1, 1, 2, 2, 3, 3, 6, 7])
        price = dice.choice([dice.randrange(1, 300), dice.randrange(300, 60000), 12900])
        gross = quantity * price
        paid = dice.choice([gross, gross, gross * 3 // 4, dice.randrange(gross + 1), gross])
        delivered_day = self.ordered_day + dice.randrange(0, 9)
        delivered = self.at(delivered_day)
        if delivered < self.ordered:
            delivered = self.ordered
        if self.chance(8) or civil.day_of(delivered, self.zone) > self.last_day:
            delivered = None
        sku = f"K{dice.randrange(50)}"
        line = {"no": number, "sku": sku, "quantity": quantity, "price": price, "paid": paid,
                "delivered": delivered, "shipping": 0}
        cells = {
            "order_id": self.order_id, "line_no": str(number), "sku": sku,
            "quantity": str(quantity), "unit_price": self.money(price),
            "ordered_at": self.stamp(self.ordered), "delivered_at": self.stamp(delivered),
            "currency": self.currency if self.chance(50) else "",
            "category": dice.choice(["mug", "jewellery", "fresh", "tea", "shoes", ""]),
            "no_reason_excluded": "yes" if self.chance(5) else "",
            "freight_insured": "yes" if self.insured else "",
            "insurance_premium": self.money(30 + self.number % 40) if self.insured else "",
        }
        if not self.chance(6):
            cells["paid_amount"] = self.money(paid)
        else:
            line["paid"] = gross
        if self.chance(30):
            line["shipping"] = dice.randrange(1, 1500)
            cells["shipping_paid"] = self.money(line["shipping"])
        self.add("orders", **cells)
        line["row"] = self.rows[-1][1]
        return line

    def promote(self):
        """A promotion on some of the lines, its discount shared out by the cent; sometimes another
        discount than the policy knows of."""
        promotion = self.dice.choice(settings.PROMOTIONS[self.shop])
        lines = [line for line in self.lines if self.chance(85)]
        if not lines:
            return
        listed = [line["quantity"] * line["price"] for line in lines]
        steps = [off for least, off in promotion["steps"] if least <= sum(listed)]
        discount = steps[-1] if steps else 0
        if promotion.get("repeats"):
            least, off = promotion["steps"][0]
            discount = sum(listed) // least * off
        if self.chance(8):
            discount = min(discount + 1, sum(listed))
        states = self.chance(60)
        shares = [price * discount // sum(listed) for price in listed]
        left = discount - sum(shares)
        for place, line in enumerate(lines):
            share = shares[place] + (1 if place < left else 0)
            line["row"]["promotion_id"] = promotion["id"]
            line["paid"] = listed[place] - share
            if line["row"].get("paid_amount") or not self.chance(20):
                line["row"]["paid_amount"] = self.money(line["paid"])
            else:
                line["paid"] = listed[place]
            if states:
                line["row"]["discount_amount"] = self.money(share)

    def pay(self):
        """Mostly in full; sometimes short, over, in two parts or not at all."""
        total = sum(line["paid"] for line in self.lines) + self.lines[0]["shipping"]
        way = self.dice.randrange(100)
        parts = [total]
        if way < 4:
            parts = []
        elif way < 8:
            parts = [self.dice.randrange(total + 1)]
        elif way < 10:
            parts = [total + 100]
        elif way < 13 and total > 1:
            parts = [total // 3, total - total // 3]
        for number, part in enumerate(parts):
            if part:
                self.add("settlements", txn_id=f"P{self.number:06}-{number}", type="payment",
                         amount=self.money(part), settled_at=self.stamp(self.ordered + 60),
                         order_id=self.order_id, currency=self.currency, refund_ref="",
                         account_id=settings.SHOPS[self.shop]["account"])
        if self.chance(4):
            # What an insurance or a carrier pays.
            kind = self.dice.choice(["insurance_payout", "compensation"])
            self.add("settlements", txn_id=f"I{self.number:06}", type=kind, refund_ref="",
                     amount=self.money(self.dice.randrange(1, 3000)), order_id=self.order_id,
                     settled_at=self.stamp(self.ordered + 60), currency=self.currency,
                     account_id=settings.SHOPS[self.shop]["account"])

    # ---- parcels and what carriers charge

    def parcel(self, direction, reference, events, **first):
        """Rows of one waybill: the events in order, what is measured on a row of them."""
        dice = self.dice
        self.waybills += 1
        waybill = f"W{self.number:06}{self.waybills:02}"
        carrier = dice.choice(settings.SHOPS[self.shop]["carriers"])
        zone = dice.choice({"SF": ["Z1", "Z2", "Z9", ""], "YTO": ["A", ""], "DHL": ["EU", "DE"],
                            "YAMATO": ["JP"]}[carrier])
        weight = dice.choice([1, 480, 500, 501, 999, 1000, 1001, 1499, 1500, 1501, 2000, 2500,
                              dice.randrange(1, 30000)])
        size = [dice.choice([100, 200, 300, dice.randrange(1, 900)]) for _ in range(3)]
        measured = {"weight_g": str(weight)} if not self.chance(6) else {}
        if self.chance(60):
            measured.update(length_mm=str(size[0]), width_mm=str(size[1]), height_mm=str(size[2]))
        for number, (status, moment) in enumerate(events):
            cells = {"waybill": waybill, "carrier": carrier, "direction": direction,
                     "status": status, "status_at": self.stamp(moment), "reference": reference,
                     "zone": zone}
            if number == 0:
                cells.update(measured, **first)
            if status == "picked_up" and self.chance(70):
                cells["picked_up_at"] = self.stamp(moment)
            if status == "delivered" and self.chance(70):
                cells["delivered_at"] = self.stamp(moment)
            self.add("parcels", **cells)
        if self.chance(75):
            self.charge(carrier, waybill, zone, weight, events[-1][1])
        return waybill

    def charge(self, carrier, waybill, zone, weight, moment):
        dice = self.dice
        invoice = f"INV-{carrier}-{self.shop}"
        amount = dice.choice([400, 650, 1000, 1100, 1200, 1400, 2000, dice.randrange(1, 9000)])
        cells = {"carrier": carrier, "invoice_no": invoice, "charge_type": "freight",
                 "amount": self.money(amount), "waybill": waybill, "currency": self.currency,
                 "billed_at": self.stamp(moment)}
        if self.chance(60):
            cells["billed_weight_g"] = str(weight + dice.choice([0, 0, 0, 49, 50, 51, 700]))
        if self.chance(60):
            cells["zone"] = zone if self.chance(85) else "Z2"
        if self.chance(20):
            cells["terms"] = dice.choice(["account", "prepaid", "collect", "deposit", "platform"])
        self.add("charges", **cells)
        if self.chance(4):
            self.add("charges", **{**cells, "invoice_no": invoice + "-2",
                                   "billed_at": self.stamp(moment + 3600)})
        extras = {"packaging": [50, 100, 35, 55], "fuel": [30, 70, 77, 7],
                  "remote": [500, 600, 1000, 300], "address": [200], "other": [100]}
        for kind, amounts in extras.items():
            if self.chance(12):
                cells = {"carrier": carrier, "invoice_no": invoice, "charge_type": kind,
                         "amount": self.money(dice.choice(amounts)), "waybill": waybill,
                         "currency": self.currency, "billed_at": self.stamp(moment)}
                self.add("charges", **cells)

    def outbound(self):
        events = [("picked_up", self.ordered + 7200)]
        first = {}
        if self.chance(70):
            self.promised_day = self.ordered_day + self.dice.randrange(2, 7)
            first["promised_at"] = self.stamp(self.at(self.promised_day))
        if self.lines[0]["delivered"] and self.chance(80):
            events.append(("delivered", max(self.lines[0]["delivered"], self.ordered + 9000)))
        self.parcel("outbound", self.order_id, events, **first)

    # ---- a case

    def application_day(self, line, reason):
        """On, before and after the last days of the usual windows."""
        dice = self.dice
        if reason in ("lost", "late"):
            start = self.promised_day or self.ordered_day
        elif line["delivered"]:
            start = civil.day_of(line["delivered"], self.zone)
        else:
            start = self.ordered_day
        day = start + dice.choice(
            [0, 1, 2, 3, 5, 7, 7, 8, 8, 10, 11, 14, 15, 15, 16, 21, 22, 30, 31])
        return min(max(day, self.ordered_day), self.last_day)

    def case(self, whole=False):
        """A case of one line, or the only one of the whole order."""
        dice = self.dice
        self.cases += 1
        case_id = f"RC{self.number:06}{'ABC'[self.cases - 1]}"
        line = dice.choice(self.lines)
        reason = dice.choice(REASONS)
        kind = dice.choice(["return"] * 5 + ["exchange"] * 2 + ["refund_only"] * 2)
        applied = max(self.at(self.application_day(line, reason)), self.ordered + 1)
        quantity = dice.choice([1, 1, line["quantity"], dice.randrange(1, line["quantity"] + 1)])
        if self.chance(2):
            quantity = line["quantity"] + 1
        if whole:
            quantity = sum(line["quantity"] for line in self.lines)
        cells = {"case_id": case_id, "order_id": self.order_id, "kind": kind, "reason": reason,
                 "applied_at": self.stamp(applied)}
        parts = [("" if whole else line["no"], quantity)]
        if kind != "exchange" and not whole and len(self.lines) > 1 and self.chance(30):
            # One case of two lines.
            other = dice.choice([li for li in self.lines if li is not line])
            parts.append((other["no"], dice.randrange(1, other["quantity"] + 1)))
        if self.chance(75):
            cells["description"] = "does not please"
        if self.chance(70):
            cells["evidence"] = "a.jpg;b.jpg"
        if self.chance(25):
            cells["return_freight_paid"] = self.money(dice.choice([1, 500, 1200, 9900]))
        if kind == "exchange":
            if self.chance(90):
                cells["exchange_sku"] = "K99"
            if self.chance(60):
                cells["exchange_unit_price"] = self.money(
                    max(1, line["price"] + dice.choice([0, 0, 100, -1, 777, -500])))
        if self.chance(4):
            cells["withdrawn_at"] = self.stamp(applied + dice.choice([1, DAY, 9 * DAY]))
        for number, units in parts:
            own = {"requested_amount": self.money(dice.randrange(1, line["price"] * units + 1))
                   } if self.chance(15) else {}
            self.add("cases", **cells, **own, line_no=str(number),
                     quantity="" if whole else str(units))
        self.material(case_id, applied)
        self.review(case_id, applied, line, quantity if len(parts) == 1 and not whole else 0)
        if kind != "refund_only" and self.chance(75):
            if whole:
                parts = [(li["no"], li["quantity"]) for li in self.lines]
            self.way_back(case_id, applied, parts, kind)

    def material(self, case_id, applied):
        for kind in ("description", "evidence", "contact"):
            if self.chance(35):
                moment = self.at(civil.day_of(applied, self.zone) + self.dice.choice([0, 1, 3, 6]))
                self.add("materials", case_id=case_id, type=kind, ref="m.jpg",
                         received_at=self.stamp(max(moment, applied)))

    def review(self, case_id, applied, line, quantity):
        dice = self.dice
        moment = applied
        for _ in range(dice.choice([0, 0, 0, 1, 1, 2])):
            day = civil.day_of(moment, self.zone) + dice.choice([0, 1, 1, 2, 3, 5])
            moment = max(self.at(day), moment + 1)
            cells = {"case_id": case_id, "reviewed_at": self.stamp(moment), "reviewer": "Li Wen",
                     "verdict": dice.choice(["approved", "approved", "refused", "pending"])}
            if cells["verdict"] == "approved":
                if self.chance(15):
                    cells["approved_amount"] = self.money(dice.randrange(0, line["price"] + 1))
                if quantity and self.chance(15):
                    cells["approved_quantity"] = str(dice.randrange(1, quantity + 1))
                if self.chance(6):
                    cells["approved_kind"] = dice.choice(["return", "refund_only", "exchange"])
            self.add("reviews", **cells)

    def way_back(self, case_id, applied, parts, kind):
        """The parcel back, its inspection, the replacement."""
        dice = self.dice
        first_day = civil.day_of(applied, self.zone) + dice.choice([0, 1, 2, 7, 8])
        moment = max(self.at(first_day), applied + 2)
        events = [("created" if self.chance(10) else "picked_up", moment)]
        picked = moment
        arrived = None
        for status in dice.choice([["delivered"]] * 8 + [["in_transit", "delivered"]] * 3 + [
                ["in_transit"], [], ["lost"], ["in_transit", "lost"], ["damaged"],
                ["damaged", "delivered"], ["misrouted"], ["misrouted", "delivered"]]):
            moment = max(self.at(civil.day_of(moment, self.zone) + dice.choice([0, 1, 2, 5, 6])),
                         moment + 1)
            events.append((status, moment))
            arrived = moment if status == "delivered" else arrived
        first = {}
        if self.chance(35):
            first["promised_at"] = self.stamp(
                self.at(civil.day_of(picked, self.zone) + dice.choice([1, 3, 5, 6, 9])))
        self.parcel("return", case_id, events, **first)
        accepted = None
        if arrived and self.shop != "tokyo" and self.chance(75):
            accepted = self.inspect(case_id, arrived, parts)
        elif arrived and self.shop == "tokyo":
            for number, units in parts:
                draws.booked(self, case_id, draws.sku(self, number), units, "", arrived)
        if kind == "exchange" and accepted and self.chance(60):
            start = max(self.at(civil.day_of(accepted, self.zone) + dice.choice([0, 1, 2, 3])),
                        accepted + 1)
            events = [("picked_up", start)]
            if self.chance(60):
                events.append(("delivered", start + dice.choice([1, 3]) * DAY))
            self.parcel("exchange", case_id, events)
            draws.booked(self, case_id, "K99", parts[0][1], "issue", start)

    def inspect(self, case_id, arrived, parts):
        """Each line's units, mostly at once; the time of the last acceptance."""
        dice = self.dice
        moment, accepted = arrived, None
        for number, left in parts:
            for _ in range(dice.choice([1, 1, 1, 2, 3])):
                if left == 0:
                    break
                moment = max(self.at(civil.day_of(moment, self.zone) + dice.choice([0, 1, 2, 3])),
                             moment + 1)
                part = dice.choice([left, left, dice.randrange(1, left + 1)])
                result = dice.choice(["accepted"] * 4 + ["rejected"])
                disposition = dice.choice(
                    ["", "", "", "restock", "restock", "scrap", "return_to_customer"])
                if result == "rejected":
                    disposition = ""
                self.add("inspections", disposition=disposition, case_id=case_id, line_no=str(number), result=result,
                         inspected_at=self.stamp(moment), quantity=str(part),
                         condition="intact" if result == "accepted" else "used")
                if result == "accepted":
                    accepted = moment
                    draws.booked(
                        self, case_id, draws.sku(self, number), part, disposition, moment)
                left -= part
        return accepted
