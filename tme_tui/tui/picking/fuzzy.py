"""How well typed letters fit a text: in order, best where words begin and where they touch. Pure."""

from __future__ import annotations

from tme_tui.model.text import fold

_START, _WORD, _TOUCH, _FAR = 12, 8, 6, 1


def score(needle: str, text: str) -> int | None:
    """How well `needle` fits; None when it does not. Its words may come in any order."""
    folded = fold(text)
    total = 0
    for word in fold(needle).split():
        found = _word_score(word, folded)
        if found is None:
            return None
        total += found
    return total - len(folded) // 16


def _word_score(word: str, text: str) -> int | None:
    place = text.find(word)
    if place >= 0:
        begins = _START if place == 0 else _WORD if not text[place - 1].isalnum() else 0
        return begins + _TOUCH * len(word) + _WORD
    total, last = 0, -1
    for letter in word:
        place = text.find(letter, last + 1)
        if place < 0:
            return None
        if place == last + 1:
            total += _TOUCH
        elif place == 0 or not text[place - 1].isalnum():
            total += _WORD
        total -= min(place - last - 1, 8) * _FAR
        last = place
    return total
