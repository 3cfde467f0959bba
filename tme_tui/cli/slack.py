"""How slack and the critical path are written: `tme tree --critical`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from tme_tui.cli.output import Line, Piece, Style
from tme_tui.cli.session import Session
from tme_tui.language.describe import describe_roughly

if TYPE_CHECKING:
    from tme_tui.model.critical_path import Times

CRITICAL = " ◆"


def said(session: Session, times: Times | None) -> Line:
    """What stands behind a task: whether it decides the end, and how much later it may be."""
    if times is None:
        return ()
    pieces = [Piece(CRITICAL, Style.STRONG)] if times.is_critical else []
    if times.margin is not None:
        words, far = session.words, describe_roughly(timedelta(seconds=abs(times.margin)), session.locale)
        if times.margin < 0:
            pieces.append(Piece(f" · {words.text('{time} too late', time=far)}", Style.LATE))
        elif not times.is_critical or times.margin:
            pieces.append(Piece(f" · {words.text('slack {time}', time=far)}", Style.FAINT))
    return tuple(pieces)


def as_json(times: Mapping[int, Times] | None, number: int) -> dict[str, object]:
    """The figures of a task; nothing when they are not asked for or it is closed."""
    one = None if times is None else times.get(number)
    if one is None:
        return {}
    return {"critical": one.is_critical, "slack": one.slack, "room": one.room}
