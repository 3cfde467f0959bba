"""Recurrences as the lines of RFC 5545: RRULE, RDATE, EXDATE, and what other programs write there.

What the RFC has no words for stands in X-TME parameters, which others skip over. A rule of working days also
gets `BYDAY=MO,TU,WE,TH,FR` on its way out, so that a program that has never heard of holidays shows it on
weekdays rather than not at all; `X-TME-WORKDAYS=ADDED` remembers to take it away again.

Google, Mozilla and libical write things the RFC forbids (a floating DTSTART with UNTIL in UTC, a day as UNTIL
of a timed series, zone names with a path in front); all of that is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby

from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.recurrence.rule import parse_rule
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift

_WEEKDAYS_ADDED = ";BYDAY=MO,TU,WE,TH,FR"
_LONGEST = 200_000
_SHORT = 300
_FOLD = re.compile(r"\r?\n[ \t]")
_ENUMS = {"X-TME-ANCHOR": Anchor, "X-TME-MISSED": Missed, "X-TME-SHIFT": Shift}


def to_text(recurrence: Recurrence) -> str:
    """The lines, without an end of line after the last; `from_text` reads the same recurrence from them."""
    extras = _parameters(recurrence)
    lines: list[str] = []
    if recurrence.rule:
        rule = recurrence.rule
        if "X-TME-WORKDAYS=ADDED" in extras:
            rule += _WEEKDAYS_ADDED
        lines.append(f"RRULE{extras}:{rule}")
        extras = ""
    for name, moments in (("RDATE", recurrence.dates), ("EXDATE", recurrence.excluded)):
        for parameters, group in groupby(moments, _value_parameters):
            lines.append(f"{name}{extras}{parameters}:{','.join(map(_value, group))}")
            extras = ""
    return "\n".join(lines)


def from_text(text: str) -> Recurrence:
    """The recurrence that these lines, or the bare value of an RRULE, write; a DTSTART is skipped."""
    return _remembered(text) if len(text) <= _SHORT else series_from_text(text)[0]


@lru_cache(maxsize=4096)
def _remembered(text: str) -> Recurrence:
    """Most tasks of a base share few rules, and each is read whenever its task is."""
    return series_from_text(text)[0]


def series_from_text(text: str) -> tuple[Recurrence, Moment | None]:
    """The recurrence and, when the lines hold a DTSTART, the moment at which it starts."""
    if len(text) > _LONGEST:
        raise _wrong("the recurrence is too long to be read")
    rule = ""
    start: Moment | None = None
    dates: list[Moment] = []
    excluded: list[Moment] = []
    extras: dict[str, str] = {}
    for name, parameters, value in _properties(text):
        extras.update((key, word) for key, word in parameters.items() if key.startswith("X-TME-"))
        match name:
            case "RRULE":
                if rule:
                    raise _wrong("there are two RRULEs: one series has one rule")
                rule = value.strip().upper().rstrip(";")
                parse_rule(rule)
            case "RDATE":
                dates += _moments(value, parameters)
            case "EXDATE":
                excluded += _moments(value, parameters)
            case "DTSTART":
                start = next(iter(_moments(value, parameters)), None)
            case "EXRULE":
                raise _wrong("EXRULE is no longer part of iCalendar: write the exceptions as EXDATE")
            case _:
                raise _wrong(f"{name} is not a line of a recurrence (RRULE, RDATE, EXDATE)")
    return _build(rule, dates, excluded, extras), start


def _build(rule: str, dates: list[Moment], excluded: list[Moment], extras: dict[str, str]) -> Recurrence:
    chosen = {}
    for key, enum in _ENUMS.items():
        word = extras.get(key, "").lower()
        if word:
            try:
                chosen[key] = enum(word)
            except ValueError:
                raise _wrong(f"{key}={word.upper()} is not known") from None
    workdays = extras.get("X-TME-WORKDAYS", "").upper()
    if workdays == "ADDED":
        rule = rule.replace(_WEEKDAYS_ADDED, "", 1)
    return Recurrence(
        rule,
        tuple(dates),
        tuple(excluded),
        anchor=Anchor(chosen.get("X-TME-ANCHOR", Anchor.SCHEDULE)),
        missed=Missed(chosen.get("X-TME-MISSED", Missed.KEEP)),
        shift=Shift(chosen.get("X-TME-SHIFT", Shift.NONE)),
        workdays=workdays in ("ADDED", "TRUE"),
    )


def _parameters(recurrence: Recurrence) -> str:
    said = ""
    if recurrence.anchor is not Anchor.SCHEDULE:
        said += f";X-TME-ANCHOR={recurrence.anchor.value.upper()}"
    if recurrence.missed is not Missed.KEEP:
        said += f";X-TME-MISSED={recurrence.missed.value.upper()}"
    if recurrence.shift is not Shift.NONE:
        said += f";X-TME-SHIFT={recurrence.shift.value.upper()}"
    if recurrence.workdays:
        added = recurrence.rule and "BYDAY" not in recurrence.rule
        said += f";X-TME-WORKDAYS={'ADDED' if added else 'TRUE'}"
    return said


def _properties(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Name, parameters and value of each line; a line without a colon is a bare rule."""
    for line in _FOLD.sub("", text.strip()).splitlines():
        line = line.strip()
        if not line:
            continue
        head, colon, value = line.partition(":")
        if '"' in head and head.count('"') % 2:  # a quoted parameter may hold a colon
            rest, value = value.split('":', 1) if '":' in value else (value, "")
            head = f'{head}:{rest}"'
        if not colon:
            head, value = "RRULE", line
        name, *pieces = head.split(";")
        parameters = {}
        for piece in pieces:
            key, _, word = piece.partition("=")
            parameters[key.strip().upper()] = word.strip().strip('"')
        yield name.strip().upper(), parameters, value


