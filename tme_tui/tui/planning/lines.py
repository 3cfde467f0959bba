"""What the planner proposes as lines to choose from: pure functions from values to texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from tme_tui.engine.delay_words import say_delay
from tme_tui.engine.proposing import Proposal, Proposed
from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_day, describe_roughly
from tme_tui.model.moment import zone_named
from tme_tui.tui.look.cells import fitted, harmless
from tme_tui.tui.picking.choices import Choice

_DAY = 11


class Wall(NamedTuple):
    """A proposed block on the wall clock, as a calendar draws it."""

    begin: datetime
    end: datetime
    title: str
    is_late: bool


def lines_of(proposal: Proposal, words: Translator, zone: str) -> list[Choice]:
    """A line for each task: when, what, and why it will be late; those without a place come last."""
    place = zone_named(zone)
    today = proposal.made.astimezone(place).date()
    reasons = reasons_of(proposal, words)
    found = []
    for one in sorted(proposal.planned, key=lambda one: one.blocks):
        begin, end = (each.astimezone(place) for each in one.blocks[0])
        day = fitted(describe_day(begin.date(), today, words.language), _DAY)
        more = f" +{len(one.blocks) - 1}" if len(one.blocks) > 1 else ""
        when = fitted(f"{begin:%H:%M}–{end:%H:%M}{more}", 15)
        label = f"{day} {when} {harmless(one.task.title)}  #{one.task.id}"
        found.append(Choice(int(one.task.id), label, note=_short(one, words)))
    for one in proposal.homeless:
        label = f"{fitted('', _DAY)} {fitted('—', 15)} {harmless(one.task.title)}  #{one.task.id}"
        found.append(Choice(int(one.task.id), label, refused=reasons.get(int(one.task.id), "!")))
    return found


def _short(one: Proposed, words: Translator) -> str:
    """That it is late and by how much; why stands elsewhere, where there is room."""
    if one.delay is None:
        return ""
    late = one.delay.late
    return "!" if late is None else f"! {describe_roughly(timedelta(seconds=late), words.language)}"


def reasons_of(proposal: Proposal, words: Translator) -> dict[int, str]:
    """Of each task that will be late, why."""
    return {int(one.task.id): say_delay(one.delay, words) for one in proposal.late if one.delay is not None}


def summary(proposal: Proposal, chosen: Sequence[object], words: Translator) -> str:
    """How much of it is chosen, and what cannot be planned."""
    parts = [
        words.plural("{n} of {all} chosen", "{n} of {all} chosen", len(chosen), all=len(proposal.planned))
    ]
    if not proposal.has_room:
        parts.append(words.text("no hour of work is free in these days"))
    if late := len(proposal.late):
        parts.append(words.plural("{n} late", "{n} late", late))
    if proposal.unestimated:
        count = proposal.unestimated
        parts.append(words.plural("{n} without an estimate", "{n} without an estimate", count))
    return " · ".join(parts)


def walls_of(proposal: Proposal, zone: str, chosen: Sequence[object] | None = None) -> tuple[Wall, ...]:
    """The blocks of what is chosen, or of all, on the wall clock of a zone."""
    place = zone_named(zone)

    def wall(instant: datetime) -> datetime:
        return instant.astimezone(place).replace(tzinfo=None)

    return tuple(
        Wall(wall(begin), wall(end), harmless(one.task.title), one.delay is not None)
        for one in proposal.planned
        if chosen is None or int(one.task.id) in chosen
        for begin, end in one.blocks
    )
