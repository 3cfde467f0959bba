"""Reads gettext catalogues (`.po` files) as they are: no compiled copy can be forgotten or grow stale.

A language is a folder with one file for each part of the program. A thousand messages are read in a few
milliseconds, and only for those who do not read English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"

Key = tuple[str, str]
"""A message and the sense in which it is meant; mostly an empty one."""


class CatalogueMistake(ValueError):
    """A catalogue has a line that cannot be read."""


@dataclass(slots=True)
class Entry:
    """One message of a catalogue."""

    line: int
    sense: str = ""
    message: str = ""
    many: str = ""
    """The English plural, when there is one."""
    forms: dict[int, str] = field(default_factory=dict)
    """The translation; several forms for a plural."""
    fuzzy: bool = False
    """Whether the translation is only a guess; then it is not used."""


def load_catalogue(language: str) -> Mapping[Key, tuple[str, ...]]:
    """The translations of a language by message and sense; what is not translated is not there."""
    return {
        (entry.message, entry.sense): tuple(entry.forms[n] for n in sorted(entry.forms))
        for path in files_of(language)
        for entry in read_entries(path.read_text(encoding="utf-8"))
        if entry.message and not entry.fuzzy and entry.forms and all(entry.forms.values())
    }


def files_of(language: str) -> list[Path]:
    """The files of a language's catalogue."""
    return sorted((LOCALES / language).glob("*.po"))


def read_entries(text: str) -> Iterator[Entry]:
    """Every message of a `.po` file, the header (an empty message) too."""
    entry: Entry | None = None
    fuzzy = False
    key = ""
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if not line or line[0] == "#":
            if entry is not None and entry.forms:
                yield entry
                entry = None
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if line[0] != '"':
            key, _, line = line.partition(" ")
            if entry is not None and entry.forms and key in {"msgid", "msgctxt"}:
                yield entry
                entry = None
            if entry is None:
                entry, fuzzy = Entry(number, fuzzy=fuzzy), False
        if entry is None:
            raise CatalogueMistake(f"line {number}: expected msgid")
        _add(entry, key, _unquoted(line, number), number)
    if entry is not None and entry.forms:
        yield entry


def _add(entry: Entry, key: str, text: str, number: int) -> None:
    if key == "msgid":
        entry.message += text
    elif key == "msgid_plural":
        entry.many += text
    elif key == "msgctxt":
        entry.sense += text
    elif key == "msgstr":
        entry.forms[0] = entry.forms.get(0, "") + text
    elif key.startswith("msgstr[") and key[7:-1].isdecimal() and key.endswith("]"):
        form = int(key[7:-1])
        entry.forms[form] = entry.forms.get(form, "") + text
    else:
        raise CatalogueMistake(f"line {number}: {key} is not a keyword of catalogues")


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def _unquoted(text: str, number: int) -> str:
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise CatalogueMistake(f"line {number}: expected text in double quotes")
    text = text[1:-1]
    if "\\" not in text:
        return text
    first, *rest = text.replace("\\\\", "\0").split("\\")
    try:
        said = first + "".join(_ESCAPES[part[0]] + part[1:] for part in rest)
    except (KeyError, IndexError):
        raise CatalogueMistake(f"line {number}: an escape that is not known") from None
    return said.replace("\0", "\\")
