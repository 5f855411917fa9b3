"""Reads what a generated workspace is made of: the subset of YAML it uses, and CSV."""

import csv
import os
from fractions import Fraction

import calendars
import civil

DEFAULTS = {
    "review": "automatic", "refund_basis": "law", "refund_cap": "paid",
    "refund_on": "acceptance", "refund_on_loss": "yes", "review_days": "2", "hand_over_days": "7",
    "transit_days": "5", "lost_after_days": "15", "inspection_days": "2", "refund_days": "3",
    "replacement_days": "2", "supplier_claim_days": "30",
    "bookings": "always", "booking_carrier": "none", "difference_days": "3", "recover_freight": "off",
    "window_from": "receipt", "surcharges": "card", "fee_lines": "variances", "excluded_categories": [],
    "windows": {"no_reason": "7", "quality": "15", "fit": "15", "transport": "15",
                "special": "none"},
    "restock_days": "2", "issue_days": "2",
    "ticket_days": {"quality": "3", "size_colour": "2", "service": "1", "logistics": "2"},
    "freight_bearer": {"quality": "merchant", "special": "merchant", "fit": "customer",
                       "no_reason": "customer", "transport": "carrier", "outbound": "merchant",
                       "exchange": "merchant"},
    "shipping_refund": {"quality": "full", "special": "full", "transport": "full", "fit": "law",
                        "no_reason": "law"},
}
CHOOSERS = ("shop", "category", "reason", "family")
WHEN = {"orders": "ordered_at", "cases": "applied_at", "materials": "received_at",
        "reviews": "reviewed_at", "parcels": "status_at", "charges": "billed_at",
        "inspections": "inspected_at", "settlements": "settled_at", "stock": "moved_at",
        "tickets": "opened_at", "claim_results": "at"}


def parts(text):
    """The comma-separated parts of a flow list or map that are not inside another."""
    depth, part, found = 0, "", []
    for letter in text:
        depth += (letter in "[{") - (letter in "]}")
        if letter == "," and depth == 0:
            found.append(part)
            part = ""
        else:
            part += letter
    return [part for part in found + [part] if part.strip()]


def value(text):
    text = text.strip()
    if text.startswith("["):
        return [value(part) for part in parts(text[1:-1])]
    if text.startswith("{"):
        pairs = (part.split(":", 1) for part in parts(text[1:-1]))
        return {key.strip(): value(item) for key, item in pairs}
    return text.strip('"')


def parts(text):
    """What stands between commas, those within brackets left alone."""
    depth, found = 0, [""]
    for letter in text:
        depth += (letter in "[{") - (letter in "]}")
        if letter == "," and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return [part for part in found if part.strip()]


def yaml(text):
    """Scalars, flow lists and flow maps by key; a list of maps, of the file or below one key."""
    top, entries = {}, []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.lstrip().startswith("- "):
            entries.append({})
            line = line.replace("- ", "  ", 1)
        key, item = line.strip().split(":", 1)
        if not item.strip():
            top[key] = entries
        elif line.startswith(" "):
            entries[-1][key] = value(item)
        else:
            top[key] = value(item)
    return top, entries


def half_up(number):
    """To an integer, a half away from zero."""
    if number < 0:
        return -half_up(-number)
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


class Row(dict):
    """A row of a feed; a column that its file does not have is empty."""

    def __missing__(self, column):
        return None if column.endswith("_at") else ""


