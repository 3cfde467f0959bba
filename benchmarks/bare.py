"""The floor under the screen: Textual programs that do nothing. `python -m benchmarks.bare hello|list`."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static


class Hello(App[None]):
    """One word."""

    def compose(self) -> ComposeResult:
        yield Static("Hello, world")


class BareList(App[None]):
    """A list of a hundred lines, which can be moved in."""

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Line {number}" for number in range(100)))


if __name__ == "__main__":
    (Hello if sys.argv[1] == "hello" else BareList)().run()
