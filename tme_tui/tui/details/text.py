"""All about one task in words: labels and values, laid out for a width. Pure, tested without an app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from textual.content import Content

from tme_tui.engine.reminder_words import say_reminder
from tme_tui.i18n import Translator, message
from tme_tui.language.describe.moments import describe_duration
from tme_tui.model.moment import Moment
from tme_tui.model.task import Kind, Status, Task
from tme_tui.model.value import value
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted, harmless
from tme_tui.tui.tasks.rows import Reader, Tone

LABEL = 10
_NAMED = 8
_NEXT = 3

STATES = {
    Status.OPEN: message("open"),
    Status.STARTED: message("started"),
    Status.DONE: message("done"),
    Status.CANCELLED: message("cancelled"),
    Status.DELETED: message("deleted"),
}
_STYLES = {
    Tone.PLAIN: "",
    Tone.FAINT: "$tme-muted",
    Tone.GOOD: "$tme-done",
    Tone.SOON: "$tme-today",
    Tone.LATE: "$tme-overdue",
    Tone.BLOCKED: "$tme-today",
}


@value
class Relative:
    """Another task that is named in the details."""

    number: int
    title: str
    state: str
    closed: bool


@value
class Around:
    """What is known of a task's surroundings."""

    needs: tuple[Relative, ...] = ()
    blocks: tuple[Relative, ...] = ()
    parent: Relative | None = None
    inside: tuple[Relative, ...] = ()
    hidden: str = ""
    """Why ordinary lists do not show it."""
    coming: tuple[str, ...] = ()
    """The next occurrences, in words."""
    conflicts: tuple[str, ...] = ()
    """What it waits for and is due later, in words."""


@value
class Fact:
    """A label and what stands behind it."""

    label: str
    value: str
    tone: Tone = Tone.PLAIN


def relative_of(task: Task, reader: Reader) -> Relative:
    """Another task, shortly."""
    row = reader.row(task)
    return Relative(row.number, row.title, row.state, row.closed)


def facts_of(task: Task, reader: Reader, around: Around | None = None) -> Iterator[Fact]:
    """Everything worth saying, the most urgent first; without `around`, what the task itself knows."""
    words = reader.words
    yield from _times(task, reader)
    for said in () if around is None else around.conflicts:
        yield Fact(words.text("conflict"), f"{signs.CONFLICT} {said}", Tone.LATE)
    if task.recurrence is not None:
        yield Fact(words.text("repeats"), _recurrence(task, words))
        if around is not None and around.coming:
            yield Fact(words.text("then"), ", ".join(around.coming), Tone.FAINT)
    for reminder in task.reminders:
        yield Fact(words.text("reminds"), say_reminder(reminder, words, reader.moment))
    if task.category:
        yield Fact(words.text("category"), task.category)
    if task.tags:
        yield Fact(words.text("tags"), " ".join(f"#{tag}" for tag in task.tags))
    if task.assignee:
        yield Fact(words.text("for"), f"@{task.assignee}")
    if task.participants:
        yield Fact(words.text("with"), ", ".join(f"@{one.login}" for one in task.participants))
    if task.estimate:
        yield Fact(words.text("takes"), describe_duration(task.estimate, words.language))
    if task.link:
        yield Fact(words.text("link"), task.link)
    if task.type:
        yield Fact(words.text("type"), task.type)
    for name, held in task.attributes.items():
        yield Fact(str(name), str(held))
    if around is not None:
        yield from _relatives(around, words)
        if around.hidden:
            yield Fact(words.text("hidden"), around.hidden, Tone.FAINT)


