"""`tme when`: what a phrase or a rule means, in words, and its next moments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style
from tme_tui.cli.session import Session
from tme_tui.cli.typed import typed
from tme_tui.i18n import message
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task_json import moment_as_json, recurrence_as_json

USUAL = 5


@command(
    "when",
    details=message(
        "A phrase is a date, a time or a repeat in English or Russian; a rule is that of RFC 5545, with or "
        "without RRULE: in front. --start says where a series begins; without it, that is now."
    ),
    examples=(
        "tme when 'next friday 18:00'",
        "tme when в последний рабочий день месяца в 17:00",
        "tme when 'FREQ=MONTHLY;BYDAY=-1FR' --start 2026-11-01T09:00 --count 12 --json",
    ),
)
@click.argument("phrase", nargs=-1, required=True, metavar="PHRASE")
@click.option("--start", metavar="MOMENT", help=message("Where the series begins, such as 2026-11-21T10:00."))
@click.option(
    "--count", default=USUAL, type=click.IntRange(0, 10_000), metavar="N", help=message("So many moments.")
)
@json_option
@click.pass_obj
def when_command(
    session: Session, phrase: tuple[str, ...], start: str | None, count: int, as_json: bool
) -> None:
    """Say what a phrase means."""
    from tme_tui.language.dates import read_moment
    from tme_tui.language.recurring import read_series

    text = typed(phrase).strip()
    context = session.context
    begins = None if start is None else _start(session, start)
    moment = read_moment(text, context)
    if moment is not None:
        _say_moment(session, moment, as_json=as_json)
        return
    series = read_series(text, context)
    if series is None:
        raise _why_not(session, text)
    first = begins or series.first
    found = [] if first is None else list(islice(coming(session, series.recurrence, first, begins), count))
    _say_series(session, series.recurrence, first, found, as_json=as_json)


def coming(
    session: Session, recurrence: Recurrence, first: Moment, begins: Moment | None = None
) -> Iterator[Moment]:
    """The occurrences from `begins`, else from now."""
    from datetime import timedelta

    from tme_tui.model.recurrence import next_after

    home = session.zone
    after = (begins.utc(home) if begins else session.now) - timedelta(microseconds=1)
    calendar = session.manager.calendar
    moment: Moment | None = None
    while True:
        moment = next_after(recurrence, first, moment or after, calendar=calendar, home=home)
        if moment is None:
            return
        yield moment


def _start(session: Session, text: str) -> Moment:
    from tme_tui.language.dates import read_moment

    found = read_moment(text, session.context)
    if found is None:
        raise click.UsageError(f"--start takes a moment such as 2026-11-21T10:00, not {text!r}")
    return found


def _why_not(session: Session, text: str) -> InvalidValue:
    """What is wrong with a rule, or that a phrase is not understood."""
    from tme_tui.model.recurrence.rule import parse_rule

    if "FREQ" in text.upper():
        try:
            parse_rule(text)
        except InvalidValue as error:
            return error
    return InvalidValue(session.words.text("{phrase} is neither a moment nor a repeat", phrase=repr(text)))


def _say_moment(session: Session, moment: Moment, *, as_json: bool) -> None:
    from tme_tui.language.describe import clock_change_notice, describe_distance

    said = session.reader.moment(moment)
    distance = describe_distance(moment, session.now, session.zone, session.locale)
    notice = clock_change_notice(moment, session.locale)
    if as_json:
        session.out.document(
            {
                "kind": "moment",
                "moment": moment_as_json(moment, session.zone),
                "all_day": moment.all_day,
                "zone": moment.zone,
                "sentence": said,
                "distance": distance,
                "notices": [notice] if notice else [],
                "next": [moment_as_json(moment, session.zone)],
            }
        )
        return
    session.out.say(said, Piece(f" · {distance}", Style.FAINT))
    session.out.say(Piece(moment_as_json(moment, session.zone) or "", Style.FAINT))
    if notice:
        session.out.say("  ", notice)


def _say_series(
    session: Session, recurrence: Recurrence, first: Moment | None, found: list[Moment], *, as_json: bool
) -> None:
    from tme_tui.language.describe import clock_change_notice, describe_recurrence

    said = describe_recurrence(recurrence, session.locale)
    if as_json:
        notices = [notice for one in found if (notice := clock_change_notice(one, session.locale))]
        session.out.document(
            {
                "kind": "recurrence",
                "recurrence": recurrence_as_json(recurrence),
                "start": moment_as_json(first, session.zone),
                "all_day": first is not None and first.all_day,
                "zone": None if first is None else first.zone,
                "sentence": said,
                "notices": notices,
                "next": [moment_as_json(moment, session.zone) for moment in found],
            }
        )
        return
    session.out.say(Piece(said, Style.STRONG))
    for moment in found:
        notice = clock_change_notice(moment, session.locale)
        session.out.say(
            "  ", session.reader.moment(moment), Piece(f" · {notice}" if notice else "", Style.FAINT)
        )
    if not found:
        session.out.say("  ", session.words.text("it never happens again"))
