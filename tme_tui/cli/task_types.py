"""`tme types`: sets of typed attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tme_tui.cli.command import command, group
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.i18n import message

if TYPE_CHECKING:
    from tme_tui.model.task_type import Attribute, TaskType


@group(
    "types",
    details=message("A type gives its tasks attributes, which are set and searched as name:value."),
    examples=(
        "tme types",
        "tme types add bug severity:choice=low,high found:date",
        "tme add Login fails type:bug severity:high",
    ),
)
@json_option
@click.pass_context
def types_command(context: click.Context, as_json: bool) -> None:
    """List task types."""
    session = context.find_object(Session)
    if session is None or context.invoked_subcommand is not None:
        return
    found = session.manager.types()
    if as_json:
        session.out.documents(_type_as_json(kind) for kind in found)
        return
    rows = (
        [line(Piece(kind.name, Style.NAME)), line(" ".join(_described(one) for one in kind.attributes))]
        for kind in found
    )
    print_table(session.out, [Column("", least=8), Column("", least=20)], rows)


@command(
    "add",
    summary=message("Save a task type: the same name again replaces it."),
    details=message(
        "An attribute is name:kind, where the kind is text (also without one), number, bool, date or "
        "choice=one,another; an exclamation mark behind it makes it required."
    ),
    examples=("tme types add bug severity:choice=low,high! found:date",),
)
@click.argument("name", metavar="NAME")
@click.argument("attributes", nargs=-1, metavar="ATTRIBUTE…")
@json_option
@click.pass_obj
def add_type(session: Session, name: str, attributes: tuple[str, ...], as_json: bool) -> None:
    """Save a task type."""
    kind = session.manager.save_type(name, [_attribute(session, each) for each in attributes])
    if as_json:
        session.out.document(_type_as_json(kind))
    else:
        session.tell_last()


types_command.add_command(add_type)


def _attribute(session: Session, text: str) -> Attribute:
    """An attribute from `severity:choice=low,high!`."""
    from tme_tui.model.errors import InvalidValue
    from tme_tui.model.task_type import Attribute, AttributeKind

    required = text.endswith("!")
    name, _, described = text.rstrip("!").partition(":")
    kind, _, choices = described.partition("=")
    options = tuple(filter(None, (one.strip() for one in choices.split(","))))
    try:
        found = AttributeKind(kind.strip().casefold() or "text")
    except ValueError:
        raise InvalidValue(
            session.words.text(
                "{text} is no attribute: its kind is text, number, bool, date or choice=one,another",
                text=repr(text),
            ),
            field="attributes",
        ) from None
    if not name.strip() or (found is AttributeKind.CHOICE) != bool(options):
        raise InvalidValue(
            session.words.text("{text} is no attribute such as severity:choice=low,high", text=repr(text)),
            field="attributes",
        )
    return Attribute(name.strip(), found, options, required)


def _described(attribute: Attribute) -> str:
    choices = f"={','.join(attribute.choices)}" if attribute.choices else ""
    return f"{attribute.name}:{attribute.kind.value}{choices}{'!' if attribute.required else ''}"


def _type_as_json(kind: TaskType) -> dict[str, object]:
    return {
        "name": kind.name,
        "attributes": [
            {
                "name": one.name,
                "kind": one.kind.value,
                "choices": list(one.choices),
                "required": one.required,
            }
            for one in kind.attributes
        ],
    }
