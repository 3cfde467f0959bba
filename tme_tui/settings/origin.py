"""Where a setting's value was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

Raw: TypeAlias = "str | Sequence[Raw] | Mapping[str, Raw]"
"""What a source holds before a reader understands it: every leaf is text, whatever the source."""


class Origin(NamedTuple):
    """What kind of source decided, and the place in it."""

    kind: str
    """`default`, `system`, `file`, `.env`, `environment` or `option`."""
    place: str = ""
    """A file with a line, or the name of a variable."""

    def __str__(self) -> str:
        if self.kind in {"file", ".env"} or not self.place:
            return self.place or self.kind
        return f"{self.kind} ({self.place})"


class Entry(NamedTuple):
    """One value as a source says it."""

    key: str
    """Such as `backup.keep_daily`."""
    raw: Raw
    origin: Origin
    said: str
    """The name by which the source calls it, such as `TME_BACKUP__KEEP_DAILY`."""
    place: str
    """Where an error would send the reader."""


DEFAULT = Origin("default")
