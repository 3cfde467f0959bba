"""What can be wrong with the settings, said in one line.

Settings stand beside the model and know nothing of it, so this error is not a `TmeError`: a face catches
both, and shows both in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 60


class SettingsError(Exception):
    """`place` (a file and line, or the environment) gives `key` something that cannot be used."""

    def __init__(self, place: str, key: str, problem: str) -> None:
        said = [printable(part) for part in (place, key) if part]
        super().__init__(": ".join([*said, problem]))
        self.place = place
        self.key = key
        self.problem = problem


def printable(text: str) -> str:
    """`text` without anything that a terminal would obey, cut when it is long."""
    safe = text if text.isprintable() else repr(text)[1:-1]
    return safe if len(safe) <= 4 * _LONGEST else safe[: 4 * _LONGEST] + "…"


def quoted(text: str) -> str:
    """`text` as it is named in a message: in quotes, on one line, of a bearable length."""
    return repr(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Which of the known names was probably meant, by the whole name or by its last part."""
    import difflib  # only mistakes need it

    word = word.casefold()[:100]
    names = list(known)
    tails = {name.rpartition(".")[2]: name for name in reversed(names)}
    if word in tails:
        return tails[word]
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return close[0]
    close = difflib.get_close_matches(word.rpartition(".")[2], list(tails), n=1, cutoff=0.8)
    return tails[close[0]] if close else None
