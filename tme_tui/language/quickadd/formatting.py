"""The canonical line: what `parse_line` and `parse_changes` read back to the same fields.

The title comes first when it reads as plain text, else last, after `--`. Names are written with the sigils of
the default dialect and with keys in the others; what needs it stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tme_tui.language.context import Context, Dialect
from tme_tui.language.quickadd.chains import read_one
from tme_tui.language.quickadd.dependencies import write_links
from tme_tui.language.quickadd.reminders import length_text
from tme_tui.language.recurring.rule_text import write_rule_text
from tme_tui.model.draft import UNSET, Draft, Fields
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Kind, Reminder
from tme_tui.model.text import fold

_NONE = "none"


def write_line(source: Draft | Fields, context: Context) -> str:
    """The line that means `source`; a draft's chain is joined by `>>`."""
    if isinstance(source, Fields):
        return _line(source, context)
    chained = bool(source.chain)
    return " >> ".join(_line(draft.fields, context, chained=chained) for draft in (source, *source.chain))


def _line(fields: Fields, context: Context, *, chained: bool = False) -> str:
    parts = list(_parts(fields, context))
    title = fields.title if isinstance(fields.title, str) else ""
    plain = " ".join([title, *parts]).strip()
    if not title or _reads_back(plain, fields, context):
        return plain
    if chained:  # `--` would swallow the rest of the chain
        return " ".join([*("\\" + word for word in title.split()), *parts])
    return " ".join([*parts, "--", title])


def _reads_back(line: str, fields: Fields, context: Context) -> bool:
    """Whether a line means the same to those who add and to those who change."""
    if " >> " in line:
        return False
    return all(read_one(line, context, adding=adding).fields == fields for adding in (True, False))


def _parts(fields: Fields, context: Context) -> Iterator[str]:
    sigils = context.dialect is Dialect.TME
    if fields.type is not UNSET:
        yield f"type:{_value(fields.type)}"
    yield from _names(fields, sigils=sigils)
    if fields.priority is not UNSET:
        if fields.priority is None:
            yield f"pri:{_NONE}"
        else:
            yield f"!{fields.priority}" if sigils else f"pri:{fields.priority}"
    yield from _people(fields, context)
    yield from _times(fields, context)
    yield from _links(fields)
    for name, value in fields.attributes.items():
        yield f"{name}:{_value(_attribute(value))}"
    if fields.status is not UNSET:
        yield f"status:{fields.status.value}"
    if fields.link is not UNSET:
        yield f"link:{_value(fields.link)}"
    if fields.notes is not UNSET:
        yield f"note:{_quoted(fields.notes)}"


def _names(fields: Fields, *, sigils: bool) -> Iterator[str]:
    if fields.category is None:
        yield f"project:{_NONE}"
    elif fields.category is not UNSET:
        yield _named("+" if sigils else "project:", fields.category)
    for tag in fields.add_tags:
        if tag.startswith("@") and sigils and _is_word(tag[1:]):
            yield tag
        else:
            yield _named("#" if sigils and _is_word(tag) else "tag:", tag)
    for tag in fields.remove_tags:
        yield f"-#{tag}" if sigils and _is_word(tag) else f'tag:"-{tag}"'


def _people(fields: Fields, context: Context) -> Iterator[str]:
    if fields.assignee is not UNSET:
        yield f"for:{_value(fields.assignee)}"
    if fields.participants is not UNSET:
        names = ",".join(fields.participants)
        yield f"with:{_value(names)}" if names else f"with:{_NONE}"


def _times(fields: Fields, context: Context) -> Iterator[str]:
    starts, ends = fields.starts, fields.ends
    event = fields.kind is Kind.EVENT and isinstance(starts, Moment) and isinstance(ends, Moment)
    if fields.due is not UNSET:
        yield f"due:{moment_text(fields.due, context)}"
    if event:
        yield f"event:{moment_text(starts, context)}..{moment_text(ends, context)}"
    else:
        if starts is not UNSET:
            yield f"sched:{moment_text(starts, context)}"
        if ends is not UNSET:
            yield f"end:{moment_text(ends, context)}"
        if fields.kind is not UNSET:
            yield f"kind:{fields.kind.value}"
    if fields.wait is not UNSET:
        yield f"wait:{moment_text(fields.wait, context)}"
    if fields.expires is not UNSET:
        yield f"until:{moment_text(fields.expires, context)}"
    if fields.estimate is not UNSET:
        yield f"est:{_NONE}" if fields.estimate is None else f"~{length_text(fields.estimate)}"
    if fields.recurrence is not UNSET:
        recurrence = fields.recurrence
        yield f"rec:{write_rule_text(recurrence) if isinstance(recurrence, Recurrence) else _NONE}"
    if fields.reminders is not UNSET:
        yield f"remind:{_NONE}"
    if fields.add_reminders:
        yield "remind:" + ",".join(_reminder(reminder, context) for reminder in fields.add_reminders)


def _links(fields: Fields) -> Iterator[str]:
    if fields.parent is not UNSET:
        yield f"parent:{fields.parent if fields.parent is not None else _NONE}"
    if fields.depends_on or fields.no_longer_on:
        yield f"dep:{write_links(fields.depends_on, fields.no_longer_on)}"
    if fields.blocks:
        yield "blocks:" + ",".join(map(str, fields.blocks))


def moment_text(moment: object, context: Context) -> str:
    """A moment as ISO 8601, with its zone in brackets when it is not the reader's."""
    if not isinstance(moment, Moment):
        return _NONE
    if not isinstance(moment.local, datetime) or (moment.zone == context.zone and not moment.again):
        return str(moment).partition("[")[0]
    return str(moment) if moment.zone is not None else f"{moment}[-]"


def _reminder(reminder: Reminder, context: Context) -> str:
    if reminder.at is not None:
        body = moment_text(reminder.at, context)
    else:
        body = length_text(reminder.before) if reminder.before else "0"
    if reminder.channel:
        body += f"@{reminder.channel}"
    return f"{body}!{length_text(reminder.nag)}" if reminder.nag else body


def _attribute(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _NONE if value is None else str(value)


def _named(mark: str, name: str) -> str:
    return f"{mark}{name}" if _is_word(name) else f"{mark}{_quoted(name)}"


def _is_word(name: str) -> bool:
    """Whether a name needs no quotation marks."""
    plain = all(letter.isalnum() or letter in "_-/." for letter in name)
    return plain and bool(name) and name[0].isalpha() and name[-1].isalnum()


def _value(value: object) -> str:
    if not isinstance(value, str):
        return _NONE
    simple = all(letter.isalnum() or letter in "_-/.:,%=&?~" for letter in value) and value[-1:].isalnum()
    return value if simple and fold(value) != _NONE else _quoted(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
