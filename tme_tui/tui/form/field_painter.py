"""A line of the form as it is drawn: label, text, the sign that opens something, and what the text means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from tme_tui.tui.look.cells import fitted, harmless

STYLES = ("label", "text", "hint", "opener", "pointed", "said", "wrong")
"""What a theme says about the lines."""
_LABEL, _OPENER = 14, 2
_OPENS = "▾"


class Look(NamedTuple):
    """All that a line shows."""

    label: str
    text: str
    hint: str
    opens: bool
    pointed: bool
    """Whether the mouse is over the sign to open with."""
    said: str
    wrong: bool


class Columns(NamedTuple):
    """Where what stands, in cells."""

    text: int
    opener: int
    said: int
    end: int

    @property
    def text_width(self) -> int:
        """The room for the text."""
        return self.opener - self.text


def columns_of(width: int) -> Columns:
    """The columns of so wide a form: three parts for texts, two for what they mean."""
    rest = max(width - _LABEL - _OPENER, 2)
    opener = _LABEL + rest * 3 // 5
    return Columns(_LABEL, opener, opener + _OPENER, _LABEL + rest + _OPENER)


def painted(look: Look, columns: Columns, styles: Mapping[str, Style]) -> list[Strip]:
    """The lines that it takes: long labels and meanings are folded."""
    labels = _folded(look.label, columns.text - 1)
    said = _folded(look.said, columns.end - columns.said - 1)
    text = fitted(harmless(look.text or look.hint), columns.text_width)
    opener = fitted(_OPENS if look.opens else "", _OPENER)
    first = [
        Segment(text, styles["text" if look.text else "hint"]),
        Segment(opener, styles["pointed" if look.pointed else "opener"]),
    ]
    below = [Segment(" " * (columns.said - columns.text), styles["label"])]
    said_style = styles["wrong" if look.wrong else "said"]
    strips = []
    for place in range(max(len(labels), len(said))):
        label = labels[place] if place < len(labels) else ""
        meaning = said[place] if place < len(said) else ""
        segments = [
            Segment(fitted(label, columns.text), styles["label"]),
            *(below if place else first),
            Segment(fitted(f" {meaning}", columns.end - columns.said), said_style),
        ]
        strips.append(Strip(segments, columns.end))
    return strips


def captioned(caption: str, columns: Columns, styles: Mapping[str, Style]) -> Strip:
    """The line above what follows."""
    return Strip([Segment(fitted(caption, columns.end), styles["label"])], columns.end)


def _folded(text: str, width: int) -> list[str]:
    return [line.plain for line in Content(harmless(text)).wrap(max(width, 1))]
