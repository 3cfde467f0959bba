"""Quick-add: one typed line, English or Russian or both, read into what it asks for.

`parse_line` reads a new task, `parse_changes` changes to one, `parse_outline` several lines at once,
`format_fields` writes the canonical line and `completion_at` tells what is being typed at the cursor. The
grammar is docs/quick-add.md.

What does the work is imported at the first call: a screen paints before anybody types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tme_tui.language.context import Context, Dialect
    from tme_tui.language.quickadd.completion import Completion
    from tme_tui.language.quickadd.outline import OutlineLine
    from tme_tui.model.draft import Draft, Fields

__all__ = ["as_plain_text", "completion_at", "format_fields", "parse_changes", "parse_line", "parse_outline"]


def parse_line(text: str, context: Context) -> Draft:
    """What a line asks for as a new task; never raises, and loses nothing that was typed.

    What is not understood stays in the title, which is empty if nothing is left. With `A >> B >> C` the draft
    is A's and its `chain` holds the others.
    """
    from tme_tui.language.quickadd.chains import read_chain

    return read_chain(text, context)


def parse_changes(text: str, context: Context) -> Draft:
    """What a line asks to change in a task; the title stays UNSET if no text is left over."""
    from tme_tui.language.quickadd.chains import read_one

    return read_one(text, context, adding=False)


def parse_outline(text: str, context: Context) -> tuple[OutlineLine, ...]:
    """Each line that is not empty as a task of its own, an indented one as a part of the line above."""
    from tme_tui.language.quickadd.outline import read_outline

    return read_outline(text, context)


def format_fields(source: Draft | Fields, context: Context) -> str:
    """The canonical line, which means the same when it is read again; a chain is joined by `>>`."""
    from tme_tui.language.quickadd.formatting import write_line

    return write_line(source, context)


def as_plain_text(text: str, start: int, end: int) -> str:
    """The line with the words that touch `text[start:end]` escaped, so that they are read as text."""
    from tme_tui.language.quickadd.literals import escape

    return escape(text, start, end)


def completion_at(text: str, cursor: int, dialect: Dialect | None = None) -> Completion | None:
    """What could be completed at `cursor`: its kind, what was typed of it and what to replace."""
    from tme_tui.language.quickadd.completion import find_completion

    return find_completion(text, cursor, dialect)
