"""Pasted text on its way from the terminal: without the escapes that would make keys of it.

Textual looks for sequences in pasted text too and takes those that it does not know for keys, so that copied
text could press any of ours. Most terminals leave escapes out of what they paste; tmux and others do not.
"""

from __future__ import annotations

ESCAPE = "\x1b"
START, END = "\x1b[200~", "\x1b[201~"


class PasteGuard:
    """Lets everything pass, portion by portion, except escapes between the marks of pasted text."""

    def __init__(self) -> None:
        self._is_pasted = False
        self._before = ""
        """The last of what has passed, which may begin the first mark."""
        self._held = ""
        """The last of what is pasted, while it may begin the mark behind it."""

    def feed(self, portion: str) -> str:
        """What is to be understood of a portion."""
        passed = []
        while portion:
            if self._is_pasted:
                text, end, portion = (self._held + portion).partition(END)
                self._held = "" if end else _begun(text, END)
                text = text.removesuffix(self._held)
                passed.append(text.replace(ESCAPE, "") + end)
                self._is_pasted = not end
            else:
                text, start, rest = (self._before + portion).partition(START)
                passed.append((text + start)[len(self._before) :])
                self._before, portion = "" if start else text[1 - len(START) :], rest
                self._is_pasted = bool(start)
        return "".join(passed)


def _begun(text: str, mark: str) -> str:
    """The beginning of a mark with which a text ends."""
    return next((mark[:size] for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), "")
