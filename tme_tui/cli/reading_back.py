"""`tme add --dry-run`: what a line was understood as, piece by piece, before anything is saved."""

from __future__ import annotations

from itertools import islice

from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.phrases import USUAL, coming
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.model import draft_json
from tme_tui.model.draft import UNSET, Draft
from tme_tui.model.moment import Moment
from tme_tui.model.task_json import moment_as_json

_MOMENTS = ("starts", "ends", "due", "wait", "expires")


def show_draft(session: Session, draft: Draft, *, as_json: bool) -> None:
    """Print one line's reading."""
    if as_json:
        session.out.document(draft_as_json(session, draft))
        return
    for place, link in enumerate((draft, *draft.chain)):
        if place:
            session.out.say()
        _show(session, link)
    for other in draft.alternatives:
        session.out.say()
        session.out.say(session.words.text("or:"))
        _show(session, other)


def draft_as_json(session: Session, draft: Draft) -> dict[str, object]:
    """The reading as JSON, with the moments it comes to and its next occurrences."""
    moments = {
        name: {
            "moment": moment_as_json(moment, session.zone),
            "all_day": moment.all_day,
            "zone": moment.zone,
            "sentence": session.reader.moment(moment),
        }
        for name in _MOMENTS
        if isinstance(moment := getattr(draft.fields, name), Moment)
    }
    return {
        **draft_json.draft_as_json(draft, session.zone),
        "moments": moments,
        "next": [moment_as_json(moment, session.zone) for moment in _next(session, draft)],
    }


def _show(session: Session, draft: Draft) -> None:
    title = draft.fields.title
    session.out.say(Piece("" if title is UNSET else title, Style.STRONG))
    rows = [
        [line(Piece(draft.text[span.start : span.end], Style.NAME)), line(span.sentence)]
        for span in draft.spans
        if span.sentence and span.kind.value != "title"
    ]
    print_table(session.out, [Column("", least=16), Column("", least=24)], rows)
    for notice in draft.notices:
        session.out.say("  ", notice)
    for moment in _next(session, draft):
        session.out.say("  ", session.reader.moment(moment))


def _next(session: Session, draft: Draft) -> list[Moment]:
    """The next occurrences of what repeats."""
    fields = draft.fields
    first = fields.due if isinstance(fields.due, Moment) else fields.starts
    if fields.recurrence is UNSET or fields.recurrence is None or not isinstance(first, Moment):
        return []
    return list(islice(coming(session, fields.recurrence, first), USUAL))
