"""Bases like those of real people: both alphabets, categories, tags, dates, dependencies, recurrences."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Dependency

VERBS = (
    "Call",
    "Write",
    "Fix",
    "Buy",
    "Plan",
    "Review",
    "Позвонить",
    "Написать",
    "Починить",
    "Купить",
    "Сверить",
)
THINGS = (
    *(
        "the report",
        "Anna",
        "milk",
        "the release",
        "tickets",
        "the budget",
        "a letter",
        "the roof",
        "the server",
    ),
    *("отчёт", "маме", "молоко", "билеты", "смету", "письмо", "крышу", "сервер", "договор", "расписание"),
)
PLACES = ("for Monday", "at home", "with the team", "in Riga", "до обеда", "на даче", "с отделом", "в банке")
CATEGORIES = ("Home", "Work", "Work/Design", "Work/Ops", "Дом", "Учёба", "Garden", None, None)
TAGS = ("next", "shop", "phone", "дом", "finance", "waiting-for", "idea", "срочно")
RULES = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=YEARLY")
PORTION = 5_000


def sample_fields(count: int, first: date, seed: int = 7) -> Iterator[Fields]:
    """So many tasks, always the same ones; about one in nine waits for an earlier one."""
    pick = random.Random(seed)
    for number in range(1, count + 1):
        title = f"{pick.choice(VERBS)} {pick.choice(THINGS)} {pick.choice(PLACES)} {pick.randrange(10_000)}"
        day = first + timedelta(days=pick.randrange(-60, 300))
        due: Moment | None = None
        if pick.random() < 0.5:
            due = Moment(day)
            if pick.random() < 0.5:
                due = Moment(datetime.combine(day, time(pick.randrange(7, 22))), "Europe/Riga")
        repeats = due is not None and pick.random() < 0.05
        yield Fields(
            title=title,
            notes="" if pick.random() < 0.8 else " ".join(pick.choices(THINGS, k=12)),
            category=pick.choice(CATEGORIES),
            add_tags=tuple(pick.sample(TAGS, pick.choice((0, 0, 1, 2)))),
            priority=pick.choice((None, None, None, 1, 2, 3, 4)),
            due=due,
            recurrence=Recurrence(pick.choice(RULES)) if repeats else UNSET,
            wait=Moment(day) if pick.random() < 0.04 else UNSET,
            depends_on=_earlier(pick, number),
        )


def _earlier(pick: random.Random, number: int) -> tuple[Dependency, ...]:
    if number < 10 or pick.random() > 0.11:
        return ()
    return (Dependency(TaskId(0), TaskId(pick.randrange(max(1, number - 500), number))),)


def fill(manager: TaskManager, count: int) -> float:
    """Add the sample, finish every seventh task, and answer the seconds that the adding took."""
    fields = list(sample_fields(count, manager.now().date()))
    start = perf_counter()
    manager.add(fields)
    taken = perf_counter() - start
    finished = list(range(7, count, 7))
    for begin in range(0, len(finished), PORTION):
        manager.complete(finished[begin : begin + PORTION])
    return taken


def base_of(folder: Path, count: int) -> tuple[Path, float]:
    """A base with so many tasks in a new home inside `folder`, and the seconds that the adding took."""
    home = folder / f"home-{count}"
    home.mkdir(mode=0o700)
    with open_manager(environment={"TME_HOME": str(home), "USER": "me", "TZ": "Europe/Riga"}) as manager:
        taken = fill(manager, count)
    return home, taken