class Workspace:
    """The settings and the rows of one workspace, up to the end of a business date."""

    def __init__(self, root, as_of):
        self.root, self.last_day = root, civil.day_from(as_of)
        with open(os.path.join(root, "shops.yaml"), encoding="utf-8") as file:
            self.shops = {shop["id"]: shop for shop in yaml(file.read())[1]}
        with open(os.path.join(root, "backhaul.yaml"), encoding="utf-8") as file:
            self.clocks = yaml(file.read())[0]["time_zone"]
        self.settings, self.overrides = dict(DEFAULTS), []
        self.promotions, self.shipping = [], []
        for name in sorted(os.listdir(os.path.join(root, "policy"))):
            if name in ("calendars.yaml", "carriers.yaml"):
                continue
            with open(os.path.join(root, "policy", name), encoding="utf-8") as file:
                top, entries = yaml(file.read())
            for key in ("overrides", "promotions", "shipping"):
                if key in top:
                    setattr(self, key, top.pop(key))
            self.lay(self.settings, top)
        self.sources = self.covered_by_sources()
        self.carriers = self.agreed_with_carriers()
        self.calendars = calendars.calendars(self.added_calendars())
        self.came = set()
        self.feeds = {name: self.read(name) for name in WHEN}
        # Money that met something, and that which a person took off it.
        self.by_case, self.spent, self.held_back = {}, set(), set()
        self.cards = []
        for name in sorted(os.listdir(os.path.join(root, "rates"))):
            with open(os.path.join(root, "rates", name), encoding="utf-8", newline="") as file:
                self.cards += list(csv.DictReader(file))

    def added_calendars(self):
        """policy/calendars.yaml: below each name a line for its weekend and for each year."""
        path = os.path.join(self.root, "policy", "calendars.yaml")
        added = {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for line in file.read().splitlines()[1:]:
                    key, item = line.strip().split(":", 1)
                    if item.strip():
                        added[name][key] = value(item)
                    else:
                        name, added[key] = key, {}
        return added

    def covered_by_sources(self):
        """sources.yaml: (shop, feed, last day that came completely, lag) of each. A file covers the
        days up to its last event."""
        found = []
        with open(os.path.join(self.root, "sources.yaml"), encoding="utf-8") as file:
            entries = yaml(file.read())[1]
        for entry in entries:
            path = os.path.join(self.root, "inbox", entry["path"])
            shop, feed, last = entry["shops"][0], entry["feed"], None
            if os.path.exists(path):
                with open(path, encoding="utf-8", newline="") as file:
                    moments = [civil.instant(row[WHEN[feed]], self.clocks)
                               for row in csv.DictReader(file)]
                last = max((self.day(moment, shop) for moment in moments), default=None)
            found.append((entry["id"], shop, feed, last or 0, int(entry["lag_days"])))
        return found

    def is_over(self, last, shop, feed):
        """A last day has passed, and all sources that could show otherwise have reported up to it."""
        return last < self.last_day and all(
            through >= min(last, self.last_day) for _, of, what, through, _ in self.sources
            if (of, what) == (shop, feed))

    def late_sources(self):
        return [(name, shop, feed) for name, shop, feed, through, lag in self.sources
                if through < self.last_day - lag]

    def is_unproven(self, shop, feed):
        return any((of, what) == (shop, feed) for _, of, what in self.late_sources())

    def agreed_with_carriers(self):
        """policy/carriers.yaml: a line for each."""
        with open(os.path.join(self.root, "policy", "carriers.yaml"), encoding="utf-8") as file:
            lines = [line.strip().split(":", 1) for line in file.read().splitlines()[1:]]
        return {name.strip('"'): value(item) for name, item in lines}

    def carrier(self, name):
        return self.carriers.get(name, self.carriers.get("*", {}))

    def calendar(self, shop):
        """The shop's own, else China's under its law, else Monday to Friday."""
        by_law = "CN" if self.shops[shop]["law_pack"] == "CN" else "weekdays"
        return self.calendars[self.shops[shop].get("calendar", by_law)]

    @staticmethod
    def lay(under, over):
        for key, item in over.items():
            under[key] = {**under.get(key, {}), **item} if isinstance(item, dict) else item

    def policy(self, shop, category="", reason="", family=""):
        """An override that chooses by more wins, among equals the later one."""
        facts = dict(zip(CHOOSERS, (shop, category, reason, family)))
        fitting = [o for o in self.overrides
                   if all(o[c] == facts[c] for c in CHOOSERS if c in o)]
        fitting.sort(key=lambda o: sum(c in o for c in CHOOSERS))
        result = dict(self.settings)
        for override in fitting:
            self.lay(result, {k: v for k, v in override.items() if k not in CHOOSERS})
        return result

    def read(self, feed):
        rows = []
        for name in sorted(os.listdir(os.path.join(self.root, "inbox"))):
            if name == feed + ".csv" or name.startswith(feed + "-"):
                path = os.path.join(self.root, "inbox", name)
                with open(path, encoding="utf-8", newline="") as file:
                    rows += [Row(row) for row in csv.DictReader(file)]
        # What came in counts as delivered, though it be dated after the business date.
        self.came |= {(row["shop_id"], feed) for row in rows}
        kept = []
        for row in rows:
            for column in list(row):
                if column.endswith("_at") or column == WHEN[feed]:
                    row[column] = civil.instant(row[column], self.clocks)
            shop, own = row["shop_id"], WHEN[feed]
            for column in list(row):
                # What is dated after the business date is judged from its own day on.
                if column.endswith("_at") and column not in (own, "promised_at"):
                    if row[column] is not None and self.day(row[column], shop) > self.last_day:
                        row[column] = None
            if self.day(row[own], shop) <= self.last_day:
                kept.append(row)
        return kept

    def day(self, moment, shop):
        return civil.day_of(moment, self.shops[shop]["time_zone"])

    def rows(self, feed, shop_id, case_id):
        """The rows of a feed about one case."""
        if feed not in self.by_case:
            index = self.by_case[feed] = {}
            for row in self.feeds[feed]:
                index.setdefault((row["shop_id"], row["case_id"]), []).append(row)
        return self.by_case[feed].get((shop_id, case_id), [])

    def payments_of(self, shop_id, case_id):
        """Movements of money that name the case."""
        if "settlements" not in self.by_case:
            index = self.by_case["settlements"] = {}
            for row in self.feeds["settlements"]:
                index.setdefault((row["shop_id"], row["refund_ref"]), []).append(row)
        return self.by_case["settlements"].get((shop_id, case_id), [])

    def payments_by_number(self, shop_id):
        """Movements of money by their number."""
        if "by_number" not in self.by_case:
            index = self.by_case["by_number"] = {}
            for row in self.feeds["settlements"]:
                index.setdefault(row["shop_id"], {})[row["txn_id"]] = row
        return self.by_case["by_number"].get(shop_id, {})

    def delivers(self, shop, feed):
        feeds = self.shops[shop]["feeds"]
        if feeds == "auto":
            return (shop, feed) in self.came
        return feed in feeds
