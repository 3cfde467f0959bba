"""Recurrences after a key: `rec:FREQ=WEEKLY;BYDAY=MO`, `rec:RRULE=…`, `rec:2w`, `rec:weekdays`, `rec:+1m`.

The canonical form is the rule itself. What people add to a rule is written as further parts of the same
shape (ANCHOR, SHIFT, MISSED, WORKDAYS, RDATE, EXDATE), so that one word without spaces says it all.
"""

from __future__ import annotations

from tme_tui.language.context import Context, Dialect
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import length, number_at, tokenize
from tme_tui.language.recurring.phrases import read_repeat
from tme_tui.language.recurring.repeat import WORK_WEEK, Repeat
from tme_tui.language.recurring.words import FREQUENCIES
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.rule import parse_rule
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift
from tme_tui.model.text import fold

_OURS = ("ANCHOR", "SHIFT", "MISSED", "WORKDAYS", "RDATE", "EXDATE")
_STEPS = {
    **dict.fromkeys(("d", "day", "days", "д", "дн", "дней"), ("DAILY", 1)),
    **dict.fromkeys(("b", "wd", "рд"), ("WORKDAYS", 1)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "н", "нед"), ("WEEKLY", 1)),
    **dict.fromkeys(("m", "mo", "mth", "month", "months", "м", "мес"), ("MONTHLY", 1)),
    **dict.fromkeys(("q", "qtr", "quarters", "кв"), ("MONTHLY", 3)),
    **dict.fromkeys(("y", "yr", "yrs", "years", "г", "л"), ("YEARLY", 1)),
    **dict.fromkeys(("h", "hr", "hrs", "hours", "ч"), ("HOURLY", 1)),
}
_MOST = 10_000


def is_rule_text(text: str) -> bool:
    """Whether it is written as parts of a rule."""
    return text.lstrip().upper().startswith(("RRULE=", "RRULE:", "FREQ=", "RDATE="))


def read_rule_text(text: str) -> Recurrence:
    """The recurrence that parts such as `FREQ=DAILY;ANCHOR=COMPLETION` write; raises InvalidValue."""
    body = text.strip()
    if body.upper().startswith(("RRULE=", "RRULE:")):
        body = body[6:]
    rule: list[str] = []
    ours: dict[str, str] = {}
    for piece in body.rstrip(";").split(";"):
        name, _, value = piece.partition("=")
        if name.strip().upper() in _OURS:
            ours[name.strip().upper()] = value.strip()
        else:
            rule.append(piece.strip().upper())
    rule_text = ";".join(rule)
    if rule_text or not ours.get("RDATE"):
        parse_rule(rule_text)
    try:
        return Recurrence(
            rule=rule_text,
            dates=_moments(ours.get("RDATE", "")),
            excluded=_moments(ours.get("EXDATE", "")),
            anchor=Anchor(ours.get("ANCHOR", Anchor.SCHEDULE).lower()),
            missed=Missed(ours.get("MISSED", Missed.KEEP).lower()),
            shift=Shift(ours.get("SHIFT", "").lower()),
            workdays=ours.get("WORKDAYS", "0").lower() in ("1", "yes", "true"),
        )
    except ValueError as error:
        raise InvalidValue(f"{text!r} is not a recurrence rule", field="recurrence") from error


def write_rule_text(recurrence: Recurrence) -> str:
    """The canonical text, which `read_rule_text` reads back."""
    parts = [recurrence.rule] if recurrence.rule else []
    if recurrence.dates:
        parts.append("RDATE=" + ",".join(map(str, recurrence.dates)))
    if recurrence.excluded:
        parts.append("EXDATE=" + ",".join(map(str, recurrence.excluded)))
    if recurrence.anchor is not Anchor.SCHEDULE:
        parts.append(f"ANCHOR={recurrence.anchor.upper()}")
    if recurrence.missed is not Missed.KEEP:
        parts.append(f"MISSED={recurrence.missed.upper()}")
    if recurrence.shift is not Shift.NONE:
        parts.append(f"SHIFT={recurrence.shift.upper()}")
    if recurrence.workdays:
        parts.append("WORKDAYS=1")
    return ";".join(parts)


def _moments(text: str) -> tuple[Moment, ...]:
    return tuple(Moment.from_text(item) for item in text.split(",") if item)


def read_short(text: str, context: Context) -> Repeat | None:
    """`2w`, `3d!`, `+1m`, `weekdays`, `monthly`: the short forms of Taskwarrior and todo.txt tools.

    `!` counts from completion. In todo.txt's dialect that is the usual meaning and `+` keeps the schedule.
    """
    body = fold(text.strip())
    completion = body.endswith("!")
    body = body.removesuffix("!")
    strict = body.startswith("+")
    body = body.removeprefix("+")
    anchor = Anchor.COMPLETION if completion else Anchor.SCHEDULE
    if context.dialect is Dialect.TODOTXT and not strict:
        anchor = Anchor.COMPLETION
    if body in FREQUENCIES:
        freq, interval = FREQUENCIES[body]
        return Repeat(freq, interval, anchor=anchor)
    if body in ("weekdays", "weekday"):
        return Repeat("WEEKLY", weekdays=WORK_WEEK, anchor=anchor)
    if body in ("workdays", "workday", "будни"):
        return Repeat("DAILY", workdays=True, anchor=anchor)
    tokens = tokenize(body)
    count = number_at(tokens, 0) if length(tokens) == 2 and not tokens[1].spaced else None
    step = _STEPS.get(tokens[1].text) if count is not None else None
    if count is None or step is None or not 1 <= count <= _MOST:
        return None
    freq, size = step
    if freq == "WORKDAYS":
        return Repeat("DAILY", count, workdays=True, anchor=anchor)
    return Repeat(freq, size * count, anchor=anchor)


def read_value(text: str, context: Context) -> Recurrence:
    """The value after `rec:`, in any form; raises InvalidValue."""
    if is_rule_text(text):
        return read_rule_text(text)
    short = read_short(text, context)
    if short is not None:
        return short.recurrence(week_start=context.week_start)
    tokens = tokenize(text)
    found = read_repeat(tokens, 0, Reference(context), free=True)
    if found is None or found[1] != length(tokens):
        raise InvalidValue(
            f"{text!r} is not a recurrence; write weekly, 2w or FREQ=WEEKLY;BYDAY=MO", field="recurrence"
        )
    return found[0]._replace(clock=None).recurrence(week_start=context.week_start)
