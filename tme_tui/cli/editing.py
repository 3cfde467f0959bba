"""Commands that change what tasks say: `edit`, `move`, `duplicate`."""

from __future__ import annotations

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.selection import are_ids, chosen, named
from tme_tui.cli.session import Session
from tme_tui.cli.states import answer
from tme_tui.cli.typed import typed
from tme_tui.cli.understanding import understood
from tme_tui.i18n import message
from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue


@command(
    "edit",
    keeps_dashes=True,
    details=message(
        "The words are those of tme add: what they name is changed, a title is replaced when there is one, "
        "all else stays. -#tag takes a tag away, due:none empties a field, dep:-12 unties. "
        "Several tasks are named as 3-7,12 in one word; --where changes all that a query matches. "
        "What comes too late by a new date is said; --along moves it by the same distance, in one step."
    ),
    examples=(
        "tme edit 3 tomorrow 18:00 !1",
        "tme edit 3,5-7 '+Work/Design' '-#shop'",
        "tme edit 3 due:none remind:1h",
        "tme edit 3 friday --along",
        "tme edit --where '#shop' +Home",
    ),
)
@click.argument("text", nargs=-1, metavar="ID TEXT…")
@click.option("--where", metavar="QUERY", help=message("Change all tasks that the query matches."))
@click.option("--along", is_flag=True, help=message("Move along what comes too late by a new date."))
@json_option
@click.pass_obj
def edit_command(
    session: Session, text: tuple[str, ...], where: str | None, along: bool, as_json: bool
) -> None:
    """Change fields of tasks."""
    from tme_tui.cli.slipping import edit_dates
    from tme_tui.language.quickadd import parse_changes

    words = list(text)
    if where is None:
        which = words.pop(0) if words else ""
        if not are_ids([which]):
            raise click.UsageError(session.words.text("say which task, then what to change: tme edit 3 !1"))
        numbers = named(session, [which])
    else:
        numbers = chosen(session, [where])
    line = typed(words)
    if not line.strip():
        raise click.UsageError(session.words.text("say what to change, such as !1 or tomorrow"))
    draft = parse_changes(line, session.context)
    if draft.notices and draft.fields == Fields():
        raise InvalidValue("; ".join(draft.notices), field="text")
    edit_dates(
        session,
        numbers,
        draft.fields,
        *understood(session, draft),
        *draft.notices,
        along=along,
        as_json=as_json,
    )


@command(
    "move",
    details=message("The last word is the category; none takes tasks out of theirs."),
    examples=("tme move 3 Work/Design", "tme move 3-7,12 Home", "tme move '#shop' Home"),
)
@click.argument("words", nargs=-1, metavar="ID… CATEGORY")
@json_option
@click.pass_obj
def move_command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Put tasks into a category."""
    if len(words) < 2:
        raise click.UsageError(session.words.text("say which tasks, then the category: tme move 3 Home"))
    category = typed([words[-1]]).removeprefix("+").strip()
    if not category:
        raise InvalidValue(session.words.text("a category needs a name"), field="category")
    none = category.casefold() in {"none", "нет"}
    outcome = session.manager.move(chosen(session, [typed(words[:-1])]), None if none else category)
    answer(session, outcome, as_json=as_json)


@command("duplicate", examples=("tme duplicate 3",))
@click.argument("tasks", nargs=-1, metavar="ID…")
@json_option
@click.pass_obj
def duplicate_command(session: Session, tasks: tuple[str, ...], as_json: bool) -> None:
    """Copy tasks."""
    answer(session, session.manager.duplicate(chosen(session, [typed(tasks)])), as_json=as_json)
