"""Fields that were named outright: categories, tags, people, priorities, links between tasks, attributes."""

from __future__ import annotations

from tme_tui.language.context import Dialect
from tme_tui.language.quickadd.dependencies import Links
from tme_tui.language.quickadd.pieces import Mention, Piece, Setting, Unknown
from tme_tui.language.quickadd.reading import Reading
from tme_tui.model.draft import SpanKind
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.task import Kind, Reminder
from tme_tui.model.task_type import TaskType
from tme_tui.model.text import fold

_ADDING_UP = frozenset(
    {"add_tags", "remove_tags", "add_reminders", "reminders", "depends_on", "blocks", "notes", "participants"}
)
_LATER = frozenset({"recurrence"})
"""Decided with the dates of the line."""
_MOMENTS = frozenset({"starts", "ends", "wait", "expires"})


def place_settings(reading: Reading, pieces: list[Piece]) -> None:
    """Set each field that was named; of a field with one value the last counts."""
    last: dict[str, Piece] = {}
    for piece in pieces:
        value = piece.value
        if isinstance(value, Setting) and value.field not in _ADDING_UP | _LATER:
            if value.field in last:
                reading.supersede(last[value.field])
            last[value.field] = piece
    for piece in pieces:
        value = piece.value
        if not isinstance(value, Setting) or value.field in _LATER:
            continue
        if value.field in _ADDING_UP:
            _add(reading, piece, value)
        elif last[value.field] is piece:
            _set(reading, piece, value)


def _set(reading: Reading, piece: Piece, setting: Setting) -> None:
    say, name, value = reading.voice.say, setting.field, setting.value
    if name == "type" and isinstance(value, str):
        known = reading.ref.context.types.get(fold(value))
        if known is None:
            reading.notices.append(say("unknown type", value))
            return
        value = known.name
    elif name in _MOMENTS and value is not None:
        value = reading.settled(value)
        if value is None:
            return
    reading.values[name] = value
    reading.take(piece, setting.kind, value, _sentence(reading, setting, value))


def _sentence(reading: Reading, setting: Setting, value: object) -> str:
    say = reading.voice.say
    if value is None:
        return say(f"no {setting.field}")
    if isinstance(value, Moment):
        return reading.voice.dated(setting.kind, value)
    if setting.field == "parent" and isinstance(value, int):
        return say("parent", reading.voice.tasks((value,)))
    if setting.field == "link":
        return say("link")
    if setting.field in ("missed", "shift", "status", "kind"):
        return say(f"{setting.field} {value}")
    return say(setting.field, value)


def _add(reading: Reading, piece: Piece, setting: Setting) -> None:
    """What adds up with others of its kind."""
    say, value = reading.voice.say, setting.value
    match setting.field, value:
        case ("add_tags" | "remove_tags") as name, tuple():
            reading.add(name, value)
            sentence = say("tag" if name == "add_tags" else "untag", ", ".join(value))
        case "add_reminders", tuple():
            reminders = tuple(item for item in value if isinstance(item, Reminder))
            reading.add("add_reminders", reminders)
            sentence = ", ".join(map(reading.voice.reminder, reminders))
        case "reminders", _:
            reading.values["reminders"] = ()
            sentence = say("no reminders")
        case "depends_on", Links():
            if value.added:
                reading.add("depends_on", value.added)
            if value.removed:
                reading.add("no_longer_on", value.removed)
            sentence = reading.voice.dependencies(value.added, value.removed)
        case "blocks", tuple():
            reading.add("blocks", value)
            sentence = say("blocks", reading.voice.tasks(value))
        case "notes", str():
            reading.notes.append(value)
            sentence = say("note")
        case "participants", None:
            reading.values["participants"] = ()
            sentence = say("no participants")
        case "participants", tuple():
            reading.add("participants", value)
            sentence = say("participant", ", ".join(value))
        case _:
            return
    reading.take(piece, setting.kind, value, sentence)


def place_people(reading: Reading, pieces: list[Piece]) -> None:
    """`@anna`: takes part in an event, does a task; somebody unknown is a context, kept as a tag."""
    context = reading.ref.context
    event = reading.values.get("kind") is Kind.EVENT
    for piece in pieces:
        value = piece.value
        if not isinstance(value, Mention):
            continue
        login = fold(value.name)
        if login not in context.people:
            if context.dialect is Dialect.TODOIST:
                continue  # `+name` of nobody is text
            tag = f"@{value.name}"
            reading.add("add_tags", (tag,))
            reading.take(piece, SpanKind.TAG, tag, reading.voice.say("context", value.name))
        elif event or value.together or "assignee" in reading.values:
            reading.add("participants", (login,))
            reading.take(piece, SpanKind.PERSON, login, reading.voice.say("participant", login))
        else:
            reading.values["assignee"] = login
            reading.take(piece, SpanKind.PERSON, login, reading.voice.say("assignee", login))


def place_attributes(reading: Reading, pieces: list[Piece]) -> None:
    """`key:value` where the key is an attribute of the task's type; what it cannot take stays text."""
    types = reading.ref.context.types
    named = reading.values.get("type")
    known = types.get(fold(named)) if isinstance(named, str) else None
    found: dict[str, object] = {}
    for piece in pieces:
        value = piece.value
        if not isinstance(value, Unknown):
            continue
        candidates = [known] if known is not None else list(types.values()) if not reading.adding else []
        task_type = next((item for item in candidates if item.attribute(value.key) is not None), None)
        if task_type is None:
            continue
        _attribute(reading, piece, value, task_type, found)
    if found:
        reading.values["attributes"] = found


def _attribute(
    reading: Reading, piece: Piece, value: Unknown, task_type: TaskType, found: dict[str, object]
) -> None:
    attribute = task_type.attribute(value.key)
    if attribute is None:
        return
    try:
        read = attribute.read(value.value)
    except InvalidValue as error:
        if fold(value.value) not in ("none", "нет"):
            reading.notices.append(str(error))
            return
        read = None
    found[attribute.name] = read
    sentence = reading.voice.say("attribute", attribute.name, value.value)
    reading.take(piece, SpanKind.ATTRIBUTE, (attribute.name, read), sentence)
