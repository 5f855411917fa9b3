"""What happens around a case: goods that are booked in and out of stock, tickets."""

import civil

DAY = 86400


def sku(life, number):
    return next(line["sku"] for line in life.lines if line["no"] == number)


def booked(life, case_id, article, units, kind, moment):
    """Mostly all units, soon; sometimes less or more of them, another article, or another kind."""
    dice = life.dice
    if kind == "return_to_customer" or dice.randrange(100) < 25:
        return
    parts = [dice.choice([units] * 8 + [units + 1, max(1, units - 1)])]
    if units > 1 and life.chance(15):
        parts = [1, units - 1]
    for part in parts:
        life.movements += 1
        what = kind or dice.choice(["restock", "restock", "scrap"])
        if life.chance(4):
            what = dice.choice(["restock", "scrap", "issue"])
        day = civil.day_of(moment, life.zone) + dice.choice([0, 0, 1, 2, 3, 5])
        life.add("stock", movement_id=f"M{life.number:06}{life.movements:02}", case_id=case_id,
                 sku=article if life.chance(95) else "K77", quantity=str(part), kind=what,
                 moved_at=life.stamp(max(life.at(day), moment + 1)))


def declared(life, start):
    """Parcels of which a value was declared; `start` is the place of the order's first row."""
    for feed, cells in life.rows[start:]:
        if feed == "parcels" and ("weight_g" in cells or "length_mm" in cells) and life.chance(15):
            cells["declared_value"] = life.money(life.dice.choice([100, 9900, 30000]))


def pickups(life, start):
    """Some customers want their goods fetched, or name a carrier."""
    wishes = {}
    for feed, cells in life.rows[start:]:
        if feed == "cases":
            wish = wishes.setdefault(cells["case_id"], (
                "yes" if life.chance(40) else "", life.dice.choice(["", "", "", "DHL", "SF"])))
            cells["pickup_wanted"], cells["return_carrier"] = wish


def suppliers(life):
    """Of most articles it is known who supplies them."""
    for line in life.lines:
        line["row"]["supplier_id"] = life.dice.choice(["V1", "V1", "V2", "V3", ""])


def tickets(life):
    """About a case, the order, both or neither; answered in time, late, half or not at all."""
    dice = life.dice
    for number in range(dice.choice([0, 0, 0, 1, 1, 2])):
        day = life.last_day - dice.choice([0, 1, 1, 2, 2, 3, 4, 5, 8, 12])
        opened = max(life.at(max(day, life.ordered_day)), life.ordered + 1)
        case_id = f"RC{life.number:06}A"
        names = dice.choice([(case_id, ""), ("", life.order_id), (case_id, life.order_id),
                             ("", "")])
        resolved = told = None
        if life.chance(60):
            after = civil.day_of(opened, life.zone) + dice.choice([0, 1, 1, 2, 3, 4, 5, 7])
            resolved = max(life.at(after), opened + 1)
            told = resolved + dice.choice([-60, 0, 60, DAY])
        life.add("tickets", ticket_id=f"T{life.number:06}-{number}", case_id=names[0],
                 order_id=names[1], opened_at=life.stamp(opened),
                 resolved_at=life.stamp(resolved),
                 result_told_at=life.stamp(told) if life.chance(88) else "",
                 **{"class": dice.choice(["quality", "size_colour", "service", "logistics"])})
