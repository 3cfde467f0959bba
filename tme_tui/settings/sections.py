"""Every setting of the program, by section; those of channels are in `channel_sections`.

docs/settings.md explains each; a test holds the two together.

A new section is a class here and a line in `Settings`; everything else (reading, checking, showing,
suggesting the right name) follows from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Literal

from tme_tui.settings.channel_sections import Command, Email, Slack, Telegram, Vk, Webhook
from tme_tui.settings.origin import DEFAULT, Origin
from tme_tui.settings.readers import (
    BASE,
    CHANNELS,
    KEYS,
    LINE,
    LOGIN,
    MODULES,
    YES_NO,
    number,
    one_of,
    optional,
    whole,
)
from tme_tui.settings.section import Section, group, setting, table
from tme_tui.settings.time_readers import (
    COUNTRY,
    DAYS,
    HOURS,
    LENGTH,
    LENGTHS,
    LOCALE,
    TIME,
    ZONE,
    ZONES,
    Span,
)

if TYPE_CHECKING:
    from tme_tui.settings.places import Places

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_WEIGHT = number(-1000, 1000)
_OFFICE: tuple[Span, ...] = ((9 * 60, 18 * 60),)


class Database(Section):
    """Where tasks are kept."""

    url: str = setting(BASE, default="")


class User(Section):
    """Who works here."""

    login: str = setting(LOGIN, default="me")
    name: str = setting(LINE, default="")
    zone: str = setting(ZONE, default="UTC")
    locale: Literal["en", "ru"] = setting(LOCALE, default="en")


class Language(Section):
    """How typed lines are understood."""

    dialect: Literal["tme", "todoist", "taskwarrior", "todotxt", "off"] = setting(
        one_of("tme", "todoist", "taskwarrior", "todotxt", "off"), default="tme"
    )
    day_order: Literal["auto", "dmy", "mdy"] = setting(one_of("auto", "dmy", "mdy"), default="auto")
    week_start: str = setting(
        one_of("auto", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        default="auto",
    )
    morning: time = setting(TIME, default=time(9))
    afternoon: time = setting(TIME, default=time(14))
    evening: time = setting(TIME, default=time(19))
    night: time = setting(TIME, default=time(22))
    last_resort: bool = setting(YES_NO, default=False)


class Urgency(Section):
    """How much each reason counts."""

    due: float = setting(_WEIGHT, default=12.0)
    priority: float = setting(_WEIGHT, default=6.0)
    age: float = setting(_WEIGHT, default=2.0)
    blocking: float = setting(_WEIGHT, default=8.0)
    blocked: float = setting(_WEIGHT, default=-5.0)
    started: float = setting(_WEIGHT, default=4.0)
    tags: Mapping[str, float] = table(_WEIGHT, default={"next": 15.0})
    categories: Mapping[str, float] = table(_WEIGHT, default={})


class Hours(Section):
    """The hours of work for each weekday."""

    mon: tuple[Span, ...] = setting(HOURS, default=_OFFICE)
    tue: tuple[Span, ...] = setting(HOURS, default=_OFFICE)
    wed: tuple[Span, ...] = setting(HOURS, default=_OFFICE)
    thu: tuple[Span, ...] = setting(HOURS, default=_OFFICE)
    fri: tuple[Span, ...] = setting(HOURS, default=_OFFICE)
    sat: tuple[Span, ...] = setting(HOURS, default=())
    sun: tuple[Span, ...] = setting(HOURS, default=())

    @property
    def week(self) -> tuple[tuple[Span, ...], ...]:
        """Monday to Sunday."""
        return tuple(getattr(self, day) for day in WEEKDAYS)


class Holidays(Section):
    """Days without work."""

    country: str | None = setting(COUNTRY, default=None)
    days: tuple[date, ...] = setting(DAYS, default=())


class Work(Section):
    """When the user works."""

    hours: Hours = group(Hours)
    holidays: Holidays = group(Holidays)


class Backup(Section):
    """Automatic copies of the base."""

    automatic: bool = setting(YES_NO, default=True)
    keep_daily: int = setting(whole(0, 3650), default=7)
    keep_weekly: int = setting(whole(0, 520), default=4)


class CommandLine(Section):
    """How `tme` prints."""

    colour: Literal["auto", "always", "never"] = setting(one_of("auto", "always", "never"), default="auto")
    width: int | None = setting(optional(whole(20, 1000), "auto"), default=None)
    warm: Literal["auto", "off"] = setting(one_of("auto", "off"), default="auto")
    plain: bool = setting(YES_NO, default=False)


class Keys(Section):
    """Which keys do what on the screen."""

    profile: Literal["default", "vim", "taskwarrior", "dooit", "calcurse", "emacs"] = setting(
        one_of("default", "vim", "taskwarrior", "dooit", "calcurse", "emacs"), default="default"
    )
    layout: Literal["ru", "uk", "be"] = setting(one_of("ru", "uk", "be"), default="ru")
    bind: Mapping[str, str] = table(KEYS, default={})


class Screen(Section):
    """How the screen looks."""

    theme: str = setting(LINE, default="auto")
    motion: Literal["full", "reduced"] = setting(one_of("full", "reduced"), default="full")


class Calendar(Section):
    """How the calendar is shown."""

    first_hour: int = setting(whole(0, 23), default=8)
    slot: Literal["15", "30", "60", "120"] = setting(one_of("15", "30", "60", "120"), default="30")
    zones: tuple[str, ...] = setting(ZONES, default=())


class Usual(Section):
    """Reminders of tasks that have none of their own."""

    priority: Mapping[str, tuple[timedelta, ...]] = table(LENGTHS, default={})
    category: Mapping[str, tuple[timedelta, ...]] = table(LENGTHS, default={})


class Digest(Section):
    """What comes every morning and evening."""

    morning: time | None = setting(optional(TIME, "off"), default=None)
    evening: time | None = setting(optional(TIME, "off"), default=None)
    morning_query: str = setting(LINE, default="is:open (due<=today or starts:today) sort:when")
    evening_query: str = setting(LINE, default="is:open due<=today sort:when")


class Reminders(Section):
    """How reminders reach the user."""

    channels: tuple[str, ...] = setting(CHANNELS, default=("desktop", "telegram", "vk"))
    at_once: int = setting(whole(1, 10), default=2)
    escalate_after: timedelta | None = setting(optional(LENGTH, "off"), default=timedelta(minutes=10))
    then: str = setting(LOGIN, default="")
    quiet_hours: tuple[Span, ...] = setting(HOURS, default=())
    quiet_spares_urgent: bool = setting(YES_NO, default=True)
    all_day_at: time = setting(TIME, default=time(9))
    grace: timedelta = setting(LENGTH, default=timedelta(days=1))
    usual: Usual = group(Usual)
    digest: Digest = group(Digest)


class Logging(Section):
    """What a service writes down."""

    format: Literal["text", "tsv", "json"] = setting(one_of("text", "tsv", "json"), default="text")
    level: Literal["debug", "info", "warning", "error"] = setting(
        one_of("debug", "info", "warning", "error"), default="info"
    )


class Schedule(Section):
    """Reminders and other things that happen by the clock."""

    enabled: bool = setting(YES_NO, default=True)


class Plugins(Section):
    """What others add to the program."""

    external: tuple[str, ...] = setting(MODULES, default=())
    options: Mapping[str, str] = table(LINE, default={}, secret=True)
    """What plugins want to know, under names of their own."""


class Alerts(Section):
    """What this machine shows."""

    desktop: bool = setting(YES_NO, default=True)
    terminal: Literal["auto", "osc9", "osc777", "osc99", "bell", "off"] = setting(
        one_of("auto", "osc9", "osc777", "osc99", "bell", "off"), default="auto"
    )


class Settings(Section):
    """All settings, where each was said, and the folders that belong to them."""

    places: Places
    """The folders of configuration, data, cache and logs."""
    origins: Mapping[str, Origin]
    """By whole key; what is missing has its default."""
    notices: tuple[str, ...]
    """What was passed over while reading, and why; worth showing, not worth stopping for."""
    day_first: bool
    """What `language.day_order` comes to."""
    first_weekday: int
    """What `language.week_start` comes to: 0 is Monday, 6 is Sunday."""

    database: Database = group(Database)
    user: User = group(User)
    language: Language = group(Language)
    urgency: Urgency = group(Urgency)
    work: Work = group(Work)
    backup: Backup = group(Backup)
    cli: CommandLine = group(CommandLine)
    keys: Keys = group(Keys)
    screen: Screen = group(Screen)
    calendar: Calendar = group(Calendar)
    schedule: Schedule = group(Schedule)
    reminders: Reminders = group(Reminders)
    log: Logging = group(Logging)
    plugins: Plugins = group(Plugins)
    alerts: Alerts = group(Alerts)
    telegram: Telegram = group(Telegram)
    vk: Vk = group(Vk)
    email: Email = group(Email)
    slack: Slack = group(Slack)
    webhook: Webhook = group(Webhook)
    command: Command = group(Command)

    def origin(self, key: str) -> Origin:
        """Where the value of `key` was said."""
        return self.origins.get(key, DEFAULT)
