"""The only place where parts are wired together: settings in, a ready engine out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tme_tui.engine.base import Surroundings
from tme_tui.engine.digest_queries import Views, check_digest_queries, views_by_name
from tme_tui.engine.manager import TaskManager
from tme_tui.i18n import translator
from tme_tui.model.clock import Clock, SystemClock
from tme_tui.model.errors import StoreReadOnly, SyntaxMistake
from tme_tui.model.journal import Origin
from tme_tui.model.moment import zone_named
from tme_tui.model.person import Person
from tme_tui.model.reminding import Reminding
from tme_tui.model.text import fold
from tme_tui.model.urgency import Weights
from tme_tui.model.working_time import WorkSchedule
from tme_tui.settings import Settings, load_settings
from tme_tui.store.opening import open_store
from tme_tui.store.people import About, enrol, find_person, is_as_described
from tme_tui.store.settle import Rules

if TYPE_CHECKING:
    from tme_tui.language.context import Context
    from tme_tui.model.recurrence import WorkCalendar
    from tme_tui.model.task_type import TaskType
    from tme_tui.scheduler.runtime import Runtime
    from tme_tui.store.connections import Store

_Name = TypeVar("_Name", int, str)


def open_manager(
    url: str | None = None,
    *,
    settings: Settings | None = None,
    environment: Mapping[str, str] | None = None,
    origin: Origin = Origin.LIBRARY,
    clock: Clock | None = None,
) -> TaskManager:
    """The engine over a base: the one at `url`, or the one that settings name; made when there is none."""
    settings = settings or load_settings(os.environ if environment is None else environment)
    clock = clock or SystemClock()
    store = open_store(url or settings.database.url, backups=settings.places.backups)
    try:
        person = _sign_in(store, settings, clock)
    except BaseException:
        store.close()
        raise
    return TaskManager(
        Surroundings(
            store=store,
            person=person,
            origin=origin,
            clock=clock,
            rules=rules_from(settings, person),
            words=translator(settings.user.locale),
            keep_copy=partial(_keep_copy, settings) if settings.backup.automatic else None,
            context=partial(context_from, settings),
        )
    )


def open_runtime(
    manager: TaskManager,
    settings: Settings,
    *,
    face: str = "run",
    on_answer: Callable[[str], None] = lambda said: None,
) -> Runtime:
    """What runs beside a face: reminders are sent, answers heard, time passes. Start it, and stop it."""
    from tme_tui.channels.opening import open_channels
    from tme_tui.channels.redacting import redacted
    from tme_tui.scheduler.runtime import Runtime
    from tme_tui.settings.showing import secrets_of

    secrets = secrets_of(settings)
    return Runtime(
        manager,
        partial(open_channels, settings),
        face=face,
        redact=lambda text: redacted(text, *secrets),
        on_answer=on_answer,
    )


def _sign_in(store: Store, settings: Settings, clock: Clock) -> Person:
    """The person who opens the base: made known at the first visit, kept as settings describe them."""
    user = settings.user
    schedule = WorkSchedule.of(
        settings.work.hours.week,
        days_off=settings.work.holidays.days,
        country=settings.work.holidays.country,
    )
    name = user.name or user.login
    about = About(user.login, name, user.zone, user.locale, schedule, reminding_from(settings))
    with store.read() as connection:
        person = find_person(connection, user.login)
    if person is not None and is_as_described(person, about):
        return person
    known = None if person is None else person.reminding
    context = partial(_query_context, store, settings, clock.now())
    views = partial(_views, store)
    check_digest_queries(about.reminding, known, context, None if person is None else views)
    if person is None:
        _tell_of_missing_views(about.reminding, context, views)
    try:
        with store.write() as connection:
            return enrol(connection, about, int(clock.now().timestamp()))
    except StoreReadOnly:
        if person is None:
            raise
        return person


def _tell_of_missing_views(
    wanted: Reminding, context: Callable[[], Context], views: Callable[[], Views]
) -> None:
    """Say which views are named and are not there: refused, nobody could make them in a new base."""
    try:
        check_digest_queries(wanted, None, context, views)
    except SyntaxMistake as mistake:
        from tme_tui.model.notices import give_notice

        give_notice(mistake)


def _query_context(store: Store, settings: Settings, now: datetime) -> Context:
    from tme_tui.engine.writing import type_from_row
    from tme_tui.store.lists import task_types

    with store.read() as connection:
        return context_from(settings, now, types=[type_from_row(row) for row in task_types(connection)])


def _views(store: Store) -> Views:
    from tme_tui.store.lists import views

    with store.read() as connection:
        return views_by_name((row["name"], row["query"]) for row in views(connection))


def _keep_copy(settings: Settings, store: Store, now: datetime) -> Path | None:
    """The day's copy of a base that is a file, unless it was made already."""
    if store.path is None:
        return None
    from tme_tui.store.backup import backup_if_due

    return backup_if_due(
        store,
        settings.places.backups,
        now.astimezone(zone_named(settings.user.zone)),
        keep_daily=settings.backup.keep_daily,
        keep_weekly=settings.backup.keep_weekly,
    )


