"""The topic of reminders: what has come due pops up, and what runs beside the screen is started and shown."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from tme_tui.model.outbox import Alert
from tme_tui.tui.alerts.running import Services
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.topics.program_screens import ProgramScreens
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from textual.timer import Timer

    from tme_tui.engine.manager import TaskManager

LOOK = 20.0
"""So many seconds pass at most between two looks for reminders."""
SOON = 3.0
"""While something is being typed, a pop-up waits and asks again after so many seconds."""
STARTED_AFTER = 1.0
PEACE = timedelta(hours=1)


class AnsweredElsewhere(Message):
    """A button of a desktop alert was pressed."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said


def _name_of(alert: Alert) -> str:
    """Which reminder it is, also when another of its deliveries is named."""
    return f"{alert.task.id}-{alert.due.timestamp():.0f}"


class Alerting(ProgramScreens):
    """Actions of reminders."""

    _seen_alerts: set[str]
    """What was shown and left unanswered; it is not shown again by itself."""
    _alert_timer: Timer | None = None
    _first_look = True

    def begin_alerts(self) -> None:
        """The base is open: look for what is due, and let the services run a moment later."""
        self._seen_alerts = set()
        self.look_for_alerts()
        if self.setup.start_services is not None:
            self.set_timer(STARTED_AFTER, self._start_services)

    @cached_property
    def services(self) -> Services:
        """What runs beside the screen."""
        deliver = self.post_message

        def answered(said: str) -> None:
            deliver(AnsweredElsewhere(said))

        return Services(self.setup.start_services, answered)

    def _start_services(self) -> None:
        self.inquire(self.services.begin, lambda _: None, Urgency.LAST)

    def end_services(self) -> None:
        """Stop what runs beside the screen; not to be called on the loop."""
        self.services.end()

    @on(AnsweredElsewhere)
    def _answered_elsewhere(self, event: AnsweredElsewhere) -> None:
        self.say(event.said)

    def look_for_alerts(self) -> None:
        """Ask what waits for an answer, and when the next reminder comes."""

        def look(engine: TaskManager) -> tuple[list[Alert], float, datetime]:
            now = engine.now()
            coming = engine.next_reminder()
            wait = LOOK if coming is None else (coming[0] - now).total_seconds() + 0.5
            quiet = engine.quiet_until()
            return ([] if quiet is not None else engine.alerts(), max(min(wait, LOOK), 0.5), now)

        self.inquire(look, self._looked, Urgency.LAST, "alerts")

    def _looked(self, answer: tuple[list[Alert], float, datetime]) -> None:
        alerts, wait, now = answer
        fresh = [alert for alert in alerts if _name_of(alert) not in self._seen_alerts]
        if fresh and not self._may_pop_up:
            wait = SOON
        elif fresh:
            self._pop_up(fresh, now, away=self._first_look)
        self._first_look = False
        if self._alert_timer is not None:
            self._alert_timer.stop()
        self._alert_timer = self.set_timer(wait, self.look_for_alerts)

    @property
    def _may_pop_up(self) -> bool:
        """Whether nothing is being typed, and no dialog but the pop-up itself is open."""
        from tme_tui.tui.alerts.popup import ReminderPopup

        return self.prompt.purpose is None and (
            self.app.screen is self or isinstance(self.app.screen, ReminderPopup)
        )

    def _pop_up(self, alerts: list[Alert], now: datetime, *, away: bool) -> None:
        from tme_tui.tui.alerts.popup import ReminderPopup

        self._seen_alerts |= {_name_of(alert) for alert in alerts}
        self._alert_terminal(alerts)
        open_one = self.app.screen
        if isinstance(open_one, ReminderPopup):
            open_one.add(alerts, now)
            return

        def then(number: int | None) -> None:
            if number is not None:
                self.find_task(number)

        self.open_dialog(ReminderPopup(self, alerts, away=away, now=now), then)

    def _alert_terminal(self, alerts: list[Alert]) -> None:
        """The terminal's own alert, where it is not in front and the desktop has shown nothing."""
        alone = [alert for alert in alerts if "desktop" not in alert.channels]
        driver = self.app._driver
        if not alone or driver is None or self.app.is_headless or self.app.app_focus:
            return
        from tme_tui.channels.terminal import alert_sequences

        text = "\n".join(harmless(alert.task.title) for alert in alone[:3])
        driver.write(alert_sequences(text, os.environ, self.setup.terminal_alerts))

    # Actions

    def do_away(self) -> None:
        """Everything that was not answered, also what was shown and left."""

        def look(engine: TaskManager) -> tuple[list[Alert], datetime]:
            return engine.alerts(), engine.now()

        def show(answer: tuple[list[Alert], datetime]) -> None:
            alerts, now = answer
            if alerts:
                self._pop_up(alerts, now, away=True)
            else:
                self.say(self.words.text("Nothing waits for an answer."))

        self.inquire(look, show, topic="away")

    def do_snooze(self) -> None:
        """Put off the reminder of the task under the cursor."""
        from tme_tui.tui.alerts.popup import ask_snooze

        number = self.number

        def look(engine: TaskManager) -> int | None:
            found = [alert.id for alert in engine.alerts() if int(alert.task.id) == number]
            return found[-1] if found else None

        def ask(delivery: int | None) -> None:
            if delivery is None:
                self.say(self.words.text("No reminder of this task waits for an answer."))
            else:
                ask_snooze(self, delivery)

        self.inquire(look, ask, topic="snooze")

    def can_snooze(self) -> bool:
        return self.number is not None

    def do_do_not_disturb(self) -> None:
        """No reminders for an hour; again, and they come."""
        words, zone = self.words, self.setup.zone

        def turn(engine: TaskManager) -> str:
            from tme_tui.model.moment import zone_named

            if engine.quiet_until() is not None:
                engine.do_not_disturb(None)
                return words.text("Reminders come again.")
            until = engine.now() + PEACE
            engine.do_not_disturb(until)
            clock = f"{until.astimezone(zone_named(zone)):%H:%M}"
            return words.text("No reminders until {time}.", time=clock)

        def said(text: str) -> None:
            self.say(text)
            self.look_for_alerts()

        self.inquire(turn, said, Urgency.CHANGE)
