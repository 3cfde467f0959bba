"""What F4 opens for a field: a list to choose from, and how the choice is written into the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from tme_tui.i18n import Translator, message
from tme_tui.tui.form.chosen import shown
from tme_tui.tui.form.fields import FormField, Help
from tme_tui.tui.form.reading import read_form
from tme_tui.tui.picking.choices import Choice, Finder, among, best, tasks
from tme_tui.tui.picking.picker import Picker

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.task import Task
    from tme_tui.tui.forming import FormHost
    from tme_tui.tui.picking.picker import Chosen

Put = Callable[["Chosen"], str]

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
    match field.help:
        case Help.RULE:
            return Picker(host, label, _rules(words, texts, task), own=lambda one: Choice(one, one)), _first
        case Help.CATEGORY:
            names = among(Choice(name, name) for name in known.categories)
            return Picker(host, label, names, own=lambda one: Choice(one, one)), _first
        case Help.TAGS:
            names = among(Choice(name, f"#{name}") for name in known.tags)
            return Picker(host, label, names, several=True), lambda chosen: _added(text, chosen)
        case Help.PERSON:
            return Picker(host, label, among(Choice(login, f"@{login}") for login in known.people)), _first
        case Help.PEOPLE:
            people = among(Choice(login, f"@{login}") for login in known.people)
            return Picker(host, label, people, several=True), lambda chosen: _added(text, chosen)
        case Help.TASK | Help.TASKS:
            own = () if task is None else (int(task.id),)
            several = field.help is Help.TASKS
            dialog = Picker(host, label, tasks(words, without=own), several=several)
            return dialog, (lambda chosen: _added(text, chosen)) if several else _first
        case _:
            return Picker(host, label, _choices(field, words)), _first


def _first(chosen: Chosen) -> str:
    return str(chosen[0].key)


def _added(text: str, chosen: Chosen) -> str:
    """What stood there, and what was chosen, each once."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    names = {part.partition(" ")[0].lstrip("#@") for part in parts}
    return ", ".join([*parts, *(str(one.key) for one in chosen if str(one.key) not in names)])


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
