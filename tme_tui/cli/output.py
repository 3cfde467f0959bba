"""Standard output: harmless text, styles when a terminal shows them, one JSON document when asked.

Text of tasks may come from anywhere. It was cleaned when it was stored, and is cleaned again here, because
a base may have been written by another program and a terminal obeys what it is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from enum import StrEnum
from io import TextIOWrapper
from typing import NamedTuple, TextIO

_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


class Style(StrEnum):
    """What a piece of text is; the value is its colour, which never says anything alone."""

    PLAIN = ""
    FAINT = "2"
    STRONG = "1"
    LATE = "31"
    SOON = "33"
    GOOD = "32"
    NAME = "36"
    URGENT = "1;31"


class Piece(NamedTuple):
    """Some text in one style."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Piece, ...]


class OutputFailed(Exception):
    """Standard output cannot be written: its disk is full, for example."""


def harmless(text: str) -> str:
    """The text with nothing in it that a terminal would obey."""
    return text if text.isprintable() else _HARMFUL.sub("�", text)


def line(*parts: str | Piece) -> Line:
    """A line of harmless pieces."""
    return tuple(
        Piece(harmless(part)) if isinstance(part, str) else Piece(harmless(part.text), part.style)
        for part in parts
    )


class Output:
    """Writes lines and documents to a stream."""

    def __init__(self, stream: TextIO, *, colour: bool, width: int | None) -> None:
        self._stream = stream
        self.colour = colour
        self.width = width
        """The cells of a line; None when nobody counts them, as in a pipe."""

    def say(self, *parts: str | Piece) -> None:
        """Write one line."""
        self.put(line(*parts))

    def put(self, pieces: Line) -> None:
        """Write one line of pieces that are harmless already."""
        self.write("".join(self._styled(piece) for piece in pieces).rstrip(" ") + "\n")

    def document(self, document: object) -> None:
        """Write one JSON document."""
        self._speak_utf8()
        self.write(_json(document, indent=2) + "\n")

    def documents(self, documents: Iterable[object]) -> None:
        """Write a JSON array, one element a line, while the elements are still being found."""
        self._speak_utf8()
        opened = False
        for document in documents:
            self.write((",\n" if opened else "[\n") + _json(document))
            opened = True
        self.write("\n]\n" if opened else "[]\n")

    def flush(self) -> None:
        """Hand over what is buffered, so that a failure to write is noticed while it can be told."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputFailed(error.strerror or str(error)) from error

    def write(self, text: str) -> None:
        """Write text of our own, as it is."""
        try:
            self._stream.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputFailed(error.strerror or str(error)) from error

    def _speak_utf8(self) -> None:
        """JSON is UTF-8, whatever the alphabet of the terminal."""
        if (self._stream.encoding or "utf-8").lower() != "utf-8" and isinstance(self._stream, TextIOWrapper):
            self._stream.reconfigure(encoding="utf-8")

    def _styled(self, piece: Piece) -> str:
        if not self.colour or not piece.style or not piece.text:
            return piece.text
        return f"\x1b[{piece.style.value}m{piece.text}\x1b[0m"


def _json(document: object, indent: int | None = None) -> str:
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return text if text.isascii() else _HARMFUL_IN_JSON.sub("\ufffd", text)


_HARMFUL_IN_JSON = re.compile("[\ud800-\udfff]")
"""Control characters are escaped by JSON itself; halves of letters cannot be written as UTF-8 at all."""
