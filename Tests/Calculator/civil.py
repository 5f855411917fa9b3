"""Instants and civil days, from the rules of the zones themselves: no time zone data is read.

An instant is an integer of seconds since 1970-01-01T00:00Z, a day is a proleptic ordinal
(datetime.date.toordinal). Only the zones that the generated workspaces use are known.
"""

import datetime
import re

EPOCH = datetime.date(1970, 1, 1).toordinal()
FIXED = {"UTC": 0, "Asia/Shanghai": 8 * 3600, "Asia/Tokyo": 9 * 3600}
STAMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?(Z|[+-]\d{2}:\d{2})?$")


def last_sunday(year, month):
    """The last Sunday of March or October, both of 31 days."""
    last = datetime.date(year, month, 31).toordinal()
    return last - last % 7


def offset(zone, instant):
    """Seconds east of UTC that hold at the instant."""
    if zone in FIXED:
        return FIXED[zone]
    if zone != "Europe/Berlin":
        raise ValueError(f"zone {zone} is not known to the calculator")
    # The European Union's rule since 1996: summer time from 01:00 UTC of the last Sunday of March
    # to 01:00 UTC of the last Sunday of October.
    year = datetime.date.fromordinal(EPOCH + instant // 86400).year
    start, end = ((last_sunday(year, m) - EPOCH) * 86400 + 3600 for m in (3, 10))
    return 7200 if start <= instant < end else 3600


def instant(text, zone):
    """ISO 8601; without an offset it is the civil time of `zone`. Empty is None."""
    if not text:
        return None
    found = STAMP.match(text)
    if not found:
        raise ValueError(f"not a time: {text}")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    civil = (datetime.date(year, month, day).toordinal() - EPOCH) * 86400
    civil += hour * 3600 + minute * 60 + second
    mark = found.group(7)
    if mark == "Z":
        return civil
    if mark:
        size = int(mark[1:3]) * 3600 + int(mark[4:]) * 60
        return civil - size if mark[0] == "+" else civil + size
    return at_civil(civil, zone)


def at_civil(civil, zone):
    """The instant at which the clocks of the zone show these seconds."""
    for guess in (offset(zone, civil - 7200), offset(zone, civil)):
        if offset(zone, civil - guess) == guess:
            return civil - guess
    raise ValueError("the clocks of the zone skip this time")


def day_of(moment, zone):
    return EPOCH + (moment + offset(zone, moment)) // 86400


def text_of_day(day):
    return "" if day is None else datetime.date.fromordinal(day).isoformat()


def day_from(text):
    return datetime.date.fromisoformat(text).toordinal()


def stamp(moment, zone, marked):
    """The instant as text, with the zone's offset or, unmarked, as the clocks of `zone` show it."""
    shift = offset(zone, moment)
    civil = moment + shift
    day = text_of_day(EPOCH + civil // 86400)
    clock = civil % 86400
    text = f"{day}T{clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}"
    return text + f"+{shift // 3600:02}:00" if marked else text.replace("T", " ")
