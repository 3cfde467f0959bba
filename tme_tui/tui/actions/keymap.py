"""What a press means: a profile and the person's own keys, made into an answer for each context.

    keys = keymap("vim", {"add": "ctrl+x k"})
    match keys.feed("g", Context.LIST):
        case Pending() as pending: ...   # show pending, start a timer that calls `expire`
        case Action() as action: ...     # do it, `keys.count` times if it is not None
        case None: ...                   # not ours: the widget may have it

A keymap holds the keys pressed so far of a sequence, nothing else; the timer belongs to the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tme_tui.i18n import Translator
from tme_tui.model.errors import InvalidValue
from tme_tui.tui.actions.action import Action, Context
from tme_tui.tui.actions.profiles import PROFILES, Profile
from tme_tui.tui.actions.registry import ACTIONS
from tme_tui.tui.actions.spelling import SAME, Strokes, alternatives, is_character, shown

_LARGEST_COUNT = 9
"""Digits; whatever is longer is no number of a task."""

_COUNTED = {"top": "jump", "bottom": "jump"}
"""What an action becomes after a number: `42G` goes to number 42."""


class Pending(NamedTuple):
    """Keys that are the beginning of something, or were until the last one."""

    strokes: Strokes
    number: int | None
    """What was typed before them, such as the 10 of `10gg`."""
    action: Action | None = None
    """What they mean if nothing follows."""
    over: bool = False
    """Whether the last key ended it without an action: escape, or a key that leads nowhere."""

    def shown(self, words: Translator) -> str:
        """The keys so far, for the indicator: `g`, `10`, `^x`."""
        number = "" if self.number is None else str(self.number)
        return " ".join(part for part in (number, shown(self.strokes, words)) if part)


class Keymap:
    """The keys of every action, and the reader of sequences."""

    def __init__(
        self,
        profile: Profile,
        bound: Mapping[str, tuple[Strokes, ...]],
        actions: Mapping[str, Action],
        chosen: frozenset[str] = frozenset(),
    ) -> None:
        self.profile = profile
        self.actions = actions
        self.bound = bound
        """Every way to press each action, the first one to be shown."""
        self.chosen = chosen
        """The actions whose keys the person chose; they win over what comes with the program."""
        self.count: int | None = None
        """The number typed before the action that `feed` answered last."""
        self._strokes: Strokes = ()
        self._digits = ""
        self._short: Action | None = None
        self._tables: dict[Context, Mapping[Strokes, Action]] = {}
        self._beginnings: dict[Context, frozenset[Strokes]] = {}

    def keys(self, action: str) -> tuple[Strokes, ...]:
        """Every way to press an action."""
        return self.bound.get(action, ())

    def feed(self, key: str, context: Context) -> Action | Pending | None:
        """What one more press means; `key` as Textual names it, on a Latin keyboard (`latin_key`)."""
        table = self.table(context)
        key = SAME.get(key, key)
        if self._is_digit_of_count(key, context, table):
            self._digits += key
            return self._pending(table)
        begun = bool(self._strokes or self._digits)
        if begun and key == "escape":
            return self._given_up(())
        self._strokes = (*self._strokes, key)
        if self._strokes in self._beginnings[context]:
            return self._pending(table)
        action = table.get(self._strokes)
        if action is None:
            if begun:
                return self._given_up(self._strokes)
            self.reset()
            return None
        return self._answer(action)

    def expire(self) -> Action | None:
        """What the keys so far mean when no other follows in time."""
        action = self._short
        return None if action is None else self._answer(action)

    def reset(self) -> None:
        """Forget the keys so far."""
        self._strokes, self._digits, self._short = (), "", None

    def table(self, context: Context) -> Mapping[Strokes, Action]:
        """What each sequence means in a context; what loses a conflict is not there."""
        if context not in self._tables:
            found: dict[Strokes, Action] = {}
            for action, sequence in self.bindings(context):
                if not action.later:
                    found.setdefault(sequence, action)
            if context.behind is not None:
                found = {**self.table(context.behind), **found}
            self._tables[context] = MappingProxyType(found)
            self._beginnings[context] = frozenset(
                sequence[:length] for sequence in found for length in range(1, len(sequence))
            )
        return self._tables[context]

    def bindings(self, context: Context) -> list[tuple[Action, Strokes]]:
        """Every binding of a context itself, the winners of conflicts first."""
        found = [
            (action, sequence)
            for action in self.actions.values()
            if context in action.contexts
            for sequence in self.keys(action.name)
            if not (context.is_typing and is_character(sequence[0]))
        ]
        found.sort(key=lambda binding: binding[0].name not in self.chosen)
        return found

    def _is_digit_of_count(self, key: str, context: Context, table: Mapping[Strokes, Action]) -> bool:
        if (
            not self.profile.counts
            or context.is_typing
            or self._strokes
            or not (key.isascii() and key.isdigit())
        ):
            return False
        return bool(self._digits) or (key != "0" and (key,) not in table)

    def _pending(self, table: Mapping[Strokes, Action]) -> Pending:
        if len(self._digits) > _LARGEST_COUNT:
            return self._given_up(())
        self._short = table.get(self._strokes)
        return Pending(self._strokes, self._number, self._short)

    def _given_up(self, strokes: Strokes) -> Pending:
        pending = Pending(strokes, self._number, over=True)
        self.reset()
        return pending

    def _answer(self, action: Action) -> Action:
        self.count = self._number
        self.reset()
        if self.count is not None and action.name in _COUNTED:
            return self.actions.get(_COUNTED[action.name], action)
        return action

    @property
    def _number(self) -> int | None:
        return int(self._digits) if self._digits else None


def keymap(
    profile: str = "default",
    overrides: Mapping[str, str | Sequence[str]] | None = None,
    actions: Mapping[str, Action] = ACTIONS,
    complain: Callable[[str], object] | None = None,
) -> Keymap:
    """The keys of a profile, with the person's own in place of its own; a mistake names what was meant.

    With `complain`, that is told of what is wrong with an action's keys, and all others hold.
    """
    if profile not in PROFILES:
        raise InvalidValue(
            f"keys.profile: there is no profile {profile!r}{_perhaps(profile, PROFILES)}",
            field="keys.profile",
        )
    chosen = PROFILES[profile]
    bound = {name: alternatives(chosen.keys.get(name, action.keys)) for name, action in actions.items()}
    own: set[str] = set()
    for name, keys in (overrides or {}).items():
        try:
            bound[name] = _own_keys(name, keys, actions)
        except InvalidValue as error:
            if complain is None:
                raise
            complain(str(error))
        else:
            own.add(name)
    return Keymap(chosen, bound, actions, frozenset(own))


def _own_keys(name: str, keys: str | Sequence[str], actions: Mapping[str, Action]) -> tuple[Strokes, ...]:
    field = f"keys.bind.{name}"
    if name not in actions:
        raise InvalidValue(f"{field}: there is no action {name!r}{_perhaps(name, actions)}", field=field)
    try:
        return alternatives(keys)
    except InvalidValue as error:
        raise InvalidValue(f"{field}: {error}", field=field) from None


def _perhaps(name: str, known: Mapping[str, object]) -> str:
    import difflib  # only mistakes need it

    close = difflib.get_close_matches(name.casefold()[:60], known, n=1)
    return (
        f"; did you mean {close[0]}?"
        if close
        else f"; there are {', '.join(known)}"
        if len(known) < 10
        else ""
    )
