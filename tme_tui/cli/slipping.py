"""Changing tasks whose new date makes others late: those are named, or move along by the same distance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tme_tui.cli.session import Session
from tme_tui.engine.delay_words import say_slip
from tme_tui.language.describe import describe_duration

if TYPE_CHECKING:
    from tme_tui.engine.timing import Slipping
    from tme_tui.model.draft import Fields


def edit_dates(
    session: Session, numbers: Sequence[int], fields: Fields, *told: str, along: bool, as_json: bool
) -> None:
    """Change tasks; what becomes late by that moves along, if it is wanted, and else is named."""
    manager, words = session.manager, session.words
    found = manager.slips(numbers, fields)
    late = [] if found is None else list(found.slips)
    asked = found is not None and bool(found.along) and not along and not as_json and session.interactive
    if found is not None and found.along and (_is_wanted(session, found) if asked else along):
        outcome = manager.shift_all(numbers, fields, found.along, found.by)
        late = [slip for slip in late if int(slip.task.id) not in found.along]
    else:
        outcome = manager.edit(numbers, fields)
    if as_json:
        slips = [{"id": int(slip.task.id), "late_seconds": int(slip.late.total_seconds())} for slip in late]
        session.out.documents({**session.task_json(task), "slips": slips} for task in outcome.tasks)
    else:
        session.tell(outcome, *told, *([] if asked else [say_slip(slip, words) for slip in late]))


def _is_wanted(session: Session, found: Slipping) -> bool:
    """Whether the person at the terminal wants them to move along."""
    words = session.words
    session.need_terminal()
    for slip in found.slips:
        session.complain(say_slip(slip, words))
    question = words.plural(
        "Move {n} task along by {time}? [y/N]",
        "Move {n} tasks along by {time}? [y/N]",
        len(found.along),
        time=describe_duration(found.by, words.language),
    )
    return session.ask(question)
