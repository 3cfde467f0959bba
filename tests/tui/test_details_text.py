"""The facts about a task as lines, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from textual.content import Content

from tme_tui.i18n import translator
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Kind, Participation, Reminder, Task
from tme_tui.tui.details.text import Around, Relative, facts_of, lay_out
from tme_tui.tui.tasks.rows import Reader

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
_OTHER = Relative(2, "Other", "○", False)
AROUND = Around((_OTHER,), (_OTHER,), _OTHER, (_OTHER,), "hidden until tomorrow", ("tomorrow",))


def everything() -> Task:
    """A task with all that can be said of one."""
    moment = Moment.from_text("2026-11-27T10:00[UTC]")
    return Task(
        TaskId(1),
        "one",
        "Write",
        link="https://example.org",
        category="Work",
        tags=("next",),
        type="bug",
        completed=NOW,
        starts=moment,
        ends=moment,
        due=moment,
        wait=moment,
        expires=moment,
        estimate=timedelta(hours=1),
        recurrence=Recurrence("FREQ=DAILY"),
        reminders=(Reminder(before=timedelta(minutes=5)),),
        assignee="anna",
        participants=(Participation("boris"),),
    )


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", list(Kind))
def test_no_label_of_ours_is_cut(language: str, kind: Kind) -> None:
    facts = list(facts_of(replace(everything(), kind=kind), Reader(NOW, "UTC", translator(language)), AROUND))
    lines = [line.plain for line in lay_out(Content("Write"), facts, 60)[2:]]
    labels = {line[:10].strip() for line in lines} - {""}
    assert labels == {fact.label for fact in facts}


def test_a_long_or_hostile_name_of_an_attribute_is_cut_and_harmless() -> None:
    task = replace(everything(), attributes={"severity_of_it": "high", "a\x1b[2Jb": "x"})
    facts = list(facts_of(task, Reader(NOW, "UTC", translator("en"))))
    lines = [line.plain for line in lay_out(Content("Write"), facts, 60)]
    assert "severity… high" in lines
    assert not any("\x1b" in line for line in lines)


def test_a_reminder_says_where_it_comes_and_that_it_insists() -> None:
    reminders = (Reminder(before=timedelta(minutes=5), channel="vk", nag=timedelta(minutes=2)), Reminder())
    facts = facts_of(replace(everything(), reminders=reminders), Reader(NOW, "UTC", translator("en")))
    said = [fact.value for fact in facts if fact.label == "reminds"]
    assert said == ["5 min before, again every 2 min → vk", "on time"]