def _times(task: Task, reader: Reader) -> Iterator[Fact]:
    words = reader.words
    if task.due is not None:
        late = task.status.is_open and not reader.is_ahead(task.due)
        soon = task.status.is_open and reader.is_soon(task.due)
        tone = Tone.LATE if late else Tone.SOON if soon else Tone.PLAIN
        yield Fact(words.text("due"), _with_distance(task.due, reader), tone)
    if task.starts is not None:
        label = words.text("when") if task.kind is Kind.EVENT else words.text("plan")
        yield Fact(label, _with_distance(task.starts, reader))
    if task.ends is not None:
        yield Fact(words.text("until"), reader.moment(task.ends))
    if task.wait is not None:
        yield Fact(words.text("hidden to"), reader.moment(task.wait))
    if task.expires is not None:
        yield Fact(words.text("expires"), reader.moment(task.expires))
    if task.completed is not None:
        yield Fact(words.text("finished"), reader.instant(task.completed), Tone.GOOD)


def _with_distance(moment: Moment, reader: Reader) -> str:
    said, distance = reader.moment(moment), reader.distance(moment)
    return said if said == distance else f"{said} · {distance}"


def _recurrence(task: Task, words: Translator) -> str:
    from tme_tui.language.describe import describe_recurrence
    from tme_tui.model.errors import InvalidValue

    if task.recurrence is None:
        return ""
    try:
        return describe_recurrence(task.recurrence, words.language)
    except InvalidValue:  # written by something newer than this program
        return task.recurrence.rule


def _relatives(around: Around, words: Translator) -> Iterator[Fact]:
    if around.parent is not None:
        yield Fact(words.text("inside"), _named(around.parent))
    groups = (
        (words.text("needs"), around.needs),
        (words.text("blocks"), around.blocks),
        (words.text("parts"), around.inside),
    )
    for label, tasks in groups:
        for place, task in enumerate(tasks[:_NAMED]):
            yield Fact(label if place == 0 else "", _named(task), Tone.FAINT if task.closed else Tone.PLAIN)
        if len(tasks) > _NAMED:
            yield Fact("", words.plural("and {n} more", "and {n} more", len(tasks) - _NAMED), Tone.FAINT)


def _named(task: Relative) -> str:
    return f"{task.state} #{task.number} {task.title}"


def headline(task: Task, reader: Reader) -> Content:
    """The title, and beneath it the number and the state."""
    words = reader.words
    parts = [f"#{task.id}", words.text(STATES[task.status])]
    if task.blocked and task.status.is_open:
        parts.append(
            words.plural(
                "{sign} waits for {n}", "{sign} waits for {n}", task.open_blockers, sign=signs.BLOCKED
            )
        )
    if task.priority is not None:
        parts.append(words.text("priority {n}", n=task.priority))
    if task.subtasks:
        parts.append(
            words.plural(
                "{done} of {n} part done", "{done} of {n} parts done", task.subtasks, done=task.subtasks_done
            )
        )
    title = Content.styled(harmless(task.title), "bold")
    return Content("\n").join([title, Content.styled(" · ".join(parts), "$tme-muted")])


def lay_out(head: Content, facts: Sequence[Fact], width: int) -> list[Content]:
    """The lines for a width: labels in a column, values wrapped beside them."""
    width = max(width, LABEL + 8)
    lines = [line.rstrip() for part in head.split("\n") for line in part.wrap(width)]
    if facts:
        lines.append(Content(""))
    for fact in facts:
        value = Content.styled(harmless(fact.value), _STYLES[fact.tone])
        for place, piece in enumerate(value.wrap(width - LABEL)):
            label = fact.label if place == 0 else ""
            shown = Content.styled(f"{fitted(harmless(label), LABEL - 1)} ", "$tme-muted")
            lines.append(shown + piece.rstrip())
    return lines


def coming(task: Task, reader: Reader) -> tuple[str, ...]:
    """The next few occurrences after the present one, in words."""
    from tme_tui.model.errors import InvalidValue
    from tme_tui.model.recurrence import next_after

    anchor, rule = task.anchor, task.recurrence
    if anchor is None or rule is None:
        return ()

    def following() -> Iterator[Moment]:
        moment: Moment | None = anchor
        while moment is not None:
            moment = next_after(rule, anchor, moment, home=reader.zone)
            if moment is not None:
                yield moment

    try:
        return tuple(reader.moment(moment) for moment in islice(following(), _NEXT))
    except InvalidValue:
        return ()
