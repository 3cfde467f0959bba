"""What could stand in the calendar and does not yet."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Ghost(NamedTuple):
    """Something that could stand there: a proposed block, free time, or what is being put somewhere."""

    begin: datetime
    end: datetime
    """On the wall clock of the zone that is shown."""
    title: str
    is_late: bool = False
    """Whether it would be late there."""
    people: tuple[str, ...] = ()
    """In whose columns it is drawn; empty for everybody's."""
