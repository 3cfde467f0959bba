"""Drafts in one readable line each, so that tables of phrases say what a person would notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tme_tui.language.context import Context, Dialect
from tme_tui.model.draft import UNSET, Draft, Fields
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Anchor, Recurrence, Shift
from tme_tui.model.task import Kind, Link, Reminder
from tme_tui.model.task_type import Attribute, AttributeKind, TaskType

ZONE = "Europe/Moscow"
BUG = TaskType(
    "bug",
    (
        Attribute("severity", AttributeKind.CHOICE, ("low", "high")),
        Attribute("points", AttributeKind.NUMBER),
        Attribute("public", AttributeKind.YES_NO),
        Attribute("found", AttributeKind.DATE),
    ),
)


def context_at(
    wall: str,
    *,
    locale: str = "en",
    dialect: Dialect = Dialect.TME,
    day_first: bool = True,
    week_start: int = 0,
) -> Context:
    """What lines are read against when it is `wall` in Moscow; anna, boris and аня are known."""
    return Context(
        now=datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(ZONE)),
        zone=ZONE,
        locale=locale,
        dialect=dialect,
        day_first=day_first,
        week_start=week_start,
        people=frozenset({"anna", "boris", "аня"}),
        types={"bug": BUG},
    )


def summary(draft: Draft) -> str:
    """All that a draft asks for, in a fixed order; the tasks of a chain after `>>`."""
    return " >> ".join("; ".join(_parts(one.fields)) for one in (draft, *draft.chain))


def _parts(fields: Fields) -> Iterator[str]:
    yield "-" if fields.title is UNSET else fields.title
    yield from _times(fields)
    if fields.category is not UNSET:
        yield f"+{fields.category}"
    yield from (f"#{tag}" for tag in fields.add_tags)
    yield from (f"-#{tag}" for tag in fields.remove_tags)
    if fields.assignee is not UNSET:
        yield f"for {fields.assignee}"
    if fields.participants is not UNSET:
        yield "with " + (",".join(fields.participants) or "nobody")
    if fields.priority is not UNSET:
        yield f"!{fields.priority}"
    if fields.recurrence is not UNSET:
        yield _recurrence(fields.recurrence)
    yield from (_reminder(reminder) for reminder in fields.add_reminders)
    if fields.reminders is not UNSET:
        yield "no reminders"
    yield from _links(fields)
    if fields.type is not UNSET:
        yield f"type {fields.type}"
    yield from (f"{name}={value}" for name, value in fields.attributes.items())
    if fields.status is not UNSET:
        yield f"status {fields.status}"
    if fields.link is not UNSET:
        yield f"link {fields.link}"
    if fields.notes is not UNSET:
        yield f"note {fields.notes!r}"


def _times(fields: Fields) -> Iterator[str]:
    if fields.kind is Kind.EVENT:
        yield f"event {_moment(fields.starts)}..{_moment(fields.ends)}"
    for name in ("due", "starts", "ends", "wait", "expires"):
        value = getattr(fields, name)
        if value is not UNSET and not (fields.kind is Kind.EVENT and name in ("starts", "ends")):
            yield f"{name} {_moment(value)}"
    if fields.estimate is not UNSET:
        yield f"est {_length(fields.estimate)}"


def _links(fields: Fields) -> Iterator[str]:
    for dependency in fields.depends_on:
        link = "" if dependency.link is Link.FINISH_START else f" {dependency.link}"
        lag = f" {dependency.lag.total_seconds() / 3600:+g}h" if dependency.lag else ""
        yield f"needs {dependency.blocker}{link}{lag}"
    yield from (f"frees {blocker}" for blocker in fields.no_longer_on)
    yield from (f"blocks {blocked}" for blocked in fields.blocks)
    if fields.parent is not UNSET:
        yield f"in {fields.parent}"


def _moment(moment: object) -> str:
    return str(moment).removesuffix(f"[{ZONE}]") if isinstance(moment, Moment) else str(moment).lower()


def _length(span: timedelta | None) -> str:
    return "none" if span is None else f"{span.total_seconds() / 60:g}m"


def _reminder(reminder: Reminder) -> str:
    when = f"at {_moment(reminder.at)}" if reminder.at else f"{_length(reminder.before)} before"
    return f"remind {when}" + (f" by {reminder.channel}" if reminder.channel else "")


def _recurrence(recurrence: Recurrence | None) -> str:
    if recurrence is None:
        return "rec none"
    said = f"rec {recurrence.rule}"
    said += " workdays" if recurrence.workdays else ""
    said += " after done" if recurrence.anchor is Anchor.COMPLETION else ""
    return said + (f" shift {recurrence.shift}" if recurrence.shift is not Shift.NONE else "")
