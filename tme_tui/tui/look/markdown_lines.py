"""Notes in Markdown as painted lines, made off the loop: importing and parsing take longer than a key may."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO

from rich.style import Style
from textual.strip import Strip

from tme_tui.tui.look.cells import harmless

STYLES = ("heading", "code", "quote", "link", "rule", "bullet")
"""What a theme says about notes; each is a component class `details--…` of the pane."""
_NAMES = {
    "heading": ("h1", "h2", "h3", "h4", "h5", "h6", "h7"),
    "code": ("code", "code_block"),
    "quote": ("block_quote",),
    "link": ("link", "link_url"),
    "rule": ("hr", "h1.border"),
    "bullet": ("item.bullet", "item.number"),
}
LONGEST = 60_000
"""Notes longer than this stay as they were typed."""


def markdown_lines(notes: str, width: int, styles: Mapping[str, Style]) -> list[Strip]:
    """The notes as they look, each line as wide as it is."""
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    named = {f"markdown.{name}": styles[kind] for kind, names in _NAMES.items() for name in names}
    console = Console(
        file=StringIO(), width=width, color_system="truecolor", force_terminal=True, theme=Theme(named)
    )
    text = "\n".join(harmless(line) for line in notes.expandtabs(4).split("\n"))
    lines = console.render_lines(Markdown(text, hyperlinks=False), pad=False)
    return [Strip(line) for line in lines]


def plain_lines(notes: str, width: int) -> list[str]:
    """The notes as they were typed, folded to a width."""
    from rich.cells import chop_cells

    found: list[str] = []
    for line in notes.expandtabs(4).split("\n"):
        found += chop_cells(harmless(line), max(width, 1)) or [""]
    return found
