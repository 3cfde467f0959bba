"""Several lines at once, as chats send them: each line a task, an indented line a part of the one above."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tme_tui.language.context import Context
from tme_tui.language.quickadd.chains import read_chain
from tme_tui.model.draft import Draft
from tme_tui.model.task import Status

_TAB = 4
MOST_LINES = 10_000
_BULLETS = ("- ", "* ", "• ", "– ")
_OPEN_BOX = "[ ] "
_TICKED_BOX = "[x] "


class OutlineLine(NamedTuple):
    """One line of several."""

    draft: Draft
    parent: int | None = None
    """The index of the line that it is a part of."""


def read_outline(text: str, context: Context) -> tuple[OutlineLine, ...]:
    """Each line that is not empty as a task of its own; indented ones have the line above them as parent."""
    found: list[OutlineLine] = []
    above: list[tuple[int, int]] = []
    for raw in text.splitlines()[:MOST_LINES]:
        line = raw.expandtabs(_TAB)
        body = line.strip()
        if not body:
            continue
        depth = len(line) - len(line.lstrip())
        for bullet in _BULLETS:
            body = body.removeprefix(bullet)
        while above and above[-1][0] >= depth:
            above.pop()
        parent = above[-1][1] if above else None
        above.append((depth, len(found)))
        found.append(OutlineLine(_read_boxed(body, context), parent))
    return tuple(found)


def _read_boxed(body: str, context: Context) -> Draft:
    """What a line asks for; a box of Markdown before it says whether that is done already."""
    box, rest = body[: len(_OPEN_BOX)].lower(), body[len(_OPEN_BOX) :].lstrip()
    if not rest or box not in (_OPEN_BOX, _TICKED_BOX):
        return read_chain(body, context)
    draft = read_chain(rest, context)
    if box == _OPEN_BOX:
        return draft
    return replace(draft, fields=replace(draft.fields, status=Status.DONE))
