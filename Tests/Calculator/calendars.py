"""Working days: the holidays of China from the notices of its State Council, and calendars that a
workspace adds."""

import civil

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

# Year: public holidays, and weekend days that are worked for them.
CHINA = {
    2025: (["2025-01-01", "2025-01-28..2025-02-04", "2025-04-04..2025-04-06",
            "2025-05-01..2025-05-05", "2025-05-31..2025-06-02", "2025-10-01..2025-10-08"],
           ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"]),
    2026: (["2026-01-01..2026-01-03", "2026-02-15..2026-02-23", "2026-04-04..2026-04-06",
            "2026-05-01..2026-05-05", "2026-06-19..2026-06-21", "2026-09-25..2026-09-27",
            "2026-10-01..2026-10-07"],
           ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]),
}


def days(texts):
    """Dates and ranges of dates as a set of days."""
    found = set()
    for text in texts:
        first, _, last = text.partition("..")
        found.update(range(civil.day_from(first), civil.day_from(last or first) + 1))
    return found


class Calendar:
    def __init__(self):
        self.free = {5, 6}
        self.holidays, self.made_up = set(), set()

    def add(self, year, holidays, made_up):
        """A year said again stands instead of what was known of it."""
        for known in (self.holidays, self.made_up):
            known -= {day for day in known if civil.text_of_day(day).startswith(str(year))}
        self.holidays |= days(holidays)
        self.made_up |= days(made_up)

    def is_worked(self, day):
        if day in self.made_up:
            return True
        return (day - 1) % 7 not in self.free and day not in self.holidays

    def after(self, day, count):
        """The count-th working day after a day."""
        while count > 0:
            day += 1
            count -= self.is_worked(day)
        return day


def calendars(added):
    """All that are known by name. `added` is what a workspace's file says."""
    known = {"weekdays": Calendar(), "CN": Calendar()}
    for year, (holidays, made_up) in CHINA.items():
        known["CN"].add(year, holidays, made_up)
    for name, entries in added.items():
        calendar = known.setdefault(name, Calendar())
        for key, item in entries.items():
            if key == "weekend":
                calendar.free = {WEEKDAYS.index(word) for word in item}
            else:
                calendar.add(key, item.get("holidays", []), item.get("workdays", []))
    return known
