"""`tme plan`: when to do what, what will be late and why; `--accept` writes it down."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from tme_tui.cli.cells import cut, padded
from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, harmless
from tme_tui.cli.selection import named
from tme_tui.cli.session import Session
from tme_tui.cli.states import answer
from tme_tui.i18n import message
from tme_tui.language.describe import describe_day
from tme_tui.model.moment import zone_named

if TYPE_CHECKING:
    from tme_tui.engine.proposing import Proposal, Proposed

_CLOCK = 13


@command(
    "plan",
    details=message(
        "It puts open tasks with estimates into the free hours of work of the next days, by dependencies, "
        "due dates and urgency, around events and blocks that are there already. Nothing is changed without "
        "--accept, which takes all that is proposed, or only the tasks that are named."
    ),
    examples=("tme plan", "tme plan --days 30", "tme plan --accept", "tme plan 3,5 --accept"),
)
@click.argument("tasks", nargs=-1, metavar="[ID…]")
@click.option(
    "--days", default=14, type=click.IntRange(1, 366), metavar="N", help=message("So many days; usually 14.")
)
@click.option("--accept", is_flag=True, help=message("Write the blocks down, in one step."))
@json_option
@click.pass_obj
def plan_command(session: Session, tasks: tuple[str, ...], days: int, accept: bool, as_json: bool) -> None:
    """Propose when to do what."""
    wanted = set(named(session, tasks)) if tasks else None
    proposal = session.manager.propose_plan(days)
    proposed = {int(one.task.id) for one in (*proposal.planned, *proposal.homeless)}
    if wanted is not None and not wanted & proposed:
        session.fail(session.words.text("nothing is proposed for these tasks: they need an estimate"))
        return
    if accept:
        answer(session, session.manager.accept_plan(proposal, wanted), as_json=as_json)
        return
    if as_json:
        shown = (*proposal.planned, *proposal.homeless)
        session.out.documents(
            _as_json(session, one) for one in shown if wanted is None or int(one.task.id) in wanted
        )
        return
    _print(session, proposal, wanted)


def _print(session: Session, proposal: Proposal, wanted: set[int] | None) -> None:
    words, zone = session.words, zone_named(session.zone)
    blocks = sorted(
        (
            (begin.astimezone(zone), end.astimezone(zone), one)
            for one in proposal.planned
            for begin, end in one.blocks
        ),
        key=lambda block: block[:2],
    )
    day: date | None = None
    for begin, end, one in blocks:
        if wanted is not None and int(one.task.id) not in wanted:
            continue
        if begin.date() != day:
            if day is not None:
                session.out.say()
            day = begin.date()
            today = session.now.astimezone(zone).date()
            session.out.say(Piece(describe_day(day, today, session.locale), Style.STRONG))
        _print_block(session, begin, end, one)
    late = [one for one in proposal.late if wanted is None or int(one.task.id) in wanted]
    if late:
        session.out.say()
        session.out.say(Piece(words.text("What will be late"), Style.STRONG))
    for one in late:
        _print_delay(session, one)
    if not proposal.has_room:
        session.complain(words.text("no hour of work is free in these days"))
    if not blocks and not late:
        session.complain(words.text("no open task has an estimate, so nothing is planned"))
    elif proposal.unestimated:
        said = words.plural(
            "{n} task has no estimate and is not planned",
            "{n} tasks have no estimate and are not planned",
            proposal.unestimated,
        )
        session.out.say()
        session.out.say(Piece(said, Style.FAINT))


def _print_block(session: Session, begin: datetime, end: datetime, one: Proposed) -> None:
    number = f" #{one.task.id}"
    parts = f" · {one.blocks.index((begin, end)) + 1}/{len(one.blocks)}" if len(one.blocks) > 1 else ""
    late = " !" if one.delay is not None else ""
    title = _fitted(session, one, _CLOCK + 2 + len(number) + len(parts) + len(late))
    session.out.put(
        (
            Piece(f"  {padded(f'{begin:%H:%M}–{end:%H:%M}', _CLOCK)}", Style.FAINT),
            Piece(title),
            Piece(number, Style.FAINT),
            Piece(parts, Style.FAINT),
            Piece(late, Style.LATE),
        )
    )


def _print_delay(session: Session, one: Proposed) -> None:
    from tme_tui.engine.delay_words import say_delay

    if one.delay is not None:
        title = _fitted(session, one, 2 + len(f" #{one.task.id}"))
        session.out.put((Piece("  "), Piece(title), Piece(f" #{one.task.id}", Style.FAINT)))
        session.out.put((Piece(f"    {harmless(say_delay(one.delay, session.words))}", Style.LATE),))


def _fitted(session: Session, one: Proposed, beside: int) -> str:
    title = harmless(one.task.title)
    return title if session.out.width is None else cut(title, max(session.out.width - beside, 8))


def _as_json(session: Session, one: Proposed) -> dict[str, object]:
    zone = zone_named(session.zone)
    delay = one.delay
    return {
        "id": int(one.task.id),
        "title": one.task.title,
        "due": None if one.task.due is None else one.task.due.iso(session.zone),
        "blocks": [
            {
                name: each.astimezone(zone).isoformat(timespec="seconds")
                for name, each in (("start", begin), ("end", end))
            }
            for begin, end in one.blocks
        ],
        "late": delay is not None,
        "late_seconds": None if delay is None else delay.late,
        "why": None if delay is None else delay.why.value,
        "because": [] if delay is None else list(delay.because),
    }
