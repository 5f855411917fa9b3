"""By when tickets have to be settled and their customers told, and whether they were."""


class Ticket:
    """`state` is met, late (answered after the last day), pending, due (on it) or breached."""

    def __init__(self, space, row, policy):
        self.row, self.shop, self.id = row, row["shop_id"], row["ticket_id"]
        day = lambda moment: space.day(moment, self.shop)
        working_days = int(policy["ticket_days"][row["class"]])
        self.last = space.calendar(self.shop).after(day(row["opened_at"]), working_days)
        answers = [row["resolved_at"], row["result_told_at"]]
        if None in answers:
            left = self.last - space.last_day
            self.state = "pending" if left > 0 else "due" if left == 0 else "breached"
        else:
            self.state = "met" if day(max(answers)) <= self.last else "late"


def all_of(space, of_case, lines):
    """Tickets by (shop, id): each by the terms of its case, else of its order's lowest line."""
    found = {}
    for row in space.feeds["tickets"]:
        shop = row["shop_id"]
        cases = of_case.get((shop, row["case_id"]), [])
        order = cases[0].row["order_id"] if cases else row["order_id"]
        if cases:
            policy = cases[0].policy
        else:
            known = sorted(lines.get((shop, order), []), key=lambda line: int(line["line_no"]))
            policy = space.policy(shop, known[0]["category"] if known else "")
        found[(shop, row["ticket_id"])] = Ticket(space, row, policy)
    return found
