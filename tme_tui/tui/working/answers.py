"""Answers about single tasks and typed lines, as messages; what makes them is loaded when first asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.content import Content

    from tme_tui.model.task import Task
    from tme_tui.tui.details.pane import Card
    from tme_tui.tui.line.prompt import Purpose

Pieces = Sequence[tuple[int, int, str]]
"""Start, end and kind of what was understood in a line."""


class Read(Message):
    """What a text on the prompt means so far."""

    def __init__(
        self,
        purpose: Purpose,
        text: str,
        said: Content,
        pieces: Pieces = (),
        *,
        wrong: str = "",
        held: bool = False,
    ) -> None:
        super().__init__()
        self.purpose = purpose
        self.text = text
        self.said = said
        self.pieces = pieces
        self.wrong = wrong
        """Why it means nothing; then `said` is empty."""
        self.held = held
        """Whether to wait for more before acting on it."""


class LineReady(Message):
    """A task as a line, to be edited."""

    def __init__(self, task: Task, line: str) -> None:
        super().__init__()
        self.task = task
        self.line = line


class CardRead(Message):
    """A task for the details pane; None when it does not exist any more."""

    def __init__(self, number: int, card: Card | None) -> None:
        super().__init__()
        self.number = number
        self.card = card
