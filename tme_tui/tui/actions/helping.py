"""What the `?` screen, the footer and the palette show: actions with their keys, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tme_tui.i18n import Translator
from tme_tui.model.text import fold
from tme_tui.tui.actions.action import Action, Context, Group
from tme_tui.tui.actions.keymap import Keymap
from tme_tui.tui.actions.spelling import shown


class HelpEntry(NamedTuple):
    """One action as a person reads it."""

    action: Action
    label: str
    help: str
    keys: tuple[str, ...]
    """The ways to press it that work here, the first one being the one to learn."""

    @property
    def searched(self) -> str:
        """The text that a search looks into: in the reader's language and in English, folded."""
        return fold(" ".join((self.label, self.help, self.action.label, self.action.name, *self.keys)))


class HelpGroup(NamedTuple):
    """Actions about one thing."""

    title: str
    entries: tuple[HelpEntry, ...]


def entries(context: Context, keymap: Keymap, words: Translator) -> list[HelpEntry]:
    """Every action that can be reached by a key in a context, in the order of the registry."""
    ways: dict[str, list[str]] = {}
    table = keymap.table(context)
    for name, sequences in keymap.bound.items():
        working = [sequence for sequence in sequences if name == _name(table.get(sequence))]
        if working:
            ways[name] = [shown(sequence, words) for sequence in working]
    return [_entry(keymap.actions[name], keys, words) for name, keys in ways.items()]


def help_for(context: Context, keymap: Keymap, words: Translator) -> tuple[HelpGroup, ...]:
    """The actions of a context by what they are about; what exists only here comes first."""
    by_group: dict[Group, list[HelpEntry]] = {}
    own: list[HelpEntry] = []
    for entry in entries(context, keymap, words):
        if len(entry.action.contexts) == 1 and context in entry.action.contexts:
            own.append(entry)
        else:
            by_group.setdefault(entry.action.group, []).append(entry)
    groups = [HelpGroup(words.text(context.heading), tuple(own))] if own else []
    groups += [
        HelpGroup(words.text(group.value), tuple(by_group[group])) for group in Group if group in by_group
    ]
    return tuple(groups)


def search_help(groups: Iterable[HelpGroup], typed: str) -> tuple[HelpGroup, ...]:
    """What is left of `groups` when every word typed must occur; a key typed alone finds its action."""
    needles = fold(typed).split()
    exact = typed.strip()
    found = (
        HelpGroup(
            group.title,
            tuple(
                entry
                for entry in group.entries
                if exact in entry.keys or all(needle in entry.searched for needle in needles)
            ),
        )
        for group in groups
    )
    return tuple(group for group in found if group.entries)


def footer_for(context: Context, keymap: Keymap, words: Translator) -> tuple[HelpEntry, ...]:
    """The few actions that the footer shows, the most useful first; the caller cuts what has no room."""
    ranked = [entry for entry in entries(context, keymap, words) if entry.action.footer]
    ranked.sort(key=lambda entry: (entry.action.footer, len(entry.action.contexts)))
    return tuple(ranked)


def palette_entries(contexts: Sequence[Context], keymap: Keymap, words: Translator) -> Iterator[HelpEntry]:
    """Every command of the palette that can be done in one of `contexts`, with a key or without."""
    for action in keymap.actions.values():
        if action.palette and not action.later and not action.contexts.isdisjoint(contexts):
            yield _entry(action, [shown(keys, words) for keys in keymap.keys(action.name)], words)


def _entry(action: Action, keys: Sequence[str], words: Translator) -> HelpEntry:
    return HelpEntry(action, action.say(words), action.explain(words), tuple(keys))


def _name(action: Action | None) -> str:
    return "" if action is None else action.name
