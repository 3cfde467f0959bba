"""Keys that two actions claim in one place, so that a person who rebinds a key learns what it cost."""

from __future__ import annotations

from typing import NamedTuple

from tme_tui.i18n import Translator
from tme_tui.tui.actions.action import Action, Context
from tme_tui.tui.actions.keymap import Keymap
from tme_tui.tui.actions.spelling import Strokes, shown


class Conflict(NamedTuple):
    """A sequence with more than one meaning."""

    strokes: Strokes
    actions: tuple[Action, ...]
    """The one that wins comes first."""
    contexts: tuple[Context, ...]
    longer: Strokes = ()
    """When the keys only begin another action: all its keys. Then the short one must wait."""

    def sentence(self, words: Translator) -> str:
        """One line that names the keys, the actions and the places."""
        first, *others = (
            words.text("“{action}” ({name})", action=action.say(words), name=action.name)
            for action in self.actions
        )
        places = ", ".join(words.text(context.heading) for context in self.contexts)
        if self.longer:
            return words.text(
                "{keys} is {first} and begins {keys_of_other}, {other}, so it has to wait: {places}",
                keys=shown(self.strokes, words),
                first=first,
                keys_of_other=shown(self.longer, words),
                other=others[0],
                places=places,
            )
        return words.text(
            "{keys} is {first}, so it cannot be {others}: {places}",
            keys=shown(self.strokes, words),
            first=first,
            others=", ".join(others),
            places=places,
        )


def conflicts(keymap: Keymap) -> list[Conflict]:
    """Every conflict, the same one in several places once; screens that come later count too."""
    found: dict[tuple[Strokes, tuple[str, ...], Strokes], list[Context]] = {}
    for context in Context:
        meanings: dict[Strokes, list[str]] = {}
        for action, sequence in keymap.bindings(context):
            claims = meanings.setdefault(sequence, [])
            if action.name not in claims:
                claims.append(action.name)
        for sequence, names in meanings.items():
            if len(names) > 1:
                found.setdefault((sequence, tuple(names), ()), []).append(context)
            for length in range(1, len(sequence)):
                if short := meanings.get(sequence[:length]):
                    key = (sequence[:length], (short[0], names[0]), sequence)
                    found.setdefault(key, []).append(context)
    return [
        Conflict(strokes, tuple(keymap.actions[name] for name in names), tuple(contexts), longer)
        for (strokes, names, longer), contexts in found.items()
    ]
