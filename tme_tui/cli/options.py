"""Options that mean the same before and after any command, and how their values are read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import click

from tme_tui.cli.session import Session
from tme_tui.i18n import LANGUAGES, message
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import zone_named


def read_now(text: str, zone: str) -> datetime:
    """The instant that `--now` names; without an offset it is a time of `zone`, a date alone its midnight."""
    try:
        if len(text) <= 10:
            moment = datetime.combine(date.fromisoformat(text), time(), zone_named(zone))
        else:
            moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone_named(zone))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise click.UsageError(f"--now takes a moment such as 2026-11-21T10:00+03:00, not {text!r}") from None


def _store(context: click.Context, option: click.Parameter, value: object) -> None:
    """An option's value goes to the session, wherever on the line it stood."""
    if not value:
        return
    if option.name == "zone":
        try:
            zone_named(str(value))
        except InvalidValue as error:
            raise click.UsageError(str(error), context) from None
    session = context.find_object(Session)
    if session is not None:
        setattr(session, _ATTRIBUTES[option.name or ""], value)


_ATTRIBUTES = {
    "now": "moment",
    "lang": "language",
    "zone": "chosen_zone",
    "no_color": "plain",
    "plain": "asked_spoken",
}

SHARED: tuple[click.Option, ...] = (
    click.Option(
        ["--now"],
        metavar="MOMENT",
        help=message("Act as if it were this moment, such as 2026-11-21T10:00+03:00."),
        is_eager=True,
        expose_value=False,
        callback=_store,
    ),
    click.Option(
        ["--zone"],
        metavar="ZONE",
        help=message("Read and show times in this zone, such as Europe/Moscow."),
        is_eager=True,
        expose_value=False,
        callback=_store,
    ),
    click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        help=message("Speak this language."),
        is_eager=True,
        expose_value=False,
        callback=_store,
    ),
    click.Option(
        ["--no-color"],
        is_flag=True,
        help=message("Print without colours."),
        is_eager=True,
        expose_value=False,
        callback=_store,
    ),
    click.Option(
        ["--plain"],
        is_flag=True,
        help=message("Print for a screen reader: one fact a line, no signs, no colours."),
        is_eager=True,
        expose_value=False,
        callback=_store,
    ),
)


def _help(context: click.Context, _: click.Parameter, asked: object) -> None:
    if asked and not context.resilient_parsing:
        from tme_tui.cli.helping import help_text

        session = context.find_object(Session)
        if session is not None:
            session.out.write(help_text(session, context))
        context.exit()


HELP = click.Option(
    ["--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    help=message("Show this help."),
    callback=_help,
)

json_option = click.option(
    "--json", "as_json", is_flag=True, help=message("Print JSON: one document, nothing else.")
)
