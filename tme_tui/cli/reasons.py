"""`tme why`: what a task's place in lists comes from."""

from __future__ import annotations

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.selection import one_named
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.cli.tree_dates import CONFLICT
from tme_tui.engine.delay_words import say_conflicts
from tme_tui.i18n import message

_NAMES = {
    "due": message("due date"),
    "priority": message("priority"),
    "age": message("age"),
    "blocking": message("others wait for it"),
    "blocked": message("it waits for others"),
    "started": message("work has begun"),
}


@command(
    "why",
    details=message("Urgency is a sum of reasons, each a weight from the settings times how much it holds."),
    examples=("tme why 3",),
)
@click.argument("task", metavar="ID")
@json_option
@click.pass_obj
def why_command(session: Session, task: str, as_json: bool) -> None:
    """Explain a task's urgency, and what hides or holds it."""
    number = one_named(session, task)
    why, coming = session.manager.explain(number), session.manager.coming(number)
    if as_json:
        session.out.document(
            {
                "id": int(why.task.id),
                "title": why.task.title,
                "urgency": round(why.urgency, 3),
                "parts": [
                    {
                        "name": part.name,
                        "weight": part.weight,
                        "factor": part.factor,
                        "value": round(part.value, 3),
                    }
                    for part in why.parts
                ],
                "hidden": why.hidden or None,
                "waits_for": [int(other.id) for other in why.waits_for],
                "holds_up": [int(other.id) for other in why.holds_up],
                "conflicts": [
                    {"blocker": one.blocker, "late_seconds": int(one.late.total_seconds())}
                    for one in why.conflicts
                ],
                "alerts": list(why.alerts),
                "coming": [moment.iso(session.reader.zone) for moment in coming],
            }
        )
        return
    words, out = session.words, session.out
    out.say(Piece(f"#{why.task.id} {why.task.title}", Style.STRONG))
    rows = [
        [
            line(words.text(_NAMES[part.name]) if part.name in _NAMES else part.name),
            line(f"{part.weight:g} × {part.factor:g}"),
            line(f"{part.value:.1f}"),
        ]
        for part in why.parts
    ]
    rows.append([line(Piece(words.text("urgency"), Style.STRONG)), line(""), line(f"{why.urgency:.1f}")])
    print_table(out, [Column("", least=12), Column(""), Column("", right=True, rigid=True)], rows)
    if why.hidden:
        out.say(words.text("lists do not show it: {reason}", reason=why.hidden))
    for said in say_conflicts(why.conflicts, words):
        out.say(Piece(f"{CONFLICT} {said}", Style.LATE))
    for other in why.waits_for:
        out.say(words.text("it waits for #{number} “{title}”", number=other.id, title=other.title))
    for other in why.holds_up:
        out.say(words.text("#{number} “{title}” waits for it", number=other.id, title=other.title))
    for alert in why.alerts:
        out.say(words.text("alert: {what}", what=alert))
    if coming:
        said = ", ".join(session.reader.moment(moment) for moment in coming)
        out.say(words.text("next: {moments}", moments=said))
