"""The attributes of a task's type as fields of the form, and what the texts of all attributes come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from tme_tui.i18n import Translator, message
from tme_tui.language.describe import describe_day, describe_distance, describe_moment
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import SOMEDAY, Moment
from tme_tui.model.task_type import Attribute, AttributeKind, TaskType
from tme_tui.model.text import fold
from tme_tui.model.value import value
from tme_tui.tui.form.attribute_line import pair_of, parts_of, written_value
from tme_tui.tui.form.fields import FormField, Help

if TYPE_CHECKING:
    from tme_tui.language.context import Context

_PREFIX: Final = "attribute "
_HINTS: Final[Mapping[AttributeKind, str]] = {
    AttributeKind.NUMBER: message("a number"),
    AttributeKind.DATE: message("fri, tomorrow, 2026-12-01"),
}
_AS_IT_IS: Final[Mapping[str, str]] = {}
_YES_NO: Final[Mapping[str, str]] = {"yes": message("yes"), "no": message("no")}


def field_name(attribute: str) -> str:
    """What the form calls the field of an attribute."""
    return _PREFIX + fold(attribute)


def field_of(attribute: Attribute) -> FormField:
    """The field in which an attribute is edited."""
    help_, choices, shown = Help.NOTHING, attribute.choices, _AS_IT_IS
    match attribute.kind:
        case AttributeKind.DATE:
            help_ = Help.MONTH
        case AttributeKind.YES_NO:
            help_, choices, shown = Help.CHOICE, tuple(_YES_NO), _YES_NO
        case AttributeKind.CHOICE:
            help_ = Help.CHOICE
    hint = _HINTS.get(attribute.kind, "")
    return FormField(field_name(attribute.name), attribute.name, hint, help_, choices, shown, is_own=True)


def say_moment(moment: Moment, context: Context, words: Translator) -> str:
    """When it is, and how far away; for `tomorrow` and its kin the date, since the word says the rest."""
    now, zone, language = context.now, context.zone, words.language
    said = describe_moment(moment, now, zone, language)
    distance = describe_distance(moment, now, zone, language)
    if said != distance or moment.day >= SOMEDAY:
        return " · ".join(dict.fromkeys((said, distance)))
    return f"{said} · {describe_day(moment.day, date.min, language)}"


@value
class AttributesRead:
    """What the texts of all attributes come to."""

    changed: Mapping[str, object]
    """What is to be stored, by name; None takes an attribute away."""
    said: Mapping[str, str]
    """By field, what its text means."""
    wrong: Mapping[str, str]
    """By field, why it means nothing."""


class Attributes:
    """Reads the attributes of one form."""

    def __init__(self, kind: TaskType | None, held: Mapping[str, object], context: Context) -> None:
        self._kind = kind
        self._held = held
        """What the task has now."""
        self._context = context

    def read(self, before: str, text: str, words: Translator, *, other_type: bool) -> AttributesRead:
        """What changed; with another type everything that it declares is read, changed or not."""
        old = dict(filter(None, map(pair_of, parts_of(before))))
        changed: dict[str, object] = {}
        meanings: dict[str, str] = {}
        wrong: dict[str, str] = {}
        present: set[str] = set()
        for part in parts_of(text):
            pair = pair_of(part)
            declared = self._kind.attribute(pair[0]) if pair is not None and self._kind is not None else None
            place = "attributes" if declared is None else field_name(declared.name)
            try:
                name, typed = _named(part, pair, present)
                present.add(fold(name))
                is_new = _of(old, name) != typed
                if declared is not None:
                    one = self._value(declared, typed, meanings, words)
                    if is_new or other_type:
                        changed[declared.name] = one
                elif is_new:
                    changed[self._known(name)] = typed or None
            except InvalidValue as error:
                wrong[place] = words.error(str(error))
        changed |= {name: None for name in old if fold(name) not in present}
        self._ask_for_required(old, present, meanings, wrong, words, other_type=other_type)
        return AttributesRead(changed, meanings, wrong)

    def _value(self, declared: Attribute, typed: str, meanings: dict[str, str], words: Translator) -> object:
        if declared.kind is not AttributeKind.DATE:
            return written_value(declared.read(typed))
        from tme_tui.language.dates import read_moment

        day = read_moment(typed, self._context)
        if day is None:
            return declared.read(typed)
        if not day.all_day:
            raise InvalidValue(f"{declared.name} takes a day without a time")
        meanings[field_name(declared.name)] = say_moment(day, self._context, words)
        return day.day.isoformat()

    def _known(self, name: str) -> str:
        """The name of an attribute that the task has from elsewhere, such as from its former type."""
        for held in self._held:
            if fold(held) == fold(name):
                return held
        if self._kind is None:
            raise InvalidValue(f"{name}: give the task a type first, such as type:bug")
        raise InvalidValue(f"the type {self._kind.name} has no attribute {name!r}")

    def _ask_for_required(
        self,
        old: Mapping[str, str],
        present: set[str],
        meanings: dict[str, str],
        wrong: dict[str, str],
        words: Translator,
        *,
        other_type: bool,
    ) -> None:
        """What has to be filled in stops the saving only where it was there, or the type is new."""
        for each in self._kind.attributes if self._kind is not None else ():
            if each.required and fold(each.name) not in present:
                stops = other_type or _of(old, each.name) is not None
                (wrong if stops else meanings)[field_name(each.name)] = words.text("needed")


def _named(part: str, pair: tuple[str, str] | None, present: set[str]) -> tuple[str, str]:
    if pair is None:
        raise InvalidValue(f"{part!r}: write name: value")
    if fold(pair[0]) in present:
        raise InvalidValue(f"{pair[0]} stands here twice")
    return pair


def _of(pairs: Mapping[str, str], name: str) -> str | None:
    return next((text for each, text in pairs.items() if fold(each) == fold(name)), None)
