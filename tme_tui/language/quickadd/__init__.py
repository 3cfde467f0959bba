"""Quick-add: one typed line, English or Russian or both, read into what it asks for.

`parse_line` reads a new task, `parse_changes` changes to one, `format_fields` writes the canonical line and
`completion_at` tells what is being typed at the cursor. The grammar is docs/quick-add.md.
"""

from __future__ import annotations

from tme_tui.language.context import Context
from tme_tui.language.quickadd.chains import read_chain, read_one
from tme_tui.language.quickadd.completion import Completion, completion_at
from tme_tui.language.quickadd.formatting import format_fields
from tme_tui.language.quickadd.outline import OutlineLine, parse_outline
from tme_tui.model.draft import Draft

__all__ = [
    "Completion",
    "OutlineLine",
    "completion_at",
    "format_fields",
    "parse_changes",
    "parse_line",
    "parse_outline",
]


def parse_line(text: str, context: Context) -> Draft:
    """What a line asks for as a new task; never raises, and loses nothing that was typed.

    What is not understood stays in the title, which is empty if nothing is left. With `A >> B >> C` the draft
    is A's and its `chain` holds the others.
    """
    return read_chain(text, context)


def parse_changes(text: str, context: Context) -> Draft:
    """What a line asks to change in a task; the title stays UNSET if no text is left over."""
    return read_one(text, context, adding=False)
