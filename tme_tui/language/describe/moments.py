"""Moments and durations in words, short enough for a list: `today 18:00`, `in 3 h`, `через 3 ч`.

A reader thinks in the reader's own zone, so a moment meant elsewhere is said in the reader's time first,
with the wall time and the zone it was written in behind it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tme_tui.language.describe.plural import english, russian
from tme_tui.model.moment import SOMEDAY, Moment, zone_named

_WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
}
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ru": ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
}
_NEAR = {
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "ru": {-1: "вчера", 0: "сегодня", 1: "завтра"},
}
_SOMEDAY = {"en": "someday", "ru": "когда-нибудь"}
_NOW = {"en": "now", "ru": "сейчас"}

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def describe_moment(moment: Moment, now: datetime, zone: str, locale: str) -> str:
    """`today 18:00`, `tomorrow`, `Fri 27 Nov 09:00`; the year unless it is this one.

    `zone` is the reader's. A moment whose own zone shows another time there is followed by it:
    `tomorrow 03:00 (09:00 Asia/Tokyo)`. A floating moment is the reader's own.
    """
    speech = _speech(locale)
    today = now.astimezone(zone_named(zone)).date()
    if moment.day >= SOMEDAY:
        return _SOMEDAY[speech]
    if not isinstance(moment.local, datetime):
        return _day(moment.day, today, speech)
    here = moment.utc(zone).astimezone(zone_named(zone))
    said = f"{_day(here.date(), today, speech)} {_clock(here)}"
    if moment.zone is None or moment.zone == zone:
        return said
    there = moment.utc(zone).astimezone(zone_named(moment.zone))
    if there.replace(tzinfo=None) == here.replace(tzinfo=None):
        return said
    elsewhere = f"{_clock(there)} {moment.zone}"
    if there.date() != here.date():
        elsewhere = f"{_date(there.date(), today, speech)} {elsewhere}"
    return f"{said} ({elsewhere})"


def shorter_forms(said: str) -> tuple[str, ...]:
    """`Sun 5 Sep 2027 09:00` as it is said, then without the weekday, then without the time."""
    found = [said]
    first, _, rest = said.partition(" ")
    if rest[:1].isdigit() and first.isalpha() and ":" not in rest.partition(" ")[0]:
        found.append(rest)
        day, _, time = rest.rpartition(" ")
        if ":" in time:
            found.append(day)
    return tuple(found)


def describe_day(day: date, today: date, locale: str) -> str:
    """`today`, `yesterday`, `Fri 27 Nov`, `Fri 1 Jan 2027`."""
    return _day(day, today, _speech(locale))


def describe_distance(moment: Moment, now: datetime, zone: str, locale: str) -> str:
    """How far away it is: `in 3 h`, `2 days ago`, `через 3 ч`; the greatest unit only."""
    speech = _speech(locale)
    today = now.astimezone(zone_named(zone)).date()
    if moment.day >= SOMEDAY:
        return _SOMEDAY[speech]
    if not isinstance(moment.local, datetime):
        days = (moment.day - today).days
        return _NEAR[speech].get(days) or _apart(_days(abs(days), speech), days > 0, speech)
    seconds = round((moment.utc(zone) - now).total_seconds())
    size = abs(seconds)
    if size < _MINUTE:
        return _NOW[speech]
    if size < _HOUR:
        unit = f"{size // _MINUTE} {'min' if speech == 'en' else 'мин'}"
    elif size < _DAY - _HOUR // 2:
        unit = f"{round(size / _HOUR)} {'h' if speech == 'en' else 'ч'}"
    else:
        here = moment.utc(zone).astimezone(zone_named(zone)).date()
        unit = _days(max(abs((here - today).days), 1), speech)
    return _apart(unit, seconds > 0, speech)


def describe_duration(duration: timedelta, locale: str) -> str:
    """`45 min`, `1 h 30 min`, `2 days 3 h`; `45 мин`, `1 ч 30 мин`, `2 дня 3 ч`."""
    speech = _speech(locale)
    seconds = round(duration.total_seconds())
    sign, seconds = ("−" if seconds < 0 else ""), abs(seconds)
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    short = {"en": ("h", "min", "s"), "ru": ("ч", "мин", "с")}[speech]
    pieces = [_plain_days(days, speech)] if days else []
    pieces += [f"{n} {unit}" for n, unit in zip((hours, minutes, rest), short, strict=True) if n]
    return sign + (" ".join(pieces) or f"0 {short[1]}")


def describe_roughly(duration: timedelta, locale: str) -> str:
    """A duration in its greatest unit, never more than it is: `2 days`, `5 h`, `45 min`."""
    seconds = abs(int(duration.total_seconds()))
    unit = next((unit for unit in (_DAY, _HOUR) if seconds >= unit), _MINUTE)
    rough = timedelta(seconds=seconds // unit * unit)
    return describe_duration(rough if duration >= timedelta(0) else -rough, locale)


def clock_change_notice(moment: Moment, locale: str) -> str | None:
    """A sentence when the clocks change at this very time, so that its meaning is not a surprise."""
    if not isinstance(moment.local, datetime) or moment.zone is None:
        return None
    zone = zone_named(moment.zone)
    first, second = (moment.local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    wall = _clock(moment.local)
    real = moment.utc(moment.zone).astimezone(zone).replace(tzinfo=None)
    if real != moment.local:
        return {
            "en": f"the clocks skip {wall} that day: {_clock(real)}",
            "ru": f"в этот день часы пропускают {wall}: будет {_clock(real)}",
        }[_speech(locale)]
    if moment.again:
        return {
            "en": f"{wall} happens twice that day: the second is meant",
            "ru": f"{wall} в этот день бывает дважды: берётся второе",
        }[_speech(locale)]
    return {
        "en": f"{wall} happens twice that day: the first is meant; the second is {wall}^2",
        "ru": f"{wall} в этот день бывает дважды: берётся первое; второе — {wall}^2",
    }[_speech(locale)]


def _speech(locale: str) -> str:
    return "ru" if locale.startswith("ru") else "en"


def _day(day: date, today: date, speech: str) -> str:
    return _NEAR[speech].get((day - today).days) or _date(day, today, speech)


def _date(day: date, today: date, speech: str) -> str:
    said = f"{_WEEKDAYS[speech][day.weekday()]} {day.day} {_MONTHS[speech][day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def _clock(wall: datetime) -> str:
    """`18:00`; `02:30²` is the second of the two that there are when clocks go back."""
    sign = "²" if wall.fold else ""
    return (wall.strftime("%H:%M:%S") if wall.second else wall.strftime("%H:%M")) + sign


def _apart(unit: str, future: bool, speech: str) -> str:
    if speech == "ru":
        return f"через {unit}" if future else f"{unit} назад"
    return f"in {unit}" if future else f"{unit} ago"


def _plain_days(days: int, speech: str) -> str:
    if speech == "ru":
        return russian(days, "день", "дня", "дней")
    return english(days, "day", "days")


def _days(days: int, speech: str) -> str:
    """Days up to a fortnight, then weeks, months and years, rounded down."""
    if days < 14:
        return _plain_days(days, speech)
    if days < 60:
        weeks = days // 7
        return (
            russian(weeks, "неделю", "недели", "недель")
            if speech == "ru"
            else english(weeks, "week", "weeks")
        )
    if days < 730:
        months = days * 100 // 3044
        return (
            russian(months, "месяц", "месяца", "месяцев")
            if speech == "ru"
            else english(months, "month", "months")
        )
    years = days * 100 // 36_525
    return russian(years, "год", "года", "лет") if speech == "ru" else english(years, "year", "years")
