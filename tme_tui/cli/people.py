"""`tme people`: who uses the base, or is named in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tme_tui.cli.command import command, group
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.i18n import LANGUAGES, message

if TYPE_CHECKING:
    from tme_tui.model.person import Person


@group(
    "people",
    details=message("Who uses this base, or is named in it: tasks are given to them with @login."),
    examples=("tme people", "tme people add anna --name 'Anna K.' --zone Europe/Moscow"),
)
@json_option
@click.pass_context
def people_command(context: click.Context, as_json: bool) -> None:
    """List people."""
    session = context.find_object(Session)
    if session is None or context.invoked_subcommand is not None:
        return
    found = session.manager.people()
    if as_json:
        session.out.documents(_person_as_json(person) for person in found)
        return
    rows = (
        [
            line(Piece(f"@{person.login}", Style.NAME)),
            line(person.name),
            line(person.zone),
            line(person.locale),
            line(Piece(person.role.value, Style.FAINT)),
        ]
        for person in found
    )
    print_table(
        session.out, [Column("", least=6), Column("", least=10), Column(""), Column(""), Column("")], rows
    )


@command("add", summary=message("Make somebody known."))
@click.argument("login", metavar="LOGIN")
@click.option("--name", default="", metavar="NAME", help=message("The name that others read."))
@click.option("--in-zone", "lives_in", metavar="ZONE", help=message("Where they live; yours when not given."))
@click.option("--speaks", "locale", type=click.Choice(LANGUAGES), help=message("Their language."))
@click.option(
    "--role",
    type=click.Choice(("owner", "member", "guest")),
    default="member",
    help=message("What they may do."),
)
@json_option
@click.pass_obj
def add_person(
    session: Session,
    login: str,
    name: str,
    lives_in: str | None,
    locale: str | None,
    role: str,
    as_json: bool,
) -> None:
    """Make somebody known."""
    from tme_tui.model.person import Role

    person = session.manager.add_person(
        login, name, lives_in or session.zone, locale or session.locale, Role(role)
    )
    if as_json:
        session.out.document(_person_as_json(person))
    else:
        session.tell_last()


people_command.add_command(add_person)


def _person_as_json(person: Person) -> dict[str, object]:
    return {
        "login": person.login,
        "uid": person.uid,
        "name": person.name,
        "zone": person.zone,
        "locale": person.locale,
        "role": person.role.value,
    }
