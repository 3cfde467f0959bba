"""What each field and sign asks for: from a token to a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tme_tui.language.context import Context
from tme_tui.language.query.attributes import attribute_condition, attributes_named
from tme_tui.language.query.dates import ReadDate, Stretch, day_around, stretch_of
from tme_tui.language.query.lexer import Shape, Token
from tme_tui.language.query.mistakes import clipped, mistake
from tme_tui.language.query.ranges import number_condition, ranges_of, within
from tme_tui.language.query.value_words import ANYTHING, NOTHING, PRESENCES, STATES, STATUSES
from tme_tui.language.query.values import Item, Piece, items_of, whole
from tme_tui.language.query.words import DATES, FIELDS, NUMBERS, PAST, Field
from tme_tui.model.aspects import NumberField, PersonRole, Presence, Relation, State, TextPlace, TimeField
from tme_tui.model.conditions import (
    And,
    Condition,
    Has,
    HasTag,
    IdIn,
    InCategory,
    Involves,
    Is,
    KindIs,
    Not,
    OfType,
    Or,
    RelatedTo,
    StatusIn,
    Text,
    UidStarts,
    Within,
)
from tme_tui.model.errors import InvalidValue, SyntaxMistake
from tme_tui.model.task import Kind, Status
from tme_tui.model.text import clean_line, fold

_IDS_LIMIT, _RANGES_LIMIT = 5_000, 200
"""What a database takes in one statement."""
_SIGN_FIELDS = {"+": Field.CATEGORY, "#": Field.TAG, "@": Field.PERSON, "!": Field.PRIORITY}
_ROLES = {
    Field.OWNER: PersonRole.OWNER,
    Field.ASSIGNEE: PersonRole.ASSIGNEE,
    Field.PARTICIPANT: PersonRole.PARTICIPANT,
    Field.PERSON: PersonRole.INVOLVED,
}
_PRESENCE_OF = {
    Field.CATEGORY: Presence.CATEGORY,
    Field.TAG: Presence.TAGS,
    Field.TYPE: Presence.TYPE,
    Field.OWNER: Presence.OWNER,
    Field.ASSIGNEE: Presence.ASSIGNEE,
    Field.PARTICIPANT: Presence.PARTICIPANTS,
    Field.PARENT: Presence.PARENT,
    Field.DEPENDS: Presence.BLOCKERS,
    Field.BLOCKS: Presence.BLOCKED_TASKS,
    Field.NOTES: Presence.NOTES,
}


class FieldReader:
    """Reads the fields of one line."""

    def __init__(self, line: str, context: Context, read_date: ReadDate | None) -> None:
        self.line = line
        self.context = context
        self.read_date = read_date

    def condition(self, token: Token) -> Condition:
        """What a sign or a field asks for, its minus sign aside."""
        if token.shape is Shape.SIGN:
            return self._plain(token, _SIGN_FIELDS[token.name])
        field = FIELDS.get(fold(token.name))
        if not token.text:
            raise self.wrong(f"{token.name}{token.operator} needs its value right after it", token)
        if field is None:
            return attribute_condition(self.line, self.context, token)
        condition = self._ordered(token, field) if field in DATES | NUMBERS else self._plain(token, field)
        return Not(condition) if token.operator == "!=" else condition

    def wrong(
        self, message: str, token: Token | Piece | Item, *, word: str = "", known: Iterable[str] = ()
    ) -> SyntaxMistake:
        return mistake(message, self.line, token.start, token.end, word=word, known=known)

    def date(self, piece: Piece, field: Field) -> Stretch | None:
        """The stretch of time that a piece names, if it names one."""
        try:
            return stretch_of(piece.text, self.context, self.read_date, past=field in PAST)
        except InvalidValue:
            return None

    def _ordered(self, token: Token, field: Field) -> Condition:
        """A date or a number: comparisons and ranges make sense."""
        presence = PRESENCES.get(field.value)
        has = Has(presence) if presence is not None else None
        if field in DATES:
            return within(
                self.line, token, TimeField(field.value), lambda piece: self.date(piece, field), has
            )
        return number_condition(self.line, token, NumberField(field.value), has)

    def _plain(self, token: Token, field: Field) -> Condition:
        """A name, a word or a list of numbers: only equality makes sense."""
        if token.operator in ("<", "<=", ">", ">="):
            raise self.wrong(f"{token.name} is not something to compare with {token.operator}", token)
        if field is Field.PRIORITY:
            return number_condition(self.line, token, NumberField.PRIORITY, Has(Presence.PRIORITY))
        if field in (Field.TITLE, Field.NOTES):
            return self._text(token, field)
        conditions = [self._item(token, field, item) for item in self._items(token, field)]
        if field in (Field.ID, Field.PARENT, Field.BLOCKS, Field.DEPENDS):
            return self._merged(token, conditions)
        return conditions[0] if len(conditions) == 1 else Or(tuple(conditions))

    def _items(self, token: Token, field: Field) -> list[Item]:
        numbers = field in (Field.ID, Field.PARENT, Field.BLOCKS, Field.DEPENDS)
        items = items_of(token, dashes=numbers)
        for item in items:
            if item.start == item.end:
                raise mistake("something is missing beside this comma", self.line, item.start, item.end)
        return items

    def _item(self, token: Token, field: Field, item: Item) -> Condition:
        piece = Piece(self.line[item.start : item.end], item.start, item.end)
        if not item.ranged and item.low is not None:
            piece = item.low
        word = fold(piece.text)
        presence = _PRESENCE_OF.get(field)
        if presence is not None and not piece.quoted and token.shape is Shape.FIELD:
            if word in ANYTHING:
                return Has(presence)
            if word in NOTHING:
                return Not(Has(presence))
        return _READERS[field](self, field, piece)

    def _text(self, token: Token, field: Field) -> Condition:
        piece = whole(token)
        if field is Field.NOTES and not piece.quoted and fold(piece.text) in ANYTHING | NOTHING:
            has = Has(Presence.NOTES)
            return has if fold(piece.text) in ANYTHING else Not(has)
        place = TextPlace.TITLE if field is Field.TITLE else TextPlace.NOTES
        return text_condition(self.line, piece, place)

    def _named(self, field: Field, piece: Piece) -> Condition:
        name = clean_line(piece.text)
        if not name.strip("/"):
            raise self.wrong(f"{field.value} needs a name", piece)
        match field:
            case Field.CATEGORY:
                return InCategory("/".join(part.strip() for part in name.split("/") if part.strip()))
            case Field.TAG:
                return HasTag(name)
            case Field.TYPE:
                return OfType(name)
            case _:
                return Involves(name.removeprefix("@"), _ROLES[field])

    def _status(self, field: Field, piece: Piece) -> Condition:
        statuses = STATUSES.get(fold(piece.text))
        if statuses is None:
            raise self._unknown("status", piece, STATUSES)
        return StatusIn(statuses)

    def _kind(self, field: Field, piece: Piece) -> Condition:
        kind = STATES.get(fold(piece.text), "")
        if kind not in ("task", "event", "template"):
            raise self._unknown("kind", piece, ("task", "event", "template"))
        return KindIs(Kind(kind))

    def _state(self, field: Field, piece: Piece) -> Condition:
        state = STATES.get(fold(piece.text).replace("_", "-"))
        if state is None:
            raise self._unknown("state", piece, STATES)
        if state == "today":
            day = day_around(self.context)
            return Or(
                (Within(TimeField.DUE, day.start, day.end), Within(TimeField.STARTS, day.start, day.end))
            )
        return _STATE_CONDITIONS.get(state) or Is(State(state))

    def _presence(self, field: Field, piece: Piece) -> Condition:
        word = fold(piece.text).replace("_", "-")
        presence = PRESENCES.get(word)
        if presence is not None:
            has: Condition = Has(presence)
        else:
            found = attributes_named(self.context, word)
            if not found:
                raise self._unknown("thing to have", piece, PRESENCES)
            has = attribute_condition(self.line, self.context, None, given=found)
        return Not(has) if field is Field.NO else has

    def _numbers(self, field: Field, piece: Piece) -> Condition:
        ranges = (ranges_of(self.line, piece),)
        if field is Field.ID:
            return IdIn(ranges)
        return RelatedTo(Relation(field.value), ranges)

    def _merged(self, token: Token, conditions: list[Condition]) -> Condition:
        """One condition for a list of ids; `parent:12,none` stays a choice."""
        ranges = [r for c in conditions if isinstance(c, IdIn | RelatedTo) for r in c.ranges]
        others: list[Condition] = [c for c in conditions if not isinstance(c, IdIn | RelatedTo)]
        first = next((c for c in conditions if isinstance(c, IdIn | RelatedTo)), None)
        merged: list[tuple[int, int]] = []
        for low, high in sorted(ranges):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = merged[-1][0], max(merged[-1][1], high)
            else:
                merged.append((low, high))
        if len(merged) > _IDS_LIMIT or sum(low < high for low, high in merged) > _RANGES_LIMIT:
            raise self.wrong(
                f"a list takes up to {_IDS_LIMIT:,} ids and {_RANGES_LIMIT} ranges apart from each other",
                token,
            )
        if isinstance(first, IdIn):
            others.append(IdIn(tuple(merged)))
        elif isinstance(first, RelatedTo):
            others.append(RelatedTo(first.relation, tuple(merged)))
        return others[0] if len(others) == 1 else Or(tuple(others))

    def _uid(self, field: Field, piece: Piece) -> Condition:
        prefix = piece.text.casefold()
        if not 4 <= len(prefix) <= 36 or not set(prefix) <= set("0123456789abcdef-"):
            raise self.wrong("a uid is at least its first four digits, 0-9 and a-f", piece)
        return UidStarts(prefix)

    def _unknown(self, what: str, piece: Piece, known: Iterable[str]) -> SyntaxMistake:
        message = f"there is no {what} {clipped(piece.text)!r}"
        return self.wrong(message, piece, word=piece.text, known=known)


def text_condition(line: str, piece: Piece, place: TextPlace = TextPlace.ANYWHERE) -> Condition:
    """The text as it is searched for, or a mistake when nothing of it is left."""
    needle = fold(clean_line(piece.text))
    if not needle:
        raise mistake("there is nothing to search for here", line, piece.start, piece.end)
    if len(needle) > 1000:
        raise mistake(
            f"this text has {len(needle):,} characters, a search takes 1,000", line, piece.start, piece.end
        )
    return Text(needle, place)


_STATE_CONDITIONS: dict[str, Condition] = {
    "open": StatusIn(frozenset({Status.OPEN, Status.STARTED})),
    "started": StatusIn(frozenset({Status.STARTED})),
    "done": StatusIn(frozenset({Status.DONE})),
    "cancelled": StatusIn(frozenset({Status.CANCELLED})),
    "deleted": StatusIn(frozenset({Status.DELETED})),
    "closed": StatusIn(frozenset({Status.DONE, Status.CANCELLED})),
    "task": KindIs(Kind.TASK),
    "event": KindIs(Kind.EVENT),
    "template": KindIs(Kind.TEMPLATE),
    "recurring": Has(Presence.RECURRENCE),
    "tagged": Has(Presence.TAGS),
    "inbox": And((KindIs(Kind.TASK), Not(Has(Presence.CATEGORY)), Not(Has(Presence.PARENT)))),
    "subtask": Has(Presence.PARENT),
    "parent": Has(Presence.SUBTASKS),
}

_READERS: dict[Field, Callable[[FieldReader, Field, Piece], Condition]] = {
    **dict.fromkeys((Field.CATEGORY, Field.TAG, Field.TYPE, *_ROLES), FieldReader._named),
    Field.STATUS: FieldReader._status,
    Field.KIND: FieldReader._kind,
    Field.IS: FieldReader._state,
    **dict.fromkeys((Field.HAS, Field.NO), FieldReader._presence),
    **dict.fromkeys((Field.ID, Field.PARENT, Field.BLOCKS, Field.DEPENDS), FieldReader._numbers),
    Field.UID: FieldReader._uid,
}