def _moments(value: str, parameters: dict[str, str]) -> Iterable[Moment]:
    zone = _zone(parameters["TZID"]) if "TZID" in parameters else None
    for item in value.split(","):
        written = item.strip().upper().partition("/")[0]  # of a PERIOD, where it begins
        if written:
            yield _moment(written, zone)


def _moment(written: str, zone: str | None) -> Moment:
    try:
        if "T" not in written:
            return Moment(datetime.strptime(written, "%Y%m%d").date())  # noqa: DTZ007 - a day
        if written.endswith("Z"):
            return Moment(datetime.strptime(written, "%Y%m%dT%H%M%SZ"), "UTC")  # noqa: DTZ007
        return Moment(datetime.strptime(written, "%Y%m%dT%H%M%S"), zone)  # noqa: DTZ007 - a wall time
    except ValueError:
        raise _wrong(f"{written!r} is not a day such as 20261231 or a time such as 20261231T090000") from None


def _zone(name: str) -> str:
    """An IANA name, also from `/mozilla.org/20050126_1/Europe/Berlin`."""
    pieces = name.strip("/").split("/")
    for known in ("/".join(pieces[-3:]), "/".join(pieces[-2:]), pieces[-1]):
        try:
            zone_named(known)
        except InvalidValue:
            continue
        return known
    zone_named(name)
    return name


def _value_parameters(moment: Moment) -> str:
    if moment.all_day:
        return ";VALUE=DATE"
    return f";TZID={moment.zone}" if moment.zone and moment.zone != "UTC" else ""


def _value(moment: Moment) -> str:
    local: date = moment.local
    if not isinstance(local, datetime):
        return f"{local.year:04}{local:%m%d}"
    return f"{local.year:04}{local:%m%dT%H%M%S}" + ("Z" if moment.zone == "UTC" else "")


def _wrong(message: str) -> InvalidValue:
    return InvalidValue(message, field="recurrence")
