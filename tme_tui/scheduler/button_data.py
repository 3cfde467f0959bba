"""What a button carries: the delivery and the answer, in a few letters, and never a word of the task."""

from __future__ import annotations

from typing import NamedTuple

from tme_tui.model.delivery import Answer

_LETTERS = {
    Answer.DONE: "d",
    Answer.SNOOZE: "s",
    Answer.SNOOZE_HOUR: "h",
    Answer.TOMORROW: "t",
    Answer.POSTPONE_DAY: "p",
    Answer.POSTPONE_WEEK: "w",
    Answer.OPEN: "o",
}
_ANSWERS = {letter: answer for answer, letter in _LETTERS.items()}


class Pressed(NamedTuple):
    """A button that was pressed."""

    delivery: int
    answer: Answer


def data_of(delivery: int, answer: Answer) -> str:
    """The data of a button."""
    return f"d:{delivery}:{_LETTERS[answer]}"


def read_data(data: str) -> Pressed | None:
    """What `data_of` wrote; anything else, which anybody may send, is None."""
    kind, _, rest = data.partition(":")
    number, _, letter = rest.partition(":")
    plain = kind == "d" and number.isascii() and number.isdigit() and len(number) <= 10
    if not plain or letter not in _ANSWERS:
        return None
    return Pressed(int(number), _ANSWERS[letter])
