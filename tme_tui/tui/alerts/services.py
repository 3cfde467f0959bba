"""The panel of services: what runs in which process, what was sent, what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tme_tui.engine.delivery_words import (
    DEAD,
    DELIVERY_STATES,
    SERVICE_STATES,
    face_name,
    part_name,
    state_of,
    subject,
)
from tme_tui.i18n import Translator, message
from tme_tui.language.describe import describe_moment
from tme_tui.model.moment import Moment
from tme_tui.model.outbox import Delivery, Service
from tme_tui.tui.actions import Context
from tme_tui.tui.bars import Hints
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.picking.choice_list import ChoiceList
from tme_tui.tui.picking.choices import Choice
from tme_tui.tui.picking.list_dialog import ListDialog
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.alerts.running import Services
    from tme_tui.tui.pairing.topic import PairingHost
    from tme_tui.tui.pairing.trying import Failure

LATEST = 30
"""So many deliveries that were begun are shown, whatever became of them."""
NEXT = 8
"""So many that are planned stand below them; a year of them must not hide what went wrong."""
_BEGUN = tuple(state for state in DELIVERY_STATES if state != "planned")
_EVERY = 2.0

_CURES = (
    (
        "token",
        message("Make a new token for the bot and set it up anew ({key}), or put it into .env."),
    ),
    ("tme link", message("Link yourself: {key} here, or tme link telegram, or vk, email, slack.")),
    ("blocked", message("Unblock the bot in the messenger and write to it, or link again with {key}.")),
    ("proxy", message("Look at the setting proxy of the channel.")),
    ("desktop", message("There is no desktop here; messengers and the terminal still alert.")),
)
_ALL_IS_WELL = message("All is well here.")
_NO_CURE = message("It is tried again by itself; if it stays, look into the log folder.")

Found = tuple[list[Service], list[Delivery], datetime]


class Tested(Message):
    """A test message was sent, or was not."""

    def __init__(self, answer: str | Failure) -> None:
        super().__init__()
        self.answer = answer
        """Who sent it, or why nobody did."""


class ServicesScreen(ListDialog[None]):
    """Services first, then the latest deliveries."""

    CSS_PATH = "services.tcss"
    context: ClassVar[Context] = Context.SERVICES

    def __init__(self, host: PairingHost, services: Services) -> None:
        super().__init__(host.setup, host.keymap)
        self._host = host
        self._services = services
        self._list = ChoiceList(id="services-list")
        self._lines: list[Service | Delivery] = []

    def compose(self) -> ComposeResult:
        """The lines, an explanation, and which keys count."""
        with Vertical(id="services"):
            yield self._list
            yield Static(id="services-about", markup=False)
            yield Hints(id="services-hints")

    def on_mount(self) -> None:
        """Read, and go on reading while it is open."""
        self.query_one("#services").border_title = Content(self.words.text("Services"))
        self.show_keys()
        self._read()
        self.set_interval(_EVERY, self._read)

    def _read(self) -> None:
        def read(engine: TaskManager) -> Found:
            past = engine.deliveries(states=_BEGUN, limit=LATEST)
            coming = engine.deliveries(states=("planned",), limit=NEXT, soonest=True)
            return engine.services(), [*past, *coming], engine.now()

        self._host.inquire(read, self._show, Urgency.ECHO, "services")

    def _show(self, found: Found) -> None:
        if not self.is_attached:
            return
        services, sent, now = found
        alive = [one for one in services if one.alive]
        self._lines = [*alive, *sent]
        choices = [service_choice(one, self.words) for one in alive]
        choices += [delivery_choice(one, self.words, now, self.setup.zone) for one in sent]
        nothing = self.words.text("Nothing runs: reminders wait. “tme run” or the screen sends them.")
        self._list.show(choices, empty=nothing)

    def do_service_explain(self) -> None:
        """Say what the line means and what to do about it."""
        if self._lines:
            self._about(explanation(self._lines[self._list.place], self.words, self._host.key_of("connect")))

    def do_service_restart(self) -> None:
        """Send again what died; let the services look at once."""
        line = self._lines[self._list.place] if self._lines else None
        if isinstance(line, Delivery):
            self._host.inquire(lambda engine: engine.resend([line.id]), self._resent)
        else:
            self._services.wake()

    def can_resend(self) -> bool:
        """Whether the line is a delivery that did not arrive."""
        line = self._lines[self._list.place] if self._lines else None
        return isinstance(line, Delivery) and line.state in DEAD

    def do_resend(self) -> None:
        """Send again what did not arrive."""
        self.do_service_restart()

    @property
    def _channel(self) -> str:
        """The channel that the line is about; empty when it is about none."""
        line = self._lines[self._list.place] if self._lines else None
        if isinstance(line, Delivery):
            return line.channel
        kind, _, name = line.name.partition(" ") if line is not None else ("", "", "")
        return name if kind in ("channel", "ear") else ""

    def can_service_test(self) -> bool:
        """Whether the line is about a channel."""
        return bool(self._channel)

    def do_service_test(self) -> None:
        """Send a test message, and say what came of it."""
        from tme_tui.tui.pairing import trying
        from tme_tui.tui.settings_screen import current_environment

        name, words, environment = self._channel, self.words, current_environment()

        def came(answer: str | trying.Failure) -> None:
            self.post_message(Tested(answer))

        def begin(engine: TaskManager) -> None:
            trying.in_background(lambda: trying.try_out(name, engine, environment, {}, words), words, came)

        self._about(words.text("Sending a test message …"))
        self._host.inquire(begin, lambda _: None, Urgency.CHANGE)

    @on(Tested)
    def _tested(self, event: Tested) -> None:
        words = self.words
        if isinstance(event.answer, str):
            said = words.text(
                "A test message was sent by {who}. Look whether it has arrived.", who=event.answer
            )
        else:
            said = event.answer.why
        self._about(said)

    def can_connect(self) -> bool:
        """Whether there is a place to write it down."""
        return self.setup.settings_file is not None

    def do_connect(self) -> None:
        """Set up the messenger of the line, or one that is chosen."""
        from tme_tui.tui.pairing.ways import WAYS

        way = WAYS.get(self._channel)
        if way is None:
            self._host.do_connect()
        else:
            self._host.connect_way(way)

    def _about(self, said: str) -> None:
        self.query_one("#services-about", Static).update(Content(harmless(said)))

    def _resent(self, count: int) -> None:
        said = self.words.plural("{n} delivery is sent again", "{n} deliveries are sent again", count)
        self._host.say(said)
        self._services.wake()
        self._read()

    def _move(self, lines: int) -> None:
        self._list.move(lines)
        self._about("")


def service_choice(one: Service, words: Translator) -> Choice:
    """A part of a process, and how it is."""
    _, number, *_ = (*one.holder.split(":"), "", "")
    face = face_name(str(one.details.get("face", "")), words)
    state = words.text(SERVICE_STATES.get(one.state, one.state))
    why = words.error(one.error)
    if one.details.get("elsewhere"):
        why = words.text("another process listens")
    told = f"{state}: {why}" if why else state
    return Choice(f"{one.holder}/{one.name}", f"{face} {number}  {part_name(one.name, words)}", told)


def delivery_choice(one: Delivery, words: Translator, now: datetime, zone: str) -> Choice:
    """A delivery, and what became of it."""

    def said(moment: datetime) -> str:
        return describe_moment(Moment.at(moment.replace(second=0), zone), now, zone, words.language)

    when, state = said(one.due), state_of(one, words, said)
    told = f"{state}: {words.error(one.error)}" if one.error else state
    return Choice(one.id, f"{when}  {one.channel}  {subject(one, words)}", told)


def explanation(line: Service | Delivery, words: Translator, key: str) -> str:
    """What is wrong, and what a person can do."""
    if not line.error:
        return words.text(_ALL_IS_WELL)
    cures: Sequence[tuple[str, str]] = _CURES
    error = line.error.casefold()
    cure = next((cure for sign, cure in cures if sign in error), _NO_CURE)
    return f"{words.error(line.error)}\n{words.text(cure, key=key)}"
