# ruff: noqa: DTZ001 - moments are made of wall times
"""The JSON of tasks and drafts: all keys, always, in forms that can be read back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.model.draft import Draft, Fields, Span, SpanKind
from tme_tui.model.draft_json import draft_as_json
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.person import Decision
from tme_tui.model.recurrence import Anchor, Recurrence, from_text
from tme_tui.model.task import Dependency, Kind, Link, Participation, Reminder, Status, Task
from tme_tui.model.task_json import duration_as_json, task_as_json

KEYS = """
id uid kind title notes category tags type attributes status priority created modified starts ends due all_day
zone wait expires estimate parent depends recurrence reminders owner assignee participants completed urgency
blocked version
"""


def test_the_least_task_has_every_key() -> None:
    said = task_as_json(Task(TaskId(1), "u", "Milk"), "UTC")
    assert list(said) == KEYS.split()
    assert said["category"] is said["due"] is said["estimate"] is said["recurrence"] is None
    assert said["tags"] == said["depends"] == said["reminders"] == said["participants"] == []


def test_the_fullest_task_is_plain_json() -> None:
    rule = Recurrence("FREQ=MONTHLY;BYMONTHDAY=1", anchor=Anchor.COMPLETION)
    task = Task(
        TaskId(7),
        "u",
        "Платёж 💸",
        kind=Kind.EVENT,
        status=Status.STARTED,
        tags=("a", "б"),
        attributes={"severity": "high", "n": 2},
        created=datetime(2026, 3, 4, 12, 0, 0, 123456, tzinfo=UTC),
        starts=Moment(datetime(2026, 7, 1, 9, 0), "Europe/Berlin"),
        ends=Moment(datetime(2026, 7, 1, 10, 30), "America/New_York"),
        due=Moment(date(2026, 7, 2)),
        wait=Moment(datetime(2026, 6, 1, 8, 0)),
        estimate=timedelta(hours=1, minutes=30),
        parent=TaskId(3),
        depends=(Dependency(TaskId(7), TaskId(2), Link.START_START, timedelta(days=2)),),
        recurrence=rule,
        reminders=(
            Reminder(before=timedelta(minutes=15), channel="telegram"),
            Reminder(at=Moment(date(2026, 7, 1))),
        ),
        participants=(Participation("boris", Decision.MAYBE),),
        urgency=12.34567,
        open_blockers=1,
    )
    said = json.loads(json.dumps(task_as_json(task, "Europe/Moscow")))
    assert said["starts"] == "2026-07-01T09:00:00+02:00"
    assert said["ends"] == "2026-07-01T10:30:00-04:00"
    assert said["due"] == "2026-07-02"
    assert said["wait"] == "2026-06-01T08:00:00+03:00", "nobody's zone is the reader's"
    assert said["zone"] == "Europe/Berlin"
    assert said["created"] == "2026-03-04T12:00:00+00:00"
    assert said["estimate"] == "PT1H30M"
    assert said["depends"] == [{"id": 2, "type": "SS", "lag": "P2D"}]
    assert said["reminders"][0] == {"before": "PT15M", "at": None, "channel": "telegram", "nag": None}
    assert said["participants"] == [{"login": "boris", "decision": "maybe"}]
    assert (said["urgency"], said["blocked"]) == (12.346, True)
    assert from_text(said["recurrence"]["text"]) == rule


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "PT0S"),
        (timedelta(seconds=45), "PT45S"),
        (timedelta(days=2), "P2D"),
        (timedelta(days=1, hours=2, minutes=3, seconds=4), "P1DT2H3M4S"),
        (-timedelta(hours=36), "-P1DT12H"),
    ],
)
def test_durations_are_those_of_iso_8601(length: timedelta, said: str) -> None:
    assert duration_as_json(length) == said


@given(st.integers(-(10**7), 10**7))
def test_a_duration_can_be_read_back(seconds: int) -> None:
    text = duration_as_json(timedelta(seconds=seconds))
    sign = -1 if text.startswith("-") else 1
    days, _, clock = text.lstrip("-P").partition("T")
    total = int(days.removesuffix("D") or 0) * 86_400
    for unit, size in (("H", 3600), ("M", 60), ("S", 1)):
        number, found, rest = clock.partition(unit)
        if found:
            total += int(number) * size
            clock = rest
    assert sign * total == seconds


def test_a_draft_tells_its_pieces_with_their_places() -> None:
    due = Moment(datetime(2026, 3, 5, 18, 0), "UTC")
    draft = Draft(
        "Milk tomorrow 18:00 #x",
        Fields(title="Milk", due=due, add_tags=("x",)),
        (Span(5, 19, SpanKind.DUE, due, "due tomorrow 18:00"),),
        ("a notice",),
    )
    said = json.loads(json.dumps(draft_as_json(draft, "UTC")))
    assert said["fields"] == {"title": "Milk", "due": "2026-03-05T18:00:00+00:00", "tags": ["x"]}
    assert said["spans"] == [
        {
            "kind": "due",
            "start": 5,
            "end": 19,
            "text": "tomorrow 18:00",
            "value": "2026-03-05T18:00:00+00:00",
            "sentence": "due tomorrow 18:00",
        }
    ]
    assert said["notices"] == ["a notice"]
