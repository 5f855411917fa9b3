"""Goods that have to be booked into stock, scrapped or booked out, against what was booked."""

import judge


class Need:
    """Units of a case line; without `kind` they may be restocked or scrapped, without `sku` they
    are of any article of the case."""

    def __init__(self, line, sku, kind, units, since):
        self.line, self.sku, self.kind, self.since = line, sku or None, kind, since
        self.left = units
        self.choices = (self.kind is None) + 2 * (self.sku is None)

    def fits(self, movement):
        return self.sku in (None, movement["sku"]) and self.kind in (None, movement["kind"])


def serve(needs, movements):
    """Movements in the order of time serve first the needs that leave no choice, then older ones.
    Gives the units that nothing needed, by movement_id."""
    rest = {row["movement_id"]: int(row["quantity"]) for row in movements}
    for need in sorted(needs, key=lambda n: (n.choices, n.since, n.line)):
        for row in movements:
            if need.fits(row):
                part = min(need.left, rest[row["movement_id"]])
                need.left -= part
                rest[row["movement_id"]] -= part
    return rest


def watch(space, cases, lines):
    """`lines` are those of the order. Expects what is open of the case of these lines: `restock` or `issue` with its last day, or
    with the day on which more was booked than there was."""
    first = cases[0]
    if not space.delivers(first.shop, "stock"):
        return
    rows = sorted(space.rows("stock", first.shop, first.id),
                  key=lambda row: (row["moved_at"], row["movement_id"]))
    back = [row for row in rows if row["kind"] in ("restock", "scrap")]
    needs = back_needs(space, cases, lines)
    open_lines(needs, back, cases, "restock")
    is_inspected = any(case.inspections for case in cases)
    if back and not needs and is_inspected and space.delivers(first.shop, "inspections"):
        # Nothing was accepted to be kept.
        judge.leader(cases).booked_beyond = first.day(back[0]["moved_at"])
    out = [row for row in rows if row["kind"] == "issue"]
    open_lines(out_needs(cases), out, cases, "stock_issue")


def open_lines(needs, movements, cases, name):
    rest = serve(needs, movements)

    def owner(row):
        """The last line of the article."""
        return max((need.line for need in needs if need.sku in (None, row["sku"])), default=None)
    for number in sorted({need.line for need in needs}):
        case = cases[number]
        days = int(case.policy["restock_days" if name == "restock" else "issue_days"])
        since = [need.since for need in needs if need.line == number and need.left > 0]
        beyond = [row for row in movements
                  if rest[row["movement_id"]] and owner(row) == number]
        if since:
            case.expect(name, min(since) + days)
        elif beyond and name == "restock":
            case.booked_beyond = case.day(beyond[0]["moved_at"])
        elif beyond and not case.reshipped and case.units in (
                case.accepted_units or case.units, min(case.inspected_units, case.units)):
            # All units are sent or turned down: what left beyond them is for none.
            case.issued_beyond = case.day(beyond[0]["moved_at"])


def back_needs(space, cases, lines):
    """What the warehouse accepted to keep; without inspections, what arrived of an approved case."""
    numbers = {case.row["line_no"]: place for place, case in enumerate(cases)}
    articles = {line["line_no"]: line["sku"] for line in lines}
    needs = []
    for row in space.rows("inspections", cases[0].shop, cases[0].id):
        if row["result"] == "accepted" and row["disposition"] != "return_to_customer":
            needs.append(Need(
                numbers.get(row["line_no"], 0), articles.get(row["line_no"]),
                row["disposition"] or None, int(row["quantity"]),
                cases[0].day(row["inspected_at"])))
    if not space.delivers(cases[0].shop, "inspections"):
        for place, case in enumerate(cases):
            if case.approved and case.needs_goods and case.units and case.arrived is not None:
                since = max(case.day(case.arrived), case.day(case.decided_at))
                sku = case.lines[0]["sku"] if len(case.lines) == 1 else None
                needs.append(Need(place, sku, None, case.units, since))
    return needs


def out_needs(cases):
    """The goods of a replacement that was handed over."""
    return [Need(place, case.row["exchange_sku"], "issue", case.accepted_units or case.units,
                 case.replaced_on)
            for place, case in enumerate(cases)
            if case.kind == "exchange" and case.units and case.replaced_on is not None]
