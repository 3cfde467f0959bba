"""Free time: who, how long and until when are typed, and what is free is drawn in the grid."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.language.describe import describe_day, describe_duration
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment, zone_named
from tme_tui.tui.calendar.ghosts import Ghost
from tme_tui.tui.calendar.people import People
from tme_tui.tui.calendar.place import Shape

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

_HOUR = timedelta(hours=1)
_MOST = 40
_PERSON = re.compile(r"(?:^|(?<=\s))@([\w.-]+),?")
_ALL_HOURS = re.compile(r"(?:^|(?<=\s))\*(?=\s|$)")
_UNTIL = re.compile(r"(?:^|\s)(?:until|till|before|by|до|к)\s+", re.IGNORECASE)
_FROM = re.compile(r"(?:^|\s)(?:from|after|since|с|со|после)\s+", re.IGNORECASE)


class Sought(NamedTuple):
    """What is looked for."""

    length: timedelta = _HOUR
    people: tuple[str, ...] = ()
    start: datetime | None = None
    until: datetime | None = None
    all_hours: bool = False


def read_sought(engine: TaskManager, text: str) -> Sought:
    """What a text such as `45m @anna until friday` looks for."""
    from tme_tui.language.dates import read_duration

    people = tuple(engine.person_named(login).login for login in _PERSON.findall(text))
    all_hours = bool(_ALL_HOURS.search(text))
    rest, until = _parted(engine, _ALL_HOURS.sub("", _PERSON.sub("", text)), _UNTIL, day_ends=True)
    rest, start = _parted(engine, rest, _FROM)
    said = " ".join(rest.split())
    length = read_duration(said) if said else _HOUR
    if not length and start is until is None:
        length, start, until = _on_a_day(engine, said)
    if not length:
        raise InvalidValue(f"{said!r} is not a length of time such as 45m", field="duration")
    return Sought(length, people, start, until, all_hours)


def _on_a_day(engine: TaskManager, text: str) -> tuple[timedelta | None, datetime | None, datetime | None]:
    """A day alone, or with a length before or behind it: that day is looked through, from its time on."""
    from tme_tui.language.dates import read_duration, read_moment

    words, zone = text.split(), engine.person.zone
    for place in range(len(words) + 1):
        parts = [" ".join(words[:place]), " ".join(words[place:])]
        for said, when in (parts, reversed(parts)):
            length = read_duration(said) if said else _HOUR
            if length and (moment := read_moment(when, engine.context())) is not None:
                return length, moment.utc(zone), Moment(moment.day).utc(zone, day_ends=True)
    return None, None, None


def find_free(engine: TaskManager, text: str) -> tuple[Sought, list[tuple[datetime, datetime]]]:
    """What is free, as instants."""
    sought = read_sought(engine, text)
    slots = engine.free(
        sought.length, sought.people, sought.start, sought.until, all_hours=sought.all_hours, limit=_MOST
    )
    return sought, [(slot.start, slot.end) for slot in slots]


class Finding(People):
    """`F` and what is done with what it finds."""

    ghosts: tuple[Ghost, ...] = ()
    _sought = Sought()

    @property
    def workers(self) -> tuple[str, ...]:
        """Whose hours of work are shown: while free time is, those of whoever it is for."""
        if self.ghosts and self._sought.people:
            return tuple(dict.fromkeys((*self.people, self.page.me, *self._sought.people)))
        return super().workers

    def do_calendar_free(self) -> None:
        """Ask who, how long and when."""
        words = self.words

        def check(engine: TaskManager, text: str) -> str:
            sought = read_sought(engine, text)
            said = [describe_duration(sought.length, words.language), *(f"@{one}" for one in sought.people)]
            for label, moment in ((words.text("from"), sought.start), (words.text("until"), sought.until)):
                if moment is not None:
                    day = moment.astimezone(zone_named(self.zone)).date()
                    said.append(f"{label} {describe_day(day, engine.now().date(), words.language)}")
            if sought.all_hours:
                said.append(words.text("outside the hours of work too"))
            return " · ".join(said)

        def then(text: str) -> None:
            self.host.inquire(partial(find_free, text=text), self._show_free, topic="calendar-free")

        hint = words.text("45m @anna @boris from monday until friday; * for all hours")
        self.host.ask_line(words.text("free time"), then, hint=hint, check=check)

    def _show_free(self, found: tuple[Sought, list[tuple[datetime, datetime]]]) -> None:
        sought, slots = found
        self._sought = sought
        if not slots:
            self.host.say(self.words.text("There is no such time."))
            return
        title = self.words.text("free")
        walls = [tuple(self._wall(each) for each in slot) for slot in slots]
        before = self.workers
        self.ghosts = tuple(Ghost(begin, end, title) for begin, end in walls)
        if self.workers != before:
            self.forget()
        self.host.say(
            self.words.text(
                "{key} goes to the next one, Enter makes an event, Esc lets go.",
                key=self.host.key_of("calendar_item_next"),
            )
        )
        self._go_to_ghost(self.ghosts[0])

    def _wall(self, instant: datetime) -> datetime:
        return instant.astimezone(zone_named(self.zone)).replace(tzinfo=None)

    def _go_to_ghost(self, ghost: Ghost) -> None:
        place = self.place
        if not place.shape.is_grid:
            place = place._replace(shape=Shape.WEEK)
        self.go(place.at(ghost.begin))
        self.repaint()

    @property
    def ghost_here(self) -> Ghost | None:
        """What could stand in the slot of the cursor."""
        place = self.place
        if not place.shape.is_grid or place.minute < 0:
            return None
        at = place.wall()
        slot = timedelta(minutes=place.zoom)
        return next((one for one in self.ghosts if one.begin < at + slot and at < one.end), None)

    def do_calendar_item_next(self) -> None:
        if not self._next_ghost(1):
            super().do_calendar_item_next()

    def do_calendar_item_previous(self) -> None:
        if not self._next_ghost(-1):
            super().do_calendar_item_previous()

    def _next_ghost(self, step: int) -> bool:
        """Go to the next free time; False when there is none to go to."""
        if not self.ghosts or self.here:
            return False
        here = self.ghost_here
        at = self.ghosts.index(here) + step if here is not None else 0
        self._go_to_ghost(self.ghosts[at % len(self.ghosts)])
        return True

    def do_edit_form(self) -> None:
        """Open the item; on free time, begin to add an event there."""
        ghost = self.ghost_here
        if ghost is None or self.here:
            super().do_edit_form()
            return
        sought = self._sought
        begin = max(ghost.begin, min(self._cursor_time(), ghost.end - sought.length))
        end = begin + sought.length
        day = describe_day(begin.date(), date.min, self.words.language).partition(" ")[2]
        people = "".join(f" @{login}" for login in sought.people)
        self.host.add_with(f"{begin:%H:%M}-{end:%H:%M} {day}{people}")

    def _cursor_time(self) -> datetime:
        return self.place.wall()

    def unmark_all(self) -> bool:
        """Let go of the free times."""
        before = self.workers
        held, self.ghosts = self.ghosts, ()
        if self.workers != before:
            self.forget()
        if held:
            self.repaint()
        return bool(held)


def _parted(
    engine: TaskManager, text: str, word: re.Pattern[str], *, day_ends: bool = False
) -> tuple[str, datetime | None]:
    """The text without what follows a word, and the moment that this means."""
    from tme_tui.language.dates import read_moment

    found = word.search(text)
    if found is None:
        return text, None
    before, phrase = text[: found.start()], text[found.end() :]
    other = (_FROM if word is _UNTIL else _UNTIL).search(f" {phrase}")
    rest = ""
    if other is not None:
        phrase, rest = phrase[: other.start()], phrase[other.start() :]
    moment: Moment | None = read_moment(phrase.strip(), engine.context())
    if moment is None:
        raise InvalidValue(f"{phrase.strip()!r} is not a date", field="date")
    return f"{before} {rest}", moment.utc(engine.person.zone, day_ends=day_ends)
