"""What carriers may charge: weight, fee, who bears it, what is payable."""

from fractions import Fraction

import audit
import civil
import follow
import judge
import reading


def volume(parcel):
    """In cubic millimetres; None unless all sides are stated."""
    sides = [parcel.stated(side) for side in ("length_mm", "width_mm", "height_mm")]
    return int(sides[0]) * int(sides[1]) * int(sides[2]) if all(sides) else None


def volumetric(parcel, card):
    size, divisor = volume(parcel), int(card["volumetric_divisor"] or 0)
    return -(-size // divisor) if divisor and size else None


def weight(parcel, card, billed, unless=None):
    """The larger of measured and volumetric weight in grams (cm3 per kg is mm3 per g, up to the
    next gram); what nobody measured weighs what the carrier says. None if nobody says. `unless`
    stands where no scale did."""
    measured = parcel.stated("weight_g")
    measured = int(measured) if measured else None
    if card is None:
        return measured
    if measured is None:
        measured = unless if volume(parcel) is not None or unless is not None else billed
    known = [grams for grams in (measured, volumetric(parcel, card)) if grams is not None]
    return max(known) if known else None


def fee(card, grams, direction):
    """The freight of a weight, without surcharges."""
    currency = card["currency"]
    amount = judge.minor(card["first_fee"], currency)
    over = grams - int(card["first_weight_g"])
    if over > 0:
        amount += -(-over // int(card["step_weight_g"])) * judge.minor(card["step_fee"], currency)
    if direction in ("return", "return_to_customer") and card["return_factor"]:
        amount = reading.half_up(amount * Fraction(card["return_factor"]))
    return max(amount, judge.minor(card["minimum"], currency) or 0)


class Fee:
    """One waybill on one invoice."""


class Freight:
    """All fees of a workspace, by (shop, waybill); asked by the cases."""

    def __init__(self, space, parcels, lines, cases, refused=()):
        """`refused` are positions for which no tolerance has room."""
        self.tolerances, self.refused = audit.Tolerances(space), refused
        self.space, self.parcels, self.lines, self.cases = space, parcels, lines, cases
        self.fees, self.again = {}, {}
        self.charges = {}
        for row in space.feeds["charges"]:
            self.charges.setdefault((row["shop_id"], row["waybill"]), []).append(row)

    def positions(self):
        """Every waybill on every invoice."""
        return [*self.fees.values(), *self.again.values()]

    def card_for(self, parcel, shop, billed_zone="", zone=""):
        """The row of the agreed zone, else of every zone, that holds on the day of pick-up."""
        picked = parcel.stated("picked_up_at")
        moment = picked if picked is not None else parcel.status_at
        day = civil.text_of_day(self.space.day(moment, shop))
        zone = zone or parcel.stated("zone") or billed_zone
        for wanted in (zone, "*"):
            for card in self.space.cards:
                if card["carrier"] == parcel.carrier and card["zone"] == wanted and (
                        card["valid_from"] <= day <= (card["valid_to"] or "9999")):
                    return card
        return None

    def is_insured(self, case):
        """One order is insured and claimed once: for the case that was paid for, else the one of
        which something left first."""
        order = (case.shop, case.row["order_id"])
        if not any(line["freight_insured"] == "yes" for line in self.lines.get(order, [])):
            return False
        cases = {lines[0].id for lines in self.cases.values()
                 if (lines[0].shop, lines[0].row["order_id"]) == order}
        paid = [row for row in self.space.feeds["settlements"]
                if row["type"] == "insurance_payout" and row["shop_id"] == case.shop
                and row["refund_ref"] in cases]
        if paid:
            first = min(paid, key=lambda row: (row["settled_at"], row["txn_id"]))
            return first["refund_ref"] == case.id
        left = []
        for lines in self.cases.values():
            other = lines[0]
            parcel = other.way_back
            if (other.shop, other.row["order_id"]) == order and parcel and parcel.is_under_way:
                start = parcel.stated("picked_up_at")
                left.append((parcel.status_at if start is None else start, other.id))
        return not left or min(left)[1] == case.id

    def is_carriers_fault(self, parcel, case, shop):
        """It damaged the parcel or lost it: by its own word, or by too long a silence."""
        if parcel.is_conflict:
            return False
        if parcel.status == "lost" or parcel.is_damaged:
            return True
        if parcel.direction == "return" and case and any(
                line.inspections for line in self.cases[(case.shop, case.id)]):
            return False
        policy = case.policy if case else self.space.policy(shop)
        return follow.loss_day(
            self.space, parcel, policy, lambda moment: self.space.day(moment, shop)) is not None

    def bearer_of_return(self, case):
        if case.way_back and self.is_carriers_fault(case.way_back, case, case.shop):
            return "carrier"
        if self.is_insured(case):
            return "insurance"
        return case.policy["freight_bearer"][case.family]

    def return_fee(self, case):
        """The rate card's fee of the way back, whether or not a carrier billed it."""
        if not case.way_back:
            return None
        key = (case.shop, case.way_back.waybill)
        if key in self.charges:
            return self.settle(key, case).of_card
        card = self.card_for(case.way_back, case.shop)
        grams = weight(case.way_back, card, None)
        return None if card is None or grams is None else fee(card, grams, "return")

    def left_to_deduct(self, case):
        """What the lines of the case before this one have not borne already, of what the refund had
        when the carrier wrote the bill."""
        freight = self.deductible(case)
        return (min(freight, self.had(case)) if freight > 0 else 0) - sum(
            c.deducted for c in self.cases[(case.shop, case.id)] if c is not case)

    def deductible(self, case):
        if case.policy["recover_freight"] != "deduct" or not case.way_back:
            return 0
        key = (case.shop, case.way_back.waybill)
        if key not in self.charges:
            return 0
        settled = self.settle(key, case)
        is_hers = settled.bearer == "customer" and settled.currency == case.currency
        return settled.payable - settled.written if is_hers else 0

    def too_late(self, case):
        """Of what is deducted, what the refund no longer had when the carrier wrote the bill, and the
        day of that: the customer is to pay it."""
        freight = self.deductible(case)
        if freight <= 0:
            return 0, None
        return max(0, min(freight, self.entitled(case)) - self.had(case)), self.billed_on(case)

    def entitled(self, case):
        """What the goods of all its lines are worth in money back by now, less what a way out costs
        that is no longer free."""
        return sum(c.due - c.charged for c in self.cases[(case.shop, case.id)]
                   if c.entitled is not None and c.kind != "exchange")

    def had(self, case):
        """What was left of that on the day of the bill. A refund of the way out took nothing of it."""
        billed = self.billed_on(case)
        gone = [judge.minor(row["amount"], row["currency"])
                for row in self.space.payments_of(case.shop, case.id)
                if row["type"] == "refund" and row["status"] in ("", "succeeded")
                and self.space.day(row["settled_at"], case.shop) <= billed]
        entitled = self.entitled(case)
        for line in self.cases[(case.shop, case.id)]:
            way_out = line.open.get("shipping_refund", (None, None))[1]
            if way_out in gone and (way_out != entitled or gone.count(way_out) > 1):
                gone.remove(way_out)
        return max(0, entitled - sum(gone))

    def billed_on(self, case):
        """The last day of the invoice of its way back."""
        key = (case.shop, case.way_back.waybill)
        return max(self.space.day(row["billed_at"], case.shop) for row in self.charges[key]
                   if row["invoice_no"] == self.settle(key, case).invoice)

    def settle(self, key, case):
        """The waybill's charges held against its card. `case` is the one it belongs to."""
        if key in self.fees:
            return self.fees[key]
        if case:
            # Of a case with several lines the terms of the first hold for its parcels.
            case = self.cases[(case.shop, case.id)][0]
        shop, parcel = key[0], self.parcels[key]
        freights = sorted((r for r in self.charges[key] if r["charge_type"] == "freight"),
                          key=lambda r: r["billed_at"])
        result = self.fees[key] = self.position(key, case, freights[0])
        for again in freights[1:]:
            # Charged again under another invoice: nothing is expected and nothing is payable.
            name = (*key, again["invoice_no"])
            copy = self.again[name] = self.position(key, case, again, is_again=True)
            copy.expected, copy.of_card = 0, result.of_card
        return result

    def position(self, key, case, row, is_again=False):
        """All charges of a waybill on one invoice; `row` is that of the freight."""
        shop, parcel = key[0], self.parcels[key]
        rows = [r for r in self.charges[key] if r["invoice_no"] == row["invoice_no"]]
        result = Fee()
        result.shop, result.direction = shop, parcel.direction
        result.carrier, result.currency = parcel.carrier, row["currency"]
        result.invoice, result.waybill = row["invoice_no"], key[1]
        result.case_id = case.id if case else ""
        result.terms = row.get("terms") or "account"
        result.is_carriers_fault = self.is_carriers_fault(parcel, case, shop)
        result.bearer = self.bearer(parcel, case, shop)
        result.is_again, result.is_never_shipped = is_again, parcel.is_never_shipped
        result.billed_on = min(self.space.day(r["billed_at"], shop) for r in rows)
        result.card = card = self.card_for(parcel, shop, row.get("zone") or "")
        result.billed_weight = int(row["billed_weight_g"]) if row.get("billed_weight_g") else None
        result.weight = weight(parcel, card, result.billed_weight)
        result.billed = judge.minor(row["amount"], result.currency)
        result.expected = None
        if card is not None and result.weight is not None:
            result.expected = fee(card, result.weight, parcel.direction)
        self.accept_weight(result)
        result.of_card = result.expected
        if parcel.is_never_shipped:
            # Nothing is payable of what the carrier never had (FA08).
            result.expected = 0
        self.owe(result, rows)
        other_card, zone = None, parcel.stated("zone")
        if zone and row.get("zone") and row["zone"] != zone:
            other_card = self.card_for(parcel, shop, zone=row["zone"])
        audit.tolerate(result, self.tolerances, (*key, result.invoice) in self.refused)
        result.payable = sum(result.owed.values()) if result.is_paid_on_bill else 0
        result.extra, result.extra_agreed = (
            sum(amount for kind, amount in table.items() if kind != "freight")
            for table in (result.kinds, result.owed))
        audit.judge_fee(result, self.tolerances,
                        self.space.settings["surcharges"] == "agreed", other_card, parcel)
        return result

    def accept_weight(self, result):
        """What the carrier weighed within the tolerance of 50 g is what the card prices, where the
        bill goes that way."""
        result.priced = result.weight
        if result.expected is None or not result.billed_weight:
            return
        off = result.billed_weight - result.weight
        if off and abs(off) <= 50 and (result.billed - result.expected) * off > 0:
            result.priced = result.billed_weight
            result.expected = fee(result.card, result.priced, result.direction)

    def owe(self, result, rows):
        """What stands and what is owed by the agreement, charge by charge; whose money it is."""
        result.kinds, result.owed, result.written, result.allows = {}, {}, 0, False
        for row in sorted(rows, key=lambda row: row["charge_type"] != "freight"):
            kind, amount = row["charge_type"], judge.minor(row["amount"], row["currency"])
            result.kinds[kind] = amount
            if result.is_again or result.is_never_shipped:
                result.owed[kind] = 0
            elif kind == "freight":
                result.owed[kind] = amount if result.expected is None else min(
                    amount, result.expected)
            else:
                result.owed[kind] = min(amount, self.agreed(
                    kind, result.card, result.owed["freight"], amount))
        # A customer's own charge is not the shop's to audit. Prepaid was settled when the parcel was
        # handed over; a receiver pays what comes to him.
        is_back = result.direction == "return"
        result.is_ours = result.terms not in ("prepaid", "collect") or (
            (result.terms == "collect") == is_back)
        result.is_paid_on_bill = result.is_ours and result.terms != "prepaid"

    def agreed(self, kind, card, freight, amount):
        if card is None or self.space.settings["surcharges"] == "agreed":
            return amount
        if kind == "fuel":
            return reading.half_up(freight * Fraction(card["fuel_pct"] or 0) / 100)
        column = {"packaging": "packaging_fee", "remote": "remote_fee"}.get(kind)
        return (judge.minor(card[column], card["currency"]) or 0) if column else 0

    def bearer(self, parcel, case, shop):
        if self.is_carriers_fault(parcel, case, shop):
            return "carrier"
        if parcel.direction == "return":
            return self.bearer_of_return(case) if case else "merchant"
        policy = case.policy if case else self.space.policy(shop)
        return policy["freight_bearer"][parcel.direction]

    def is_listed(self, settled):
        return (settled.direction != "outbound" or self.space.settings["fee_lines"] == "all"
                or settled.expected is not None and settled.billed != settled.expected
                or settled.code is not None)
