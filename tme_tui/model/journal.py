"""What happened: steps, each one gesture of a person, with the rows it changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from tme_tui.model.ids import StepId
from tme_tui.model.value import value


class Origin(StrEnum):
    """Where a change came from."""

    TUI = "tui"
    CLI = "cli"
    LIBRARY = "library"
    TELEGRAM = "telegram"
    VK = "vk"
    API = "api"
    IMPORT = "import"
    SCHEDULER = "scheduler"


@value
class Change:
    """One row before and after: None where it did not exist; else only the columns that differ."""

    entity: str
    key: tuple[int | str, ...]
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@value
class Step:
    """One gesture: who, when, from where, in words."""

    id: StepId
    at: datetime
    person: str | None
    origin: Origin
    action: str
    sentence: str
    rows: int
    undone: bool
    reverts: StepId | None = None
    """The step that this one undid or redid."""


@value
class Committed:
    """Announced after a commit, by whichever process made it: a step and the rows it touched."""

    step: Step
    touched: Mapping[str, tuple[tuple[int | str, ...], ...]]
    """Keys of changed rows by entity: `tasks`, `task_tags`, …"""
    ours: bool
    """Whether this process made the change."""
