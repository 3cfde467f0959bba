"""`tme depend`: who waits for whom."""

from __future__ import annotations

from datetime import timedelta

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.selection import chosen
from tme_tui.cli.session import Session
from tme_tui.cli.states import answer
from tme_tui.cli.typed import typed
from tme_tui.i18n import message

_LINKS = ("FS", "SS", "FF", "SF")


@command(
    "depend",
    details=message(
        "FS, the usual type: a task can begin when the other is finished; SS: begin when it has begun; "
        "FF: finish when it is finished; SF: finish when it has begun. A circle is refused and named."
    ),
    examples=("tme depend 5 --on 3", "tme depend 5-7 --on 3,4 --lag 2d", "tme depend 5 --on 3 --off"),
)
@click.argument("tasks", nargs=-1, metavar="ID…")
@click.option("--on", "blockers", multiple=True, metavar="ID", help=message("The tasks to wait for."))
@click.option(
    "--type", "link", type=click.Choice(_LINKS, case_sensitive=False), help=message("What waits for what.")
)
@click.option("--lag", metavar="LENGTH", help=message("Time that has to pass between the two, such as 2d."))
@click.option("--off", is_flag=True, help=message("Wait no longer."))
@json_option
@click.pass_obj
def depend_command(
    session: Session,
    tasks: tuple[str, ...],
    blockers: tuple[str, ...],
    link: str | None,
    lag: str | None,
    off: bool,
    as_json: bool,
) -> None:
    """Tie tasks together, or apart."""
    from tme_tui.model.task import Link

    if not blockers:
        raise click.UsageError(session.words.text("say what to wait for: tme depend 5 --on 3"))
    if off and (link or lag):
        raise click.UsageError(session.words.text("--off takes neither --type nor --lag"))
    numbers = chosen(session, [typed(tasks)])
    others = chosen(session, [typed(blockers)])
    if off:
        outcome = session.manager.undepend(numbers, others)
    else:
        kind = Link((link or "FS").upper())
        outcome = session.manager.depend(numbers, others, kind, _length(session, lag))
    answer(session, outcome, as_json=as_json)


def _length(session: Session, lag: str | None) -> timedelta:
    if lag is None:
        return timedelta(0)
    from tme_tui.language.dates import read_duration

    text = lag.strip()
    found = read_duration(text.lstrip("-+−"))
    if found is None:
        raise click.UsageError(
            session.words.text("--lag takes a length of time such as 2d or 3h, not {text}", text=repr(lag))
        )
    return -found if text[:1] in "-−" else found
