"""Commands on a Cyrillic keyboard: which Latin key lies where a letter of ЙЦУКЕН was pressed.

A terminal tells the letter, not the key. Letters of ЙЦУКЕН are on no Latin keyboard, so each can be read as
the key beneath it: й is q, Ж is a colon, ctrl+ы is ctrl+s (the kitty protocol sends it so). Punctuation is on
both keyboards, in different places, and stays what it is: so actions on `/` and `?` have twins on F-keys.

The caller asks only outside text fields. Russian, Ukrainian and Belarusian agree on every letter but one:
і is s in Ukraine and b in Belarus.
"""

from __future__ import annotations

from typing import Final

from tme_tui.tui.actions.spelling import CHARACTERS

_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC_CAPITALS = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_LATIN_CAPITALS = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
_UKRAINIAN = dict(zip("іїєґІЇЄҐ", "s]'\\S}\"|", strict=True))
_BELARUSIAN = dict(zip("іўІЎ", "boBO", strict=True))

_COMMON = (
    dict(
        zip(
            _CYRILLIC + _CYRILLIC_CAPITALS,
            (CHARACTERS.get(letter, letter) for letter in _LATIN + _LATIN_CAPITALS),
            strict=True,
        )
    )
    | {letter: CHARACTERS.get(key, key) for letter, key in (_BELARUSIAN | _UKRAINIAN).items()}
    | {"numero_sign": "number_sign", "№": "number_sign"}  # above 3, where # is
)
_TABLES: Final[dict[str, dict[str, str]]] = {
    "ru": _COMMON,
    "uk": _COMMON,
    "be": _COMMON | _BELARUSIAN,
}

LAYOUTS: Final = ("ru", "uk", "be")
"""The layouts that `keys.layout` may name."""


def latin_key(key: str, layout: str = "ru") -> str:
    """The key of a Latin keyboard in the place of `key`, as Textual names it; any other key as it is."""
    table = _TABLES.get(layout, _COMMON)
    if key in table:
        return table[key]
    modifiers, plus, base = key.rpartition("+")
    return modifiers + plus + table[base] if plus and base in table else key
