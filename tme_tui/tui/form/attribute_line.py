"""Attributes as one text, `severity: high; found: 2026-12-01`, and what of it belongs into fields.

Whatever was typed belongs to the name it was typed under. So when the type changes, what the new type knows
moves from the line into fields, and what it does not know moves from fields into the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tme_tui.model.text import fold

if TYPE_CHECKING:
    from tme_tui.model.task_type import TaskType

_BETWEEN = re.compile(r"(?<!\\);")


def written_value(one: object) -> str:
    """A value as it is typed."""
    return ("yes" if one else "no") if isinstance(one, bool) else str(one)


def written_pairs(pairs: Mapping[str, str]) -> str:
    """`severity: high; found: 2026-12-01`."""
    return "; ".join(f"{name}: {one}".replace(";", "\\;") for name, one in pairs.items())


def parts_of(line: str) -> list[str]:
    """The parts of the line, each a pair or what nobody understands."""
    return [part.strip().replace("\\;", ";") for part in _BETWEEN.split(line) if part.strip()]


def pair_of(part: str) -> tuple[str, str] | None:
    """Name and text; None where there is no name."""
    name, colon, text = part.partition(":")
    return (name.strip(), text.strip()) if colon and name.strip() else None


def whole(line: str, fields: Mapping[str, str]) -> str:
    """All attributes in one text, always in the same order; `fields` are texts by attribute."""
    parts = [*parts_of(line), *(f"{name}: {text}" for name, text in fields.items() if text.strip())]
    return "; ".join(one.replace(";", "\\;") for one in sorted(parts, key=fold))


def dealt(text: str, kind: TaskType | None) -> tuple[dict[str, str], str]:
    """The text of each field that a type declares, by attribute, and what is left for the line."""
    fields = {each.name: "" for each in kind.attributes} if kind is not None else {}
    rest = []
    for part in parts_of(text):
        pair = pair_of(part)
        declared = kind.attribute(pair[0]) if pair is not None and kind is not None else None
        if pair is None or declared is None or fields[declared.name]:
            rest.append(part.replace(";", "\\;"))
        else:
            fields[declared.name] = pair[1]
    return fields, "; ".join(rest)
