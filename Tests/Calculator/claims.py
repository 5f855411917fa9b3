"""What carriers owe for parcels and charges, and what they answered."""

from fractions import Fraction

import audit
import follow
import judge
import purse
import reading

ORDER = ["acknowledged", "accepted", "partly", "rejected", "paid"]


class Claim:
    def __init__(self, subject, ground, fact, case_id, order_id, amount, currency, deadline):
        """`fact` is the parcel or the fee, which name carrier and waybill."""
        self.subject, self.shop, self.ground = subject, subject[1], ground
        self.carrier, self.waybill = fact.carrier, fact.waybill
        self.case_id, self.order_id = case_id, order_id
        self.amount, self.currency, self.deadline = amount, currency, deadline

    @property
    def is_of_parcel(self):
        return self.subject[0] == "parcel"


class Standing:
    """What the carrier's answers, in the order of time, come to."""

    def __init__(self, claim, space):
        self.status = self.answered_on = None
        self.granted = self.paid = 0
        self.paid_on = None
        rows = [row for row in space.feeds["claim_results"] if row["ref"] == ref(claim.subject)]
        for row in sorted(rows, key=lambda row: (row["at"], ORDER.index(row["status"]))):
            if self.status == "paid" and row["status"] == "acknowledged":
                continue
            self.status, self.answered_on = row["status"], space.day(row["at"], claim.shop)
            amount = judge.minor(row["amount"], claim.currency)
            amount = claim.amount if amount is None else amount
            if self.status in ("accepted", "partly"):
                self.granted = amount
            elif self.status == "paid":
                self.paid += amount
                self.paid_on = self.answered_on
            else:
                self.granted = 0

    @property
    def decision(self):
        return None if self.status == "acknowledged" else self.status


def ref(subject):
    """How an answer says what it is about, so that nothing of the program's output is needed."""
    return ":".join(subject)


def days(space, carrier, ground):
    """Within which a carrier takes a claim; None: without limit."""
    terms = space.carrier(carrier).get("claim_days", {})
    said = terms.get(ground, {"late": "15", "lost": "30", "damaged": "15", "charge": "90"}[ground])
    text = said["days"] if isinstance(said, dict) else said
    return None if text == "none" else int(text)


def counts_from(space, carrier, ground, default):
    """From what day on the days of a ground are counted."""
    said = space.carrier(carrier).get("claim_days", {}).get(ground)
    return said.get("from", default) if isinstance(said, dict) else default


def all_of(calculation):
    found = []
    for key in calculation.parcels:
        found += of_parcel(calculation, *key)
    for fee in calculation.freight.positions():
        amount = audit.recoverable(fee)
        if fee.code and amount > 0:
            within = days(calculation.space, fee.carrier, "charge")
            found.append(Claim(
                ("charge", fee.shop, fee.waybill, fee.invoice), fee.code, fee, fee.case_id,
                order_of(calculation, fee.shop, fee.waybill), amount, fee.currency,
                None if within is None else fee.billed_on + within))
    return [claim for claim in found if claim.amount > 0]


def lines_of(calculation, shop, parcel):
    """The case lines whose goods travel in a parcel."""
    return [case for case in calculation.of_case.get((shop, parcel.reference), [])
            if parcel in (case.way_back, case.replacement)]


def order_of(calculation, shop, waybill):
    reference = calculation.parcels[(shop, waybill)].reference
    cases = calculation.of_case.get((shop, reference))
    return cases[0].row["order_id"] if cases else reference


def policy_of(calculation, shop, parcel):
    own = lines_of(calculation, shop, parcel)
    if own:
        return own[0].policy
    lines = sorted(calculation.lines.get((shop, order_of(calculation, shop, parcel.waybill)), []),
                   key=lambda line: int(line["line_no"]))
    return calculation.space.policy(shop, lines[0]["category"] if lines else "")


