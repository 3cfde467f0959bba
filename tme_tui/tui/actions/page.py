"""Writes docs/keys.md from the registry: `python -m tme_tui.tui.actions.page`.

A developer's tool, not loaded by the program; a test compares the page with what this would write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tme_tui.i18n import translator
from tme_tui.tui.actions.action import Action, Context, Group
from tme_tui.tui.actions.keymap import Keymap, keymap
from tme_tui.tui.actions.places import EVERYWHERE, PANES, ROWS, SCREENS
from tme_tui.tui.actions.profiles import PROFILES
from tme_tui.tui.actions.registry import ACTIONS
from tme_tui.tui.actions.spelling import Strokes, shown

PAGE = Path(__file__).parents[3] / "docs" / "keys.md"

_TOGETHER = {
    PANES: "every pane",
    SCREENS: "every pane and screen",
    ROWS: "wherever there are lines",
    EVERYWHERE: "everywhere",
}

_HEAD = """\
# Keys

Every command has a key, a name in the palette (`^p`) and a line in the help (`?` or F1), \
where you can search by word or by key.
Here `^p` is Ctrl and P, and `gg` is G pressed twice.
While a sequence is begun, the bottom line shows it; Esc gives it up.

## Choose and change them

`keys.profile` in the settings chooses a profile; any action can have other keys:

```yaml
keys:
  profile: vim
  bind:
    add: ctrl+x k
    quit: [ZZ, f10]
    help: none
```

The names are those in the tables below.
A key is a character, or a name such as `enter`, `pageup`, `f5` or `comma`, \
after `ctrl+`, `alt+` and `shift+` if you like.
Keys pressed one after another are parted by spaces, several ways by commas.
`none` takes the keys away; the palette still has the command.
Your own keys win over those of the profile, and what they were before is named as a conflict.
A key that begins a longer one too waits until it is clear that nothing follows.
A terminal without the kitty protocol cannot tell `ctrl+i` from Tab, `ctrl+m` from Enter, `ctrl+[` from Esc.

## With a Cyrillic layout

Commands work while a Russian, Ukrainian or Belarusian layout is on: `ф` is `a`, `Ж` is `:`, `х` is `[`.
`keys.layout: be` says that `і` lies on `b`; otherwise it is on `s`, as in Ukraine.
Characters that both layouts have stay what they are.
So F1 helps and F3 searches, because `?` and `/` lie elsewhere on a Russian keyboard.
In a text field nothing is translated.

A question whose answer cannot be taken back is answered by Enter or Esc.
`n` declines too, and with the Russian interface `д` accepts and `т` declines.
`y` and `н` do nothing: they are one key, which begins “yes” in one language and “нет” in the other.
"""


def keys_page() -> str:
    """The whole page."""
    return "\n".join((_HEAD, *_all_actions(), *_profiles()))


def _all_actions() -> Iterator[str]:
    yield "## The default keys\n"
    keys, words = keymap(), translator("en")
    for group in Group:
        members = [each for each in ACTIONS.values() if each.group is group and not each.later]
        if not members:
            continue
        yield f"### {group.value}\n"
        yield "| keys | action | what it does | where |"
        yield "| --- | --- | --- | --- |"
        for action in members:
            ways = _ways(keys.keys(action.name))
            yield f"| {ways} | `{action.name}` | {action.explain(words)} | {_places(action)} |"
        yield ""


def _profiles() -> Iterator[str]:
    plain = keymap()
    yield "## Profiles\n"
    for profile in PROFILES.values():
        yield f"### {profile.name}\n"
        yield f"{profile.title}."
        if profile.counts:
            yield "A number before a motion repeats it, and `42G` goes to task 42."
            yield "So views are on `g1` to `g9`."
        yield ""
        if profile.keys:
            yield from _differences(keymap(profile.name), plain)


def _differences(keys: Keymap, plain: Keymap) -> Iterator[str]:
    yield "| action | keys | by default |"
    yield "| --- | --- | --- |"
    for name in keys.profile.keys:
        if not ACTIONS[name].later:
            yield f"| `{name}` | {_ways(keys.keys(name))} | {_ways(plain.keys(name))} |"
    yield ""


def _ways(ways: Sequence[Strokes]) -> str:
    words = translator("en")
    return " ".join(_code(shown(way, words)) for way in ways) or "none"


def _code(text: str) -> str:
    """The text as code inside a table, where a bar would end the cell."""
    ticks = "``" if "`" in text else "`"
    return ticks + text.replace("|", r"\|") + ticks


def _places(action: Action) -> str:
    if action.contexts in _TOGETHER:
        return _TOGETHER[action.contexts]
    later = {Context.CALENDAR}
    return ", ".join(each.heading.lower() for each in Context if each in action.contexts - later)


def main() -> int:
    """Writes the page."""
    PAGE.write_text(keys_page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
