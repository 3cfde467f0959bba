"""The pop-up of reminders: one line for each that waits for an answer, and keys that answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_distance, describe_moment
from tme_tui.model.delivery import Answer
from tme_tui.model.moment import Moment
from tme_tui.model.outbox import Alert
from tme_tui.tui.actions import Context
from tme_tui.tui.bars import Hints
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.picking.choice_list import ChoiceList
from tme_tui.tui.picking.choices import Choice

if TYPE_CHECKING:
    from tme_tui.engine.answering import Answered
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.tab import Host


class ReminderPopup(Dialog[int]):
    """Reminders that wait for an answer; the result is a task to go to."""

    CSS_PATH = "popup.tcss"
    context: ClassVar[Context] = Context.REMINDER

    def __init__(self, host: Host, alerts: Sequence[Alert], *, away: bool, now: datetime) -> None:
        super().__init__(host.setup, host.keymap)
        self._host = host
        self._alerts = list(alerts)
        self._away = away
        self._now = now
        self._list = ChoiceList(id="alerts-list")

    def compose(self) -> ComposeResult:
        """The lines, and which keys count."""
        with Vertical(id="alerts"):
            yield self._list
            yield Hints(id="alerts-hints")

    def on_mount(self) -> None:
        """Show what waits."""
        words = self.words
        title = words.text("While you were away") if self._away else words.text("Reminder")
        self.query_one("#alerts").border_title = Content(f"⏰ {title}")
        self.show_keys()
        self._show()

    def add(self, alerts: Sequence[Alert], now: datetime) -> None:
        """More came while this was open."""
        self._now = now
        known = {alert.id for alert in self._alerts}
        self._alerts += [alert for alert in alerts if alert.id not in known]
        self._show()

    def _show(self) -> None:
        choices = [choice_of(alert, self.words, self._now, self.setup.zone) for alert in self._alerts]
        self._list.show(choices, empty=self.words.text("Nothing waits for an answer."))

    @property
    def _alert(self) -> Alert | None:
        return self._alerts[self._list.place] if self._alerts else None

    def do_cursor_down(self) -> None:
        self._list.move(1)

    def do_cursor_up(self) -> None:
        self._list.move(-1)

    def do_reminder_done(self) -> None:
        """The task is done, and all who were told of it hear that."""
        self._answer(lambda engine, number: engine.answer(number, Answer.DONE))

    def do_snooze_minutes(self) -> None:
        self._answer(lambda engine, number: engine.answer(number, Answer.SNOOZE))

    def do_snooze_hour(self) -> None:
        self._answer(lambda engine, number: engine.answer(number, Answer.SNOOZE_HOUR))

    def do_snooze_tomorrow(self) -> None:
        self._answer(lambda engine, number: engine.answer(number, Answer.TOMORROW))

    def do_reminder_snooze(self) -> None:
        """Ask until when, in the words of quick-add."""
        alert = self._alert
        if alert is not None:
            self.dismiss(None)
            ask_snooze(self._host, alert.id)

    def do_reminder_postpone(self) -> None:
        """Move the task itself."""
        alert = self._alert
        if alert is not None:
            self._host.inquire(lambda engine: engine.acknowledge(alert.id), lambda _: None)
            self.dismiss(None)
            ask_due(self._host, int(alert.task.id))

    def do_reminder_open(self) -> None:
        """Go to the task."""
        alert = self._alert
        if alert is not None:
            self._host.inquire(lambda engine: engine.acknowledge(alert.id), lambda _: None)
            self.dismiss(int(alert.task.id))

    @on(ChoiceList.Clicked)
    def _clicked(self, event: ChoiceList.Clicked) -> None:
        if event.twice:
            self.do_reminder_open()

    def _answer(self, answer: Callable[[TaskManager, int], Answered]) -> None:
        alert = self._alert
        if alert is None:
            self.dismiss(None)
            return
        self._host.inquire(lambda engine: answer(engine, alert.id), self._answered)
        self._alerts.remove(alert)
        if self._alerts:
            self._show()
        else:
            self.dismiss(None)

    def _answered(self, answered: Answered) -> None:
        self._host.say(answered.said)


def ask_snooze(host: Host, delivery: int) -> None:
    """Ask until when a reminder is put off."""
    words = host.words

    def then(text: str) -> None:
        host.inquire(lambda engine: engine.snooze(delivery, read_until(engine, text, words)), _say(host))

    host.ask_line(words.text("Snooze until"), then, hint=words.text("30 min, tomorrow 9:00 …"))


def ask_due(host: Host, number: int) -> None:
    """Ask to when a task is moved."""
    words = host.words

    def then(text: str) -> None:
        def postpone(engine: TaskManager) -> object:
            from tme_tui.language.dates import read_moment
            from tme_tui.model.draft import Fields

            moment = read_moment(text, engine.context())
            if moment is None:
                raise not_a_moment(text, words)
            return engine.edit(number, Fields(due=moment))

        host.change(postpone)  # type: ignore[arg-type]

    host.ask_line(words.text("Due"), then, hint=words.text("tomorrow 9:00, friday …"))


def read_until(engine: TaskManager, text: str, words: Translator) -> datetime:
    """A length of time from now, or a moment."""
    from tme_tui.language.dates import read_duration, read_moment

    length = read_duration(text)
    if length is not None:
        return engine.now() + length
    moment = read_moment(text, engine.context())
    if moment is None:
        raise not_a_moment(text, words)
    return moment.utc(engine.person.zone)


def not_a_moment(text: str, words: Translator) -> Exception:
    """The error for words that are no time."""
    from tme_tui.model.errors import InvalidValue

    said = words.text("{text} is neither a length of time nor a moment", text=repr(text))
    return InvalidValue(said, field="until")


def _say(host: Host) -> Callable[[Answered], None]:
    return lambda answered: host.say(answered.said)


def choice_of(alert: Alert, words: Translator, now: datetime, zone: str) -> Choice:
    """One line: the task, when it is, and what went wrong."""
    anchor = alert.task.anchor or Moment.at(alert.due, zone)
    when = describe_moment(anchor, now, zone, words.language)
    distance = describe_distance(anchor, now, zone, words.language)
    told = f"{when} · {distance}" if distance and distance != when else when
    if alert.missed:
        told = words.text("missed {time}", time=told)
    return Choice(alert.id, alert.task.title, told)