def of_parcel(calculation, shop, waybill):
    """Lost, damaged or late: at most one claim."""
    space, parcel = calculation.space, calculation.parcels[(shop, waybill)]
    if parcel.is_conflict:
        return []
    own = lines_of(calculation, shop, parcel)
    day = lambda moment: space.day(moment, shop)
    policy = policy_of(calculation, shop, parcel)
    carriage = sum(fee.payable for fee in calculation.freight.positions()
                   if (fee.shop, fee.waybill) == (shop, waybill))
    caused = of_ways_back(calculation, shop, parcel)
    is_received = parcel.direction == "return" and any(case.inspections for case in own)
    lost = follow.loss_day(space, parcel, policy, day)

    def claim(ground, amount, start, name):
        within = days(space, parcel.carrier, name)
        return [Claim(("parcel", shop, waybill), ground, parcel, own[0].id if own else "",
                      order_of(calculation, shop, waybill), amount + caused, space.shops[shop]["currency"],
                      None if within is None else start + within)]
    value = worth(calculation, shop, parcel, own)
    if lost is not None and not is_received and value is not None:
        return claim("PARCEL_LOST", value + carriage, lost, "lost")
    if parcel.is_damaged:
        share = spoilt(space, parcel, own) if value is not None and (
            is_received or lost is None) else None
        reported = min(r["status_at"] for r in parcel.rows if r["status"] == "damaged")
        return [] if share is None else claim(
            "PARCEL_DAMAGED", reading.half_up((value + carriage) * share), day(reported), "damaged")
    terms = space.carrier(parcel.carrier)
    if terms.get("guarantees_time") == "yes" and parcel.status == "delivered":
        due, came = follow.transit_end(space, parcel, policy, day), day(parcel.delivered_at)
        starts = {"due": due, "delivery": came, "shipping": (
            due if parcel.picked_up_at is None else day(parcel.picked_up_at))}
        if came > due:
            start = starts[counts_from(space, parcel.carrier, "late", "due")]
            return claim("PARCEL_LATE", carriage, start, "late")
    return []


def of_ways_back(calculation, shop, parcel):
    return sum(fee.payable - fee.written for fee in ways_back(calculation, shop, parcel))


def ways_back(calculation, shop, parcel):
    """The fees of ways back that went well and that a carrier bears for the way out, where one parcel
    brought the order; not of one that its own carrier is asked for, as it was late."""
    out = [p for p in calculation.by_reference[(shop, parcel.reference)]
           if p.direction == "outbound"]
    if parcel.direction != "outbound" or len(out) != 1:
        return []
    fees = [fee for fee in calculation.freight.positions()
            if fee.shop == shop and fee.case_id and fee.direction == "return"
            and fee.bearer == "carrier" and not fee.is_carriers_fault
            and calculation.of_case[(shop, fee.case_id)][0].row["order_id"] == parcel.reference
            and not is_asked_for(calculation, shop, fee.waybill)]
    # What is granted is for them in the order of their waybills.
    return sorted(fees, key=lambda fee: (fee.waybill, fee.invoice))


def is_asked_for(calculation, shop, waybill):
    """Whether a way back has a claim of its own."""
    return (shop, waybill) in calculation.parcels and any(
        claim.amount > 0 for claim in of_parcel(calculation, shop, waybill))


def worth(calculation, shop, parcel, own):
    """The declared value, else what the case pays for its goods, else what was paid for all that a
    single parcel brought."""
    currency = calculation.space.shops[shop]["currency"]
    declared = [judge.minor(r["declared_value"], currency) for r in parcel.rows
                if r["declared_value"]]
    if declared:
        return max(declared)
    if own:
        return sum(worth_of(calculation, case, parcel, currency) for case in own)
    order = (shop, parcel.reference)
    if parcel.direction != "outbound" or order not in calculation.lines or len(
            [p for p in calculation.by_reference[order] if p.direction == "outbound"]) != 1:
        return None
    return sum(purse.paid_of(line, currency) for line in calculation.lines[order])


def worth_of(calculation, case, parcel, currency):
    """What of a case line's goods is in a parcel."""
    if parcel is not case.replacement or case.units == 0:
        return case.worth
    price = judge.minor(case.row["exchange_unit_price"], currency)
    whole = case.worth if price is None else price * case.units
    return reading.half_up(Fraction(whole * carried(calculation, case, parcel), case.units))


def carried(calculation, case, parcel):
    """The units of a replacement in its parcel: those that had been accepted when it left, for they
    were ordered with it; what was accepted later where stock had issued as many by then; all where
    it left ahead of everything of the case."""
    left = parcel.picked_up_at
    if left is None:
        left = min(row["status_at"] for row in parcel.rows if row["status"] != "created")
    all_lines = calculation.of_case[(case.shop, case.id)]
    if not any(is_by for line in all_lines for is_by, _ in acceptances(line, left)):
        return case.units
    issued = sum(int(row["quantity"]) for row in case.space.rows("stock", case.shop, case.id)
                 if row["kind"] == "issue" and row["sku"] == case.row["exchange_sku"]
                 and case.day(row["moved_at"]) <= case.day(left))
    units = 0
    for is_by, some in acceptances(case, left):
        count = min(case.units, units + some)
        if is_by or 0 < units and count <= issued:
            units = count
    return units


