"""The sample is a believable life around the present day, whenever and in whatever language it is made."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Protocol

import pytest

from tests.support.timing import Stopwatch
from tme_tui.bootstrap import open_manager
from tme_tui.demo import fill_demo
from tme_tui.demo.english import ENGLISH
from tme_tui.demo.entry import Sample
from tme_tui.demo.russian import RUSSIAN
from tme_tui.engine.manager import TaskManager
from tme_tui.model.builtin_views import View
from tme_tui.model.clock import FixedClock
from tme_tui.model.task import Kind, Status, Task

LANGUAGES = ["en", "ru"]
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MOMENTS = [
    NOON,
    datetime(2026, 3, 7, 23, 45, tzinfo=UTC),  # a Saturday, late
    datetime(2026, 3, 8, 0, 5, tzinfo=UTC),
    datetime(2026, 12, 31, 20, tzinfo=UTC),
    datetime(2028, 2, 29, 6, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),  # clocks change in Europe
]


class Fill(Protocol):
    """Makes a base with the sample in it."""

    def __call__(
        self, locale: str, now: datetime = NOON, zone: str = "Europe/Moscow"
    ) -> AbstractContextManager[TaskManager]: ...


@pytest.fixture
def filled(home: Path, sqlite_template: Path) -> Fill:
    @contextmanager
    def fill(locale: str, now: datetime = NOON, zone: str = "Europe/Moscow") -> Iterator[TaskManager]:
        folder = Path(mkdtemp(dir=home))
        shutil.copy2(sqlite_template, folder / "tme.db")
        (folder / "tme.db").chmod(0o600)
        environment = {"TME_HOME": str(folder), "HOME": str(home), "USER": "me", "TZ": zone}
        with open_manager(environment=environment, clock=FixedClock(now)) as manager:
            fill_demo(manager, locale)
            yield manager

    return fill


def everything(manager: TaskManager) -> list[Task]:
    return manager.get_tasks("status:any or is:waiting or is:someday")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_it_shows_what_the_program_can_do(filled: Fill, locale: str) -> None:
    with filled(locale) as manager:
        tasks = everything(manager)
        assert 60 <= len(tasks) <= 80
        counts = manager.counts()
        assert {view for view in View if not counts[view]} == set()
        assert 2 <= counts[View.OVERDUE] <= 8
        assert counts[View.TODAY] >= 6
        asked: dict[str, Callable[[Task], object]] = {
            "categories": lambda task: task.category,
            "tags": lambda task: task.tags,
            "priorities": lambda task: task.priority,
            "dependencies": lambda task: task.depends,
            "subtasks": lambda task: task.parent,
            "recurrences": lambda task: task.recurrence,
            "events with people": lambda task: task.kind is Kind.EVENT and task.participants,
            "reminders": lambda task: task.reminders,
            "notes": lambda task: task.notes,
            "somebody else's": lambda task: task.assignee,
            "times": lambda task: task.due and not task.due.all_day,
            "estimates": lambda task: task.estimate,
        }
        few = {name: n for name, has in asked.items() if (n := sum(bool(has(task)) for task in tasks)) < 3}
        assert few == {}
        assert {Status.OPEN, Status.STARTED, Status.DONE, Status.CANCELLED} == {task.status for task in tasks}
        notes = "\n".join(task.notes for task in tasks)
        assert all(mark in notes for mark in ("## ", "\n- ", "\n1. ", "**", "`", "| --- |", "\n> ", "- [x]"))
        assert len({task.category for task in tasks}) >= 8
        assert len(manager.people()) >= 3
        assert manager.views()
        assert all(manager.count(view.query) for view in manager.views())


@pytest.mark.parametrize(("now", "locale"), list(zip(MOMENTS, LANGUAGES * 3, strict=True)))
def test_it_is_believable_on_any_day(filled: Fill, now: datetime, locale: str) -> None:
    with filled(locale, now) as manager:
        counts = manager.counts()
        assert {view for view in View if not counts[view]} == set()
        assert counts[View.OVERDUE] <= 8, "nobody is that late"
        span = (now.date() - timedelta(days=7), now.date() + timedelta(days=60))
        for task in everything(manager):
            if task.anchor is not None:
                assert span[0] <= task.anchor.day <= span[1], task.title


@pytest.mark.parametrize("zone", ["UTC", "Asia/Vladivostok", "America/Los_Angeles"])
def test_it_follows_the_reader_s_own_day(filled: Fill, zone: str) -> None:
    with filled("en", datetime(2026, 3, 4, 2, tzinfo=UTC), zone) as manager:
        counts = manager.counts()
        assert {view for view in View if not counts[view]} == set()


def test_both_languages_tell_the_same(filled: Fill) -> None:
    with filled("en") as english, filled("ru_RU.UTF-8") as russian:
        assert english.counts() == russian.counts()
        pairs = zip(*(sorted(everything(one), key=by_number) for one in (english, russian)), strict=True)
        for one, other in pairs:
            for field in (
                "kind",
                "status",
                "priority",
                "starts",
                "ends",
                "due",
                "wait",
                "parent",
                "estimate",
            ):
                assert getattr(one, field) == getattr(other, field), (one.title, other.title, field)
            assert [tie.blocker for tie in one.depends] == [tie.blocker for tie in other.depends]
            assert len(one.reminders) == len(other.reminders), (one.title, other.title)
            assert len(one.tags) == len(other.tags), (one.title, other.title)
            assert bool(one.notes) == bool(other.notes)
            assert bool(one.recurrence) == bool(other.recurrence)
            assert len(one.participants) == len(other.participants)


def by_number(task: Task) -> int:
    return int(task.id)


@pytest.mark.parametrize("sample", [ENGLISH, RUSSIAN])
def test_every_line_is_understood_whole(filled: Fill, sample: Sample) -> None:
    """No mark, key or date was left over in a title."""
    with filled("en" if sample is ENGLISH else "ru") as manager:
        for task in everything(manager):
            assert not set(task.title) & set("+#@^!{}~"), task.title
            assert not [word for word in task.title.split() if ":" in word and not word.endswith(":")] or (
                task.title.startswith(("Idea:", "Идея:", "Workshop:", "Семинар:"))
            )
        keys = [entry.key for entry in sample.entries if entry.key]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("locale", LANGUAGES)
def test_people_have_first_names_only(filled: Fill, locale: str) -> None:
    with filled(locale) as manager:
        names = [person.name for person in manager.people() if person.login != manager.person.login]
        assert all(len(name.split()) == 1 for name in names)
        links = [task.link for task in everything(manager) if task.link]
        assert links
        assert all(link.startswith("https://example.org/") for link in links)


def test_it_is_made_in_a_few_steps_that_can_be_undone(filled: Fill) -> None:
    with filled("en") as manager:
        assert len(manager.journal(100)) <= 20
        manager.undo(len(manager.journal(100)))
        assert manager.get_tasks() == []


def test_it_is_made_quickly(filled: Fill) -> None:
    with filled("en"):
        pass  # what is imported once is imported
    watch = Stopwatch()
    with filled("ru"):
        assert watch.seconds() < 1.5


def test_languages_without_a_sample_get_the_english_one(filled: Fill) -> None:
    with filled("de") as manager:
        assert Counter(task.title for task in manager.get_tasks("Pay the rent")) == {"Pay the rent": 1}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_reader_may_be_called_like_somebody_in_it(
    home: Path, sqlite_path: Path, locale: str, sample_logins: dict[str, str]
) -> None:
    environment = {"TME_HOME": str(home), "USER": sample_logins[locale], "TZ": "UTC"}
    with open_manager(str(sqlite_path), environment=environment, clock=FixedClock(NOON)) as manager:
        fill_demo(manager, locale)
        assert manager.counts()[View.ALL] > 0


@pytest.fixture
def sample_logins() -> dict[str, str]:
    """Somebody who stands in the sample, by language."""
    return {"en": ENGLISH.people[0].login, "ru": RUSSIAN.people[0].login}
