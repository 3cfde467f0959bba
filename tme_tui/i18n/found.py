"""A message that was found in the code."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A message in the code."""

    message: str
    many: str
    """The English plural; empty when there is none."""
    sense: str
    place: str
