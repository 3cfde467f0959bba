"""What F4 opens for a field: a list to choose from, and how the choice is written into the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tme_tui.i18n import Translator, message
from tme_tui.model.errors import InvalidValue
from tme_tui.tui.form.chosen import shown
from tme_tui.tui.form.fields import FormField, Help
from tme_tui.tui.form.reading import read_form
from tme_tui.tui.picking.choices import Choice, Finder, Refusal, among, best, tasks
from tme_tui.tui.picking.picker import Picker
from tme_tui.tui.picking.refusals import as_blockers, as_parents

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.task import Task
    from tme_tui.tui.picking.picker import Chosen
    from tme_tui.tui.topics.forming import FormHost

Put = Callable[["Chosen"], str]
USUAL_REMINDERS = ("0m", "5m", "15m", "30m", "1h", "2h", "1d", "2d", "7d")

RULES = (
    *(message("every day"), message("every workday"), message("every weekend")),
    *(message("every monday"), message("every mon, wed, fri"), message("every 2 weeks")),
    *(message("every month"), message("every last day"), message("every first monday")),
    *(message("every last workday"), message("every 3 months"), message("every year")),
    *(message("every! 3 days"), message("every! 2 weeks")),
)


def helper_of(
    field: FormField, text: str, host: FormHost, texts: Mapping[str, str], task: Task | None
) -> tuple[Picker, Put]:
    """The dialog for a field, and what its answer puts into the line."""
    words, label = host.words, field.label if field.is_own else host.words.text(field.label)
    known = host.known_names()

    def several(
        find: Finder, marked: Sequence[Choice], written: Mapping[str, str], *, free: bool = False
    ) -> tuple[Picker, Put]:
        own = (lambda one: Choice(one, one)) if free else None
        dialog = Picker(host, label, find, several=True, own=own, marked=marked)
        return dialog, lambda chosen: ", ".join(written.get(str(one.key), str(one.key)) for one in chosen)

    parts = _parts(text)

    match field.help:
        case Help.RULE:
            return Picker(host, label, _rules(words, texts, task), own=lambda one: Choice(one, one)), _first
        case Help.REMINDERS:
            return several(_reminders(text), [Choice(one, one) for one in parts], parts, free=True)
        case Help.CATEGORY:
            names = among(Choice(name, name) for name in known.categories)
            return Picker(host, label, names, own=lambda one: Choice(one, one)), _first
        case Help.TAGS:
            tags = [Choice(name, f"#{name}") for name in known.tags]
            return several(among(tags), [Choice(name, f"#{name}") for name in parts], parts, free=True)
        case Help.PERSON:
            return Picker(host, label, among(Choice(login, f"@{login}") for login in known.people)), _first
        case Help.PEOPLE:
            people = [Choice(login, f"@{login}") for login in known.people]
            return several(among(people), [Choice(login, f"@{login}") for login in parts], parts)
        case Help.TASK:
            own = () if task is None else (int(task.id),)
            refused = partial(as_parents, own, words) if own else None
            return Picker(host, label, tasks(words, without=own, refusals=refused)), _first
        case Help.TASKS:
            own = () if task is None else (int(task.id),)
            ties = _ties(text)
            present = [int(number) for number in ties if number.isdecimal()]
            find = tasks(words, without=own, refusals=_no_circles(own, words) if own else None)
            return several(find, [Choice(number, f"#{number}") for number in present], ties)
        case _:
            return Picker(host, label, _choices(field, words)), _first


def _first(chosen: Chosen) -> str:
    return str(chosen[0].key) if chosen else ""


def _parts(text: str) -> dict[str, str]:
    """What stands in the line: by a name, or by the number of a task, how it is written."""
    written = [part.strip() for part in text.split(",") if part.strip()]
    return {part.lstrip("#@"): part for part in written}


def _ties(text: str) -> dict[str, str]:
    """The same for tasks, behind whose numbers the kind of the tie may stand."""
    return {name.partition(" ")[0]: part for name, part in _parts(text).items()}


def _no_circles(
    own: Sequence[int], words: Translator
) -> Callable[[TaskManager, Sequence[int]], dict[int, Refusal]]:
    """Tasks that would close a circle; those that it waits for already can be let go of."""

    def refused(engine: TaskManager, found: Sequence[int]) -> dict[int, Refusal]:
        already = {int(tie.blocker) for number in own for tie in engine.get_task(number).depends}
        return {
            number: one
            for number, one in as_blockers(own, words, engine, found).items()
            if number not in already
        }

    return refused


def _reminders(text: str) -> Finder:
    """Usual times before, what stands in the line already, and what is typed, each in words."""
    from tme_tui.tui.line.single_fields import REMINDERS as FIELD
    from tme_tui.tui.line.single_fields import read_field

    def find(engine: TaskManager, typed: str) -> Sequence[Choice]:
        lines = list(dict.fromkeys([*filter(str.strip, [typed]), *_parts(text), *USUAL_REMINDERS]))
        found = []
        for line in lines:
            try:
                said = ", ".join(read_field(engine, FIELD, line)[1])
            except InvalidValue:
                continue
            found.append(Choice(line, line, said))
        return found if typed.strip() and found and found[0].key == typed else best(found, typed)

    return find


def _choices(field: FormField, words: Translator) -> Finder:
    if field.choices:
        return among(Choice(one, shown(field, one, words)) for one in field.choices)

    def find(engine: TaskManager, typed: str) -> Sequence[Choice]:
        kinds = [
            Choice(kind.name, kind.name, ", ".join(each.name for each in kind.attributes))
            for kind in engine.types()
        ]
        return best(kinds, typed)

    return find


def _rules(words: Translator, texts: Mapping[str, str], task: Task | None) -> Finder:
    """Phrases for rules, each with its next dates; what is typed is read as one too."""

    def find(engine: TaskManager, typed: str) -> Sequence[Choice]:
        phrases = [words.text(rule) for rule in RULES]
        own = [typed] if typed.strip() and typed not in phrases else []
        found = []
        for phrase in [*own, *phrases]:
            reading = read_form(engine, task, texts, {**texts, "recurrence": phrase}, words)
            said = reading.said.get("recurrence", "")
            if "recurrence" not in reading.wrong:
                found.append(Choice(phrase, phrase, said.partition(" · ")[2] or said))
        return found if own else best(found, typed)

    return find
