"""`tme free`: the nearest times at which everybody can."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style
from tme_tui.cli.session import Session
from tme_tui.i18n import message
from tme_tui.model.moment import Moment, zone_named


@command(
    "free",
    details=message(
        "It looks between everyone's hours of work, holidays and zone, and around the events that they made "
        "or have not declined."
    ),
    examples=(
        "tme free --for 45m",
        "tme free --for 1h --with anna,boris --from monday --until friday",
        "tme free --for 2h --all-day-hours --json",
    ),
)
@click.option(
    "--for", "length", metavar="LENGTH", help=message("How long, such as 45m; an hour when not given.")
)
@click.option(
    "--with", "people", multiple=True, metavar="LOGINS", help=message("With whom, such as anna,boris.")
)
@click.option("--from", "begin", metavar="MOMENT", help=message("Not before; now when not given."))
@click.option("--until", metavar="MOMENT", help=message("Not after; four weeks later when not given."))
@click.option("--all-day-hours", is_flag=True, help=message("Outside the hours of work too."))
@click.option(
    "--count", default=5, type=click.IntRange(1, 1_000), metavar="N", help=message("So many times at most.")
)
@json_option
@click.pass_obj
def free_command(
    session: Session,
    length: str | None,
    people: tuple[str, ...],
    begin: str | None,
    until: str | None,
    all_day_hours: bool,
    count: int,
    as_json: bool,
) -> None:
    """Find free time."""
    logins = [login for said in people for login in said.replace(",", " ").split()]
    slots = session.manager.free(
        _length(session, length),
        logins,
        None if begin is None else _instant(session, "--from", begin),
        None if until is None else _instant(session, "--until", until, day_ends=True),
        all_hours=all_day_hours,
        limit=count,
    )
    if as_json:
        zone = zone_named(session.zone)
        session.out.documents(
            {
                "start": slot.start.astimezone(zone).isoformat(timespec="seconds"),
                "end": slot.end.astimezone(zone).isoformat(timespec="seconds"),
                "minutes": int((slot.end - slot.start).total_seconds()) // 60,
            }
            for slot in slots
        )
        return
    from tme_tui.language.describe import describe_duration

    for slot in slots:
        said = session.reader.span(Moment.at(slot.start, session.zone), Moment.at(slot.end, session.zone))
        lasting = describe_duration(slot.end - slot.start, session.locale)
        session.out.say(said, Piece(f" · {lasting}", Style.FAINT))
    if not slots:
        session.complain(session.words.text("there is no such time"))


def _length(session: Session, text: str | None) -> timedelta:
    from tme_tui.language.dates import read_duration

    found = timedelta(hours=1) if text is None else read_duration(text)
    if not found:
        raise click.UsageError(
            session.words.text("--for takes a length of time such as 45m, not {text}", text=repr(text))
        )
    return found


def _instant(session: Session, option: str, text: str, *, day_ends: bool = False) -> datetime:
    from tme_tui.language.dates import read_moment

    found = read_moment(text, session.context)
    if found is None:
        raise click.UsageError(
            session.words.text(
                "{option} takes a moment such as friday 18:00, not {text}", option=option, text=repr(text)
            )
        )
    return found.utc(session.zone, day_ends=day_ends)