def acceptances(case, moment):
    """(whether it was before then, units) of what was accepted, in the order of time."""
    found = [(row["inspected_at"] <= moment, int(row["quantity"])) for row in case.inspections
             if row["result"] == "accepted"]
    if found or case.accepted is None:
        return found
    # What a carrier lost, or came where nobody looks.
    is_by = case.accepted <= case.day(moment) if case.is_lost else case.arrived <= moment
    return [(is_by, case.accepted_units)]


def spoilt(space, parcel, own):
    """The share of the goods, by their prices, that the warehouse did not accept or found damaged;
    None while nobody has looked. Without a warehouse that reports, all of them."""
    if parcel.direction != "return" or not own:
        return None
    bad, seen, worth_bad, worth_seen = 0, 0, 0, 0
    for case in own:
        if not case.inspections and space.delivers(case.shop, "inspections"):
            return None
        claim = case.whole_claim
        spoilt = [row for row in case.inspections
                  if row["result"] == "rejected" or row["condition"] == "damaged"]
        bad += sum(int(row["quantity"]) for row in spoilt)
        seen += sum(int(row["quantity"]) for row in case.inspections)
        worth_bad += priced(case, claim, spoilt)
        worth_seen += priced(case, claim, case.inspections)
    if worth_seen:
        return Fraction(worth_bad, worth_seen)
    return Fraction(bad, seen) if seen else Fraction(1)


def priced(case, claim, rows):
    """What units of inspections are worth, each line by itself."""
    total = 0
    for number, units in claim["units"].items():
        some = min(units, sum(int(row["quantity"]) for row in rows if row["line_no"] == number))
        total += purse.first_units(case, claim, number, some, claim["amounts"][number])
    return total


def evening(book, calculation):
    """Rows for carriers; before them what carriers were due to answer or pay: (subject, what, last
    day, is overdue, claim, standing)."""
    space, book.answers, book.made_good, book.had_back = calculation.space, [], set(), set()
    claims = {claim.subject: claim for claim in all_of(calculation)}
    for subject, claim in claims.items():
        standing = Standing(claim, space)
        if claim.is_of_parcel and standing.paid >= claim.amount:
            book.made_good.add((claim.shop, claim.waybill))
        elif standing.paid >= claim.amount:
            book.had_back.add(subject)
        if ("claim", subject) in book.open and space.delivers(claim.shop, "claim_results"):
            wait_for(book, claim, standing)
    for subject, claim in sorted(claims.items()):
        standing = Standing(claim, space)
        if standing.paid >= claim.amount:
            book.done("claim", subject)
        elif standing.status is None:
            book.want("claim", subject, [(None, claim.amount)], {
                "shop_id": claim.shop, "carrier": claim.carrier, "waybill": claim.waybill,
                "case_id": claim.case_id, "order_id": claim.order_id, "ground": claim.ground,
                "currency": claim.currency, "claim_deadline": claim.deadline})
    for kind, subject in [key for key in book.open if key[0] == "claim"]:
        # No carrier credits a charge here: what is owed after all was claimed for nothing.
        if subject not in claims:
            book.call_off(kind, subject)


def wait_for(book, claim, standing):
    space, today = book.space, book.space.last_day
    terms = space.carrier(claim.carrier)

    def note(what, last):
        is_over = last is None or last < today
        book.answers.append((claim, standing, what, last, is_over))
    if standing.decision is None and standing.paid == 0:
        note("answer", book.day[("claim", claim.subject)] + int(terms.get("answer_days", 7)))
    if standing.paid >= claim.amount or standing.decision is None and standing.paid == 0:
        return
    if standing.decision is None:
        # It has begun to pay without a word that stands.
        note("payment", standing.paid_on + int(terms.get("payment_days", 30)))
    elif standing.decision == "accepted" and standing.granted >= claim.amount:
        note("payment", standing.answered_on + int(terms.get("payment_days", 30)))
    else:
        note("payment", None)
