"""The same grammar as changes to a task: what is not named stays as it is."""

from __future__ import annotations

import pytest

from tests.language.quickadd.summary import context_at, summary
from tme_tui.language.quickadd import format_fields, parse_changes
from tme_tui.model.draft import UNSET

CONTEXT = context_at("2026-11-21T10:00")

CHANGES = r"""
due:none => -; due none
срок:нет => -; due none
no date => -; due none
due:fri 18:00 => -; due 2026-11-27T18:00
tomorrow => -; due 2026-11-22
-#shop #home => -; #home; -#shop
dep:-12 dep:14 => -; needs 14; frees 12
parent:none => -; in None
project:none => -; +None
pri:none => -; !None
!2 => -; !2
rec:none => -; rec none
every week => -; rec FREQ=WEEKLY
every monday => -; rec FREQ=WEEKLY;BYDAY=MO
every monday 9:00 => -; due 2026-11-23T09:00; rec FREQ=WEEKLY;BYDAY=MO
every monday starting 1 dec => -; due 2026-12-07; rec FREQ=WEEKLY;BYDAY=MO
remind:none => -; no reminders
remind:none remind:1h => -; remind 60m before; no reminders
за 15 минут => -; remind 15m before
напомни за час => -; remind 60m before
est:none => -; est none
wait:none until:none sched:none => -; starts none; wait none; expires none
for:none => -; for None
with:none => -; with nobody
fri 10:00-11:00 => -; event 2026-11-27T10:00..2026-11-27T11:00
severity:high => -; severity=high
severity:none => -; severity=None
status:done => -; status done
Buy bread => Buy bread
Buy bread tomorrow => Buy bread; due 2026-11-22
// and butter => // and butter
note:"and butter" => -; note 'and butter'
A >> B => A >> B
due:tomorow => -
pri:huge !2 => -; !2
срок:чепуха +Home => -; +Home
Pay rent due:tomorow => Pay rent due:tomorow
Meeting: plan it => Meeting: plan it
"""


def _cases() -> list[tuple[str, str]]:
    return [
        (typed, meaning)
        for typed, _, meaning in (row.rpartition(" => ") for row in CHANGES.strip().splitlines())
    ]


@pytest.mark.parametrize(("typed", "meaning"), _cases())
def test_changes_name_only_what_was_typed(typed: str, meaning: str) -> None:
    draft = parse_changes(typed, CONTEXT)
    assert summary(draft) == meaning
    again = parse_changes(format_fields(draft, CONTEXT), CONTEXT)
    assert again.fields == draft.fields


def test_an_empty_line_changes_nothing() -> None:
    fields = parse_changes("  ", CONTEXT).fields
    assert fields.title is UNSET
    assert fields.given() == {}