def rules_from(settings: Settings, person: Person) -> Rules:
    """What the base needs to know of settings when something changes."""
    return Rules(
        home=settings.user.zone,
        weights=weights_from(settings),
        calendar=lambda: _working_days(person),
    )


def _working_days(person: Person) -> WorkCalendar:
    from tme_tui.model.holidays import calendar_of

    return calendar_of(person.schedule)


def reminding_from(settings: Settings) -> Reminding:
    """How the user of these settings wishes to be reminded."""
    said, digest = settings.reminders, settings.reminders.digest
    priority = said.usual.priority.items()
    after = said.escalate_after
    return Reminding(
        channels=said.channels,
        at_once=said.at_once,
        escalate_after=0 if after is None else int(after.total_seconds()),
        then=said.then,
        quiet=said.quiet_hours,
        spare_urgent=said.quiet_spares_urgent,
        all_day_at=said.all_day_at.hour * 60 + said.all_day_at.minute,
        grace=int(said.grace.total_seconds()),
        morning=_minute(digest.morning),
        evening=_minute(digest.evening),
        morning_query=digest.morning_query,
        evening_query=digest.evening_query,
        usual_by_priority=_usual((int(name), spans) for name, spans in priority if name in "1234"),
        usual_by_category=_usual((fold(name), spans) for name, spans in said.usual.category.items()),
    )


def _usual(
    said: Iterable[tuple[_Name, Sequence[timedelta]]],
) -> tuple[tuple[_Name, tuple[int, ...]], ...]:
    """Usual reminders in an order of their own, so that the same wishes are the same value."""
    found = {name: tuple(int(span.total_seconds()) for span in spans) for name, spans in said}
    return tuple(sorted(found.items()))


def _minute(moment: time | None) -> int | None:
    return None if moment is None else moment.hour * 60 + moment.minute


def weights_from(settings: Settings) -> Weights:
    """The weights of urgency that settings give."""
    chosen = settings.urgency
    return Weights(
        due=chosen.due,
        priority=chosen.priority,
        age=chosen.age,
        blocking=chosen.blocking,
        blocked=chosen.blocked,
        started=chosen.started,
        tags={fold(name): weight for name, weight in chosen.tags.items()},
        categories={fold(name): weight for name, weight in chosen.categories.items()},
    )


def context_from(
    settings: Settings, now: datetime, people: Sequence[Person] = (), types: Sequence[TaskType] = ()
) -> Context:
    """What typed lines are read against, for the person of these settings."""
    from tme_tui.language.context import Context, DayParts, Dialect

    said = settings.language
    return Context(
        now=now,
        zone=settings.user.zone,
        locale=settings.user.locale,
        dialect=Dialect(said.dialect),
        day_first=settings.day_first,
        week_start=settings.first_weekday,
        parts=DayParts(said.morning, said.afternoon, said.evening, said.night),
        people=frozenset(fold(person.login) for person in people),
        types={fold(kind.name): kind for kind in types},
        last_resort=said.last_resort,
    )
