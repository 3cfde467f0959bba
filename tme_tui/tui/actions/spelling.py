"""How keys are written: by people (`?`, `gg`, `ctrl+x k`), by Textual (`question_mark`), and on screen.

A stroke is one press, named as Textual names it in its events; a sequence is one or more of them. The names
stand here because reading a keymap must not import Textual; a test compares them with the library's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from tme_tui.i18n import Translator
from tme_tui.model.errors import InvalidValue

Strokes = tuple[str, ...]

CHARACTERS = {
    "!": "exclamation_mark",
    '"': "quotation_mark",
    "#": "number_sign",
    "$": "dollar_sign",
    "%": "percent_sign",
    "&": "ampersand",
    "'": "apostrophe",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "*": "asterisk",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "full_stop",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less_than_sign",
    "=": "equals_sign",
    ">": "greater_than_sign",
    "?": "question_mark",
    "@": "at",
    "[": "left_square_bracket",
    "\\": "backslash",
    "]": "right_square_bracket",
    "^": "circumflex_accent",
    "_": "underscore",
    "`": "grave_accent",
    "{": "left_curly_bracket",
    "|": "vertical_line",
    "}": "right_curly_bracket",
    "~": "tilde",
}
"""What Textual calls the characters that are neither letters nor digits."""

_WRITTEN = {name: character for character, name in CHARACTERS.items()}

_SPECIAL = (
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "enter",
    "escape",
    "tab",
    "space",
    "backspace",
    "delete",
    "insert",
    *(f"f{number}" for number in range(1, 25)),
)
_NAMES = frozenset((*_SPECIAL, *CHARACTERS.values()))
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "plus_sign": "plus",
    "hyphen": "minus",
    "dot": "full_stop",
    "period": "full_stop",
}
SAME = {
    "ctrl+@": "ctrl+space",
    "ctrl+at": "ctrl+space",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
}
"""Presses that a terminal without the kitty protocol cannot tell from others."""

_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_SHORT = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "insert": "ins",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def stroke(text: str) -> str | None:
    """The name of one press as Textual says it, or None when this is not one press."""
    if len(text) == 1:
        return CHARACTERS.get(text, text) if text.isprintable() and text != " " else None
    *modifiers, base = _parts(text)
    if not modifiers:
        name = _ALIASES.get(base.casefold(), base.casefold())
        return name if name in _NAMES else None
    held = {modifier.casefold() for modifier in modifiers}
    if not held <= set(_MODIFIERS) or len(held) != len(modifiers):
        return None
    plain = stroke(base)
    if plain is None or "+" in plain:
        return None
    if len(plain) == 1:
        if held == {"shift"}:  # a capital letter arrives as itself
            return plain.upper()
        if plain != plain.lower():
            held.add("shift")
            plain = plain.lower()
    pressed = "+".join((*sorted(held), plain))
    return SAME.get(pressed, pressed)


def _parts(text: str) -> list[str]:
    """Modifiers and key; the key itself may be a plus sign."""
    if text.endswith("++"):
        return [*text[:-2].split("+"), "+"]
    return text.split("+")


def strokes(text: str) -> Strokes:
    """One way to press it: `x`, `gg`, `ctrl+x k`; an error names what is not a key."""
    pressed: list[str] = []
    for word in text.split():
        single = stroke(word)
        if single is not None:
            pressed.append(single)
        elif len(word) == 2 and word.isprintable():  # `gg`, `ZZ`: the keys one after another
            pressed.extend(CHARACTERS.get(letter, letter) for letter in word)
        else:
            raise InvalidValue(f"{word!r} is not a key{_perhaps(word)}", field="keys")
    if not pressed:
        raise InvalidValue("expected a key such as a, gg, ctrl+x k or f5", field="keys")
    return tuple(pressed)


def _perhaps(word: str) -> str:
    import difflib  # only mistakes need it

    *modifiers, base = _parts(word)
    known = (*_NAMES, *_ALIASES) if base != word else (*_NAMES, *_ALIASES, *_MODIFIERS)
    close = difflib.get_close_matches(base.casefold()[:40], known, n=1)
    if any(modifier.casefold() not in _MODIFIERS for modifier in modifiers):
        return f"; before + stands one of {', '.join(_MODIFIERS)}"
    return f"; did you mean {'+'.join((*modifiers, close[0]))}?" if close else ""


def alternatives(text: str | Sequence[str]) -> tuple[Strokes, ...]:
    """Every way to press it, from `gg, home` or from a list; `none` is no way at all."""
    ways = text.split(",") if isinstance(text, str) else text
    if [way.strip().casefold() for way in ways] == ["none"]:
        return ()
    return tuple(dict.fromkeys(strokes(way) for way in ways))


def is_character(pressed: str) -> bool:
    """Whether the press types a character into a text field."""
    return len(pressed) == 1 or pressed in _WRITTEN or pressed == "space"


def written(sequence: Sequence[str]) -> str:
    """The sequence as settings would write it; read again, it is the same."""
    return " ".join(_plain(pressed) for pressed in sequence)


def _plain(pressed: str) -> str:
    *modifiers, base = pressed.split("+")
    short = _WRITTEN.get(base, base)
    return "+".join((*modifiers, base if short in ("+", ",") else short))


def shown(sequence: Sequence[str], words: Translator) -> str:
    """The sequence as footer and help show it: `gg`, `^p`, `^x k`, `пробел`."""
    parts = [_face(pressed, words) for pressed in sequence]
    return ("" if all(len(part) == 1 for part in parts) else " ").join(parts)


def _face(pressed: str, words: Translator) -> str:
    *modifiers, base = pressed.split("+")
    if base == "space":
        base = words.sense("key", "space")
    elif base[0] == "f" and base[1:].isdecimal():
        base = base.upper()
    else:
        base = _SHORT.get(base, _WRITTEN.get(base, base))
    if modifiers == ["ctrl"] and len(base) == 1:
        return "^" + base
    return "+".join((*modifiers, base))
