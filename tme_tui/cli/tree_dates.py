"""When the tasks of a tree are due and for when they are planned, as far as there is room: `tme tree`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tme_tui.cli.cells import width
from tme_tui.cli.output import Line, Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.model.conflict import DateConflict
from tme_tui.model.task import Kind, Task

CONFLICT = "↯"


def said(session: Session, task: Task) -> Sequence[Line]:
    """When it is due and for when it is planned; what matters more comes first."""
    words, reader, found = session.words, session.reader, []
    if task.due is not None:
        for piece in reader.due(task.due, is_open=task.status.is_open):
            text = words.text("due {when}", when=piece.text)
            found.append(line(Piece(" · ", Style.FAINT), Piece(text, piece.style)))
    if task.starts is not None:
        text = reader.span(task.starts, task.ends)
        if task.kind is not Kind.EVENT:
            text = words.text("planned {when}", when=text)
        found.append(line(Piece(f" · {text}", Style.FAINT)))
    return found


def conflict(session: Session, conflicts: Sequence[DateConflict]) -> Line:
    """That it is due before something that it waits for, the worst of it; nothing where it is not."""
    if not conflicts:
        return ()
    said = session.words.text("due before #{number}", number=conflicts[0].blocker)
    return line(Piece(" · ", Style.FAINT), Piece(f"{CONFLICT} {said}", Style.LATE))


def fitting(facts: Iterable[Line], room: int) -> Line:
    """As many of them as so many cells have room for."""
    found: list[Piece] = []
    for fact in facts:
        room -= sum(width(piece.text) for piece in fact)
        if room < 0:
            break
        found += fact
    return tuple(found)
