"""`tme deliveries`: what was sent, what will be, what did not arrive and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tme_tui.cli.command import command, group
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Line, Piece, Style, line
from tme_tui.cli.selection import one_named
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.engine.delivery_words import DEAD, DELIVERY_STATES, state_of, subject
from tme_tui.i18n import message
from tme_tui.model.errors import NotFound
from tme_tui.model.outbox import Delivery

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

NEXT = 10
"""So many that are planned are listed among the others."""
_WAITING = ("planned", "retrying", "held")
"""What a dispatcher will take up by itself."""
BEGUN = tuple(state for state in DELIVERY_STATES if state != "planned")


@group(
    "deliveries",
    details=message("The latest come first. docs/reminders.md tells what each state means."),
    examples=("tme deliveries", "tme deliveries --failed", "tme deliveries retry 12"),
)
@click.option("--failed", is_flag=True, help=message("Only what did not arrive."))
@click.option("--planned", is_flag=True, help=message("Only what is still to be sent."))
@click.option("--task", metavar="ID", help=message("Only of this task."))
@click.option(
    "--limit", default=30, type=click.IntRange(1, 100_000), metavar="N", help=message("At most so many.")
)
@json_option
@click.pass_context
def deliveries_command(
    context: click.Context, failed: bool, planned: bool, task: str | None, limit: int, as_json: bool
) -> None:
    """List deliveries."""
    session = context.find_object(Session)
    if session is None or context.invoked_subcommand is not None:
        return
    states = (*(DEAD if failed else ()), *(("planned", "retrying", "held", "sending") if planned else ()))
    number = None if task is None else one_named(session, task)
    found = _found(session.manager, states, number, limit)
    if as_json:
        session.out.documents(as_document(one) for one in found)
        return
    columns = [
        Column(session.words.text("ID"), right=True, rigid=True),
        Column("", rigid=True),
        Column("", rigid=True),
        Column("", rigid=True),
        Column("", least=20),
        Column("", least=20, spare=True),
    ]
    if not print_table(session.out, columns, [_row(session, one) for one in found]):
        session.complain(session.words.text("nothing of the kind"))


def _found(manager: TaskManager, states: Sequence[str], task: int | None, limit: int) -> list[Delivery]:
    """What is wanted, the latest first; of what is planned the soonest, which must not hide what was sent."""
    if states:
        planned = "planned" in states
        found = manager.deliveries(states=states, task=task, limit=limit, soonest=planned)
        return found[::-1] if planned else found
    coming = manager.deliveries(states=("planned",), task=task, limit=min(NEXT, limit), soonest=True)
    begun = manager.deliveries(states=BEGUN, task=task, limit=limit)
    room = max(limit - len(begun), limit // 3)
    found = [*coming[:room], *begun[: limit - min(room, len(coming))]]
    once = {one.id: one for one in found}  # what was begun between the two looks is in both
    return sorted(once.values(), key=lambda one: (one.due, one.id), reverse=True)


@command("retry", summary=message("Send again what did not arrive."), examples=("tme deliveries retry 12",))
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(1), metavar="ID…")
@json_option
@click.pass_obj
def retry(session: Session, numbers: tuple[int, ...], as_json: bool) -> None:
    """Send again what did not arrive."""
    for number in numbers:
        if not session.manager.deliveries(number=number):
            raise NotFound("delivery", number)
    done = session.manager.resend(numbers)
    if as_json:
        session.out.document({"resent": done})
        return
    words = session.words
    if done:
        session.out.say(words.plural("{n} delivery is sent again", "{n} deliveries are sent again", done))
    else:
        session.fail(words.text("nothing to send again: only what failed or was missed can be"))


deliveries_command.add_command(retry)


def _row(session: Session, one: Delivery) -> list[Line]:
    state = state_of(one, session.words, session.reader.instant)
    style = Style.URGENT if one.state in DEAD else Style.GOOD if one.sent else Style.FAINT
    seen = " ✓" if one.acknowledged else ""
    whose = "" if one.person == session.manager.person.login else f" → @{one.person}"
    return [
        line(Piece(str(one.id), Style.FAINT)),
        line(session.reader.instant(one.due)),
        line(Piece(one.channel, Style.NAME)),
        line(Piece(state + seen, style)),
        line(subject(one, session.words) + whose),
        line(Piece(session.words.error(one.error), Style.FAINT)),
    ]


def as_document(one: Delivery) -> dict[str, object]:
    """What `--json` prints of a delivery."""

    def moment(value: object) -> object:
        return None if value is None else value.isoformat(timespec="seconds")  # type: ignore[attr-defined]

    return {
        "id": one.id,
        "kind": one.kind,
        "task": one.task,
        "title": one.title,
        "person": one.person,
        "channel": one.channel,
        "state": one.state,
        "due": moment(one.due),
        "next_try": moment(one.next_try if one.state in _WAITING else None),
        "attempts": one.attempts,
        "sent": moment(one.sent),
        "acknowledged": moment(one.acknowledged),
        "error": one.error or None,
    }
