"""What the texts of a form come to: what they change, mean, and why they mean nothing. Off the loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_duration, describe_moment
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.errors import InvalidValue, TmeError
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.task import Dependency, Kind, Link, Reminder, Status, Task
from tme_tui.model.text import fold
from tme_tui.model.value import value
from tme_tui.tui.form.attributes import Attributes, say_moment
from tme_tui.tui.form.fields import MOMENTS, NAMES

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.language.context import Context
    from tme_tui.model.recurrence.values import Recurrence

NEXT = 5
"""So many occurrences are shown."""
NOTHING = frozenset({"", "none", "нет", "-"})


@value
class Reading:
    """What the texts of a form come to."""

    fields: Fields
    said: Mapping[str, str]
    """Beside a field, what it means."""
    wrong: Mapping[str, str]
    """Beside a field, why it means nothing."""


def read_form(
    engine: TaskManager,
    task: Task | None,
    before: Mapping[str, str],
    texts: Mapping[str, str],
    words: Translator,
) -> Reading:
    """What the texts change; a field whose text is as it was changes nothing."""
    given: dict[str, Any] = {}
    meanings: dict[str, str] = {}
    wrong: dict[str, str] = {}
    context = engine.context()
    for name in NAMES:
        reader = _READERS.get(name)
        text = texts[name].strip() if name != "notes" else texts[name]
        if reader is None:
            continue
        try:
            if name in SHOWN and text not in NOTHING:
                meanings[name] = SHOWN[name](engine, text, context, words)
            if texts[name] != before[name]:
                given |= reader(engine, text, context, task)
        except TmeError as error:
            wrong[name] = words.error(str(error))
    kind = context.types.get(fold(texts["type"].strip()))
    if "type" not in wrong:
        held = {} if task is None else task.attributes
        other = fold(texts["type"].strip()) != fold(before["type"])
        read = Attributes(kind, held, context).read(
            before["attributes"], texts["attributes"], words, other_type=other
        )
        given |= {"attributes": read.changed} if read.changed else {}
        meanings |= read.said
        wrong |= read.wrong
    if not texts["title"].strip():
        wrong["title"] = words.text("a title is missing")
    return Reading(Fields(**given), meanings, wrong)


Reader = Callable[["TaskManager", str, "Context", Task | None], dict[str, Any]]


def _plain(name: str) -> Reader:
    def read(_: TaskManager, text: str, __: Context, ___: Task | None) -> dict[str, Any]:
        return {name: text if name in ("title", "notes") else text or None}

    return read


def _moment(name: str) -> Reader:
    def read(_: TaskManager, text: str, context: Context, __: Task | None) -> dict[str, Any]:
        return {name: None if text.casefold() in NOTHING else moment_in(text, context)}

    return read


def moment_in(text: str, context: Context) -> Moment:
    """The moment that a text says, or why it says none."""
    from tme_tui.language.dates import read_moment

    found = read_moment(text, context)
    if found is None:
        raise InvalidValue(f"{text!r} is no date; try fri 18:00, tomorrow or +3d", field="due")
    return found


def _by_key(name: str) -> Reader:
    from tme_tui.tui.line.single_fields import ESTIMATE, PRIORITY, RECURRENCE, REMINDERS, read_field

    field = {"priority": PRIORITY, "recurrence": RECURRENCE, "reminders": REMINDERS, "estimate": ESTIMATE}[
        name
    ]

    def read(engine: TaskManager, text: str, _: Context, task: Task | None) -> dict[str, Any]:
        fields, _said = read_field(engine, field, text or "none")
        found = fields.given()
        if "add_reminders" in found:
            found["reminders"] = _as_known(fields.add_reminders, task)
            del found["add_reminders"]
        if name == "recurrence" and task is not None and task.anchor is not None:
            found = {"recurrence": found["recurrence"]}
        return found

    return read


def _as_known(wanted: tuple[Reminder, ...], task: Task | None) -> tuple[Reminder, ...]:
    """Reminders that stay keep their channels, which the text does not show."""
    known = {} if task is None else {(one.before, one.at): one for one in task.reminders}
    return tuple(known.get((one.before, one.at), one) for one in wanted)


def _names(name: str) -> Reader:
    def read(engine: TaskManager, text: str, _: Context, __: Task | None) -> dict[str, Any]:
        logins = tuple(dict.fromkeys(one.strip().lstrip("#@") for one in text.split(",") if one.strip(" #@")))
        if name == "participants":
            logins = tuple(engine.person_named(login).login for login in logins)
        return {name: logins}

    return read


def _assignee(engine: TaskManager, text: str, _: Context, __: Task | None) -> dict[str, Any]:
    return {"assignee": engine.person_named(text.lstrip("@")).login if text else None}


def _type(_: TaskManager, text: str, context: Context, __: Task | None) -> dict[str, Any]:
    known = context.types.get(fold(text))
    if text and known is None:
        names = ", ".join(each.name for each in context.types.values())
        if not names:
            raise InvalidValue("there are no task types yet; tme types add makes one")
        raise InvalidValue(f"there is no such type; there are {names}")
    return {"type": None if known is None else known.name}


def _kind(_: TaskManager, text: str, __: Context, ___: Task | None) -> dict[str, Any]:
    return {"kind": _one_of(Kind, text, (Kind.TASK, Kind.EVENT))}


def _status(_: TaskManager, text: str, __: Context, ___: Task | None) -> dict[str, Any]:
    return {"status": _one_of(Status, text, tuple(Status))}


def _one_of(kind: type[Any], text: str, known: tuple[Any, ...]) -> Any:
    try:
        return kind(text.casefold())
    except ValueError:
        raise InvalidValue(f"one of {', '.join(one.value for one in known)}") from None


def _parent(engine: TaskManager, text: str, _: Context, __: Task | None) -> dict[str, Any]:
    return {"parent": engine.get_task(_number(text)).id if text else None}


def _number(text: str) -> int:
    digits = text.strip().lstrip("#^")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9:
        raise InvalidValue(f"{text.strip()!r} is no number of a task")
    return int(digits)


def _depends(engine: TaskManager, text: str, context: Context, task: Task | None) -> dict[str, Any]:
    wanted = {tie.blocker: tie for tie in map(_tie, filter(str.strip, text.split(",")))}
    for blocker in wanted:
        engine.get_task(blocker)
    before = {} if task is None else {tie.blocker: tie for tie in task.depends}
    fresh = tuple(
        tie
        for blocker, tie in wanted.items()
        if blocker not in before or (before[blocker].link, before[blocker].lag) != (tie.link, tie.lag)
    )
    return {"depends_on": fresh, "no_longer_on": tuple(one for one in before if one not in wanted)}


def _tie(text: str) -> Dependency:
    """`12`, `12 SS`, `12 FS+2d`."""
    from tme_tui.language.dates import read_duration

    number, _, rest = text.strip().partition(" ")
    kind, plus, lag = rest.strip().upper().partition("+")
    if kind and kind not in set(Link):
        raise InvalidValue(f"{kind} is no kind of dependency; there are FS, SS, FF and SF")
    length = read_duration(lag.lower()) if plus else None
    if plus and length is None:
        raise InvalidValue(f"{lag!r} is no length of time; try 2d or 3h")
    found = Dependency(TaskId(0), TaskId(_number(number)), Link(kind) if kind else Link.FINISH_START)
    return found if length is None else Dependency(found.task, found.blocker, found.link, length)


_READERS: Mapping[str, Reader] = {
    **{name: _plain(name) for name in ("title", "category", "link", "notes")},
    **{name: _moment(name) for name in MOMENTS},
    **{name: _by_key(name) for name in ("priority", "recurrence", "reminders", "estimate")},
    **{name: _names(name) for name in ("tags", "participants")},
    "assignee": _assignee,
    "kind": _kind,
    "status": _status,
    "parent": _parent,
    "depends": _depends,
    "type": _type,
}


def _say_moment(_: TaskManager, text: str, context: Context, words: Translator) -> str:
    return say_moment(moment_in(text, context), context, words)


def _say_rule(engine: TaskManager, text: str, context: Context, words: Translator) -> str:
    from tme_tui.tui.line.single_fields import RECURRENCE, read_field

    fields, said = read_field(engine, RECURRENCE, text)
    rule, first = fields.recurrence, fields.due
    start = first if isinstance(first, Moment) else Moment(Moment.at(context.now, context.zone).day)
    if rule in (UNSET, None):
        return " ".join(said)
    coming = following(rule, start, context, words, engine)
    return " · ".join([*said[:1], ", ".join(coming)])


def following(
    rule: Recurrence | Any, start: Moment, context: Context, words: Translator, engine: TaskManager
) -> list[str]:
    """The next times of a rule, in words."""
    from tme_tui.model.recurrence import next_after

    found: list[str] = []
    moment: Moment | None = start
    while moment is not None and len(found) < NEXT:
        moment = next_after(rule, start, moment, calendar=engine.calendar, home=context.zone)
        if moment is not None:
            found.append(describe_moment(moment, context.now, context.zone, words.language))
    return found


def _say_duration(engine: TaskManager, text: str, _: Context, words: Translator) -> str:
    from tme_tui.tui.line.single_fields import ESTIMATE, read_field

    length = read_field(engine, ESTIMATE, text)[0].estimate
    return "" if length in (UNSET, None) else describe_duration(length, words.language)


def _say_reminders(engine: TaskManager, text: str, _: Context, __: Translator) -> str:
    from tme_tui.tui.line.single_fields import REMINDERS, read_field

    return " · ".join(read_field(engine, REMINDERS, text)[1])


def _say_tasks(engine: TaskManager, text: str, _: Context, __: Translator) -> str:
    numbers = [_number(part.strip().partition(" ")[0]) for part in text.split(",") if part.strip()]
    return ", ".join(f"#{number} {engine.get_task(number).title}" for number in numbers)


SHOWN: Mapping[str, Callable[[TaskManager, str, Context, Translator], str]] = {
    **dict.fromkeys(MOMENTS, _say_moment),
    "recurrence": _say_rule,
    "estimate": _say_duration,
    "reminders": _say_reminders,
    "parent": _say_tasks,
    "depends": _say_tasks,
}
