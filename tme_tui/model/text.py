"""The door for all text: what comes in is cleaned once, here, whatever surface it came from."""

from __future__ import annotations

import re
import unicodedata

from tme_tui.model.errors import InvalidValue

TITLE_LIMIT = 10_000
NOTES_LIMIT = 1_000_000

# C0 and C1 controls, bidirectional overrides and isolates, line and paragraph separators, surrogates, and
# the byte-order mark: none has a place in one line of text, and several can take over a terminal.
_UNSAFE_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+")
_UNSAFE_NOTES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+"
)
_SPACES = re.compile(r"\s+")


def clean_line(text: str) -> str:
    """One line of harmless text: controls become spaces, runs of spaces one space."""
    return _SPACES.sub(" ", _UNSAFE_LINE.sub(" ", text)).strip()


def clean_notes(text: str) -> str:
    """Several lines of harmless text; newlines and tabs stay."""
    return _UNSAFE_NOTES.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()


def title_of(text: str) -> str:
    """A task's title, or the reason why it cannot be one."""
    title = clean_line(text)
    if not title:
        raise InvalidValue("a task needs a title", field="title")
    if len(title) > TITLE_LIMIT:
        raise InvalidValue(
            f"the title has {len(title):,} characters, the limit is {TITLE_LIMIT:,}: use notes",
            field="title",
        )
    return title


def notes_of(text: str) -> str:
    """A task's notes, or the reason why they cannot be stored."""
    notes = clean_notes(text)
    if len(notes) > NOTES_LIMIT:
        raise InvalidValue(
            f"the notes have {len(notes):,} characters, the limit is {NOTES_LIMIT:,}", field="notes"
        )
    return notes


def fold(text: str) -> str:
    """The form in which text is compared and searched: no case, ё as е, compatibility forms united."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("е\u0308", "е")
