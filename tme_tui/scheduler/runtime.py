"""Everything that runs beside a face: put together, started, watched, and stopped within five seconds."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Protocol

from tme_tui.model.delivery import Channel, Ear, Incoming, IncomingKind
from tme_tui.model.errors import TmeError
from tme_tui.scheduler.button_data import read_data
from tme_tui.scheduler.clock import Clock
from tme_tui.scheduler.dispatcher import Dispatcher
from tme_tui.scheduler.hearing import Hearing
from tme_tui.scheduler.supervisor import State, Supervisor
from tme_tui.store.outbox.holders import new_holder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tme_tui.engine.manager import TaskManager
    from tme_tui.plugins.making import Heard

_log = logging.getLogger(__name__)
STOP_WITHIN = 5.0
_FOR_THE_REST = 1.5
"""So many seconds of them are for what comes after messages under way were waited for."""
PLAN_EVERY = 20.0


class Channels(Protocol):
    """What can be sent on and listened to, by name."""

    @property
    def channels(self) -> Mapping[str, Channel]: ...

    @property
    def ears(self) -> Mapping[str, Ear]: ...

    @property
    def problems(self) -> Mapping[str, str]: ...

    def close(self) -> None: ...


class Runtime:
    """The services of one process on one base."""

    def __init__(
        self,
        manager: TaskManager,
        connect: Callable[[Heard], Channels],
        *,
        face: str = "run",
        redact: Callable[[str], str] = str,
        on_answer: Callable[[str], None] = lambda said: None,
    ) -> None:
        self._manager = manager
        self._face = face
        self._on_answer = on_answer
        self.holder = new_holder()
        self._channels = connect(self._heard)
        self._clock = Clock(wake=self.wake, sweep=self._sweep, copy=self._copy)
        self._plan_now = threading.Event()
        self._reporting = threading.Lock()
        self._signed_off = False
        self.dispatcher = Dispatcher(
            manager,
            self._channels.channels,
            self.holder,
            arm=self._clock.arm,
            changed=self._plan_now.set,
            turned_back=self._clock.turn_back,
            troubled=self._report,
        )
        self._hearings = [
            Hearing(name, ear, manager, self.holder, self._report)
            for name, ear in self._channels.ears.items()
        ]
        self._supervisor = Supervisor(redact, self._report)
        self._supervisor.add("dispatcher", self.dispatcher.run)
        self._supervisor.add("planner", self._plan)
        for hearing in self._hearings:
            self._supervisor.add(f"ear {hearing.name}", hearing.run)
        self._started = False
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begin; returns at once."""
        self._started = True
        self._clock.start()
        self._supervisor.start()
        threading.Thread(target=self._report_first, name="first report", daemon=True).start()

    def sign_off(self) -> None:
        """Say that this process ends, before all that may take long or be cut short."""
        with self._reporting:
            if self._signed_off:
                return
            self._signed_off = True
        try:
            self._manager.sign_off(self.holder)
        except TmeError as error:
            _log.warning("it was not written down that this process ends: %s", error)

    def stop(self, within: float = STOP_WITHIN) -> list[str]:
        """End everything; the names of the parts that did not end in time, and are left behind."""
        if not self._started or self._stopping.is_set():
            return []
        deadline = time.monotonic() + within
        self._stopping.set()
        signing_off = threading.Thread(target=self.sign_off, name="signing off", daemon=True)
        signing_off.start()  # beside the rest, since the base may be locked
        self._clock.stop()
        self._supervisor.ask_to_stop()
        self._plan_now.set()
        self.dispatcher.wake()
        for hearing in self._hearings:
            hearing.stop()
        self.dispatcher.stop_lanes(deadline - _FOR_THE_REST)
        self._channels.close()
        left = self._supervisor.join(deadline)
        signing_off.join(max(deadline - time.monotonic(), 0))  # it waits for who is telling of us just now
        for end in (self.dispatcher.drain, partial(self._manager.withdraw_services, self.holder)):
            try:
                end()
            except TmeError as error:
                _log.warning("not everything was written down: %s", error)
        return left

    def states(self) -> dict[str, tuple[str, int, dict[str, object]]]:
        """The parts as they are now: name to state, since when, and details."""
        found: dict[str, tuple[str, int, dict[str, object]]] = {}
        troubles = {f"ear {one.name}": one for one in self._hearings}
        for part in self._supervisor.parts():
            details: dict[str, object] = {"face": self._face}
            hearing = troubles.get(part.name)
            error, state = part.error if part.state is not State.RUNNING else "", str(part.state)
            if hearing is not None and part.state is State.RUNNING:
                error = hearing.trouble
                state = str(State.RETRYING) if error else state
                if hearing.elsewhere:
                    details["elsewhere"] = True
            if part.name == "dispatcher":
                details |= {"sent": self.dispatcher.sent, "next": self.dispatcher.next_due}
                details["awake"] = self.dispatcher.awake_since
            found[part.name] = (state, part.since, {**details, "error": error} if error else details)
        since = min((part.since for part in self._supervisor.parts()), default=int(time.time()))
        errors = {**self._channels.problems, **self.dispatcher.errors()}
        for name, lane in self.dispatcher.lanes.items():
            error = errors.get(name, "")
            absent = lane.facts.local and bool(error)
            state = "not here" if absent else str(State.RETRYING) if error else str(State.RUNNING)
            details = {"face": self._face, **({"error": error} if error else {})}
            found[f"channel {name}"] = (state, since, details)
        return found

    def _plan(self, stop: threading.Event) -> None:
        while not stop.is_set():
            if self._manager.plan_ahead(stop.is_set):
                self.dispatcher.wake()
            self._plan_now.wait(PLAN_EVERY)
            self._plan_now.clear()

    def wake(self) -> None:
        """Look at once for what is due."""
        self.dispatcher.wake()

    def _sweep(self) -> None:
        """Every twenty seconds: what passed by itself, who else is there, and that this process lives.

        What waits too long for a channel that nobody has is listed as missed.
        """
        self.dispatcher.wake()
        try:
            self._manager.catch_up()
        except TmeError as error:
            _log.warning("tasks did not move with time: %s", error)
        try:
            self._manager.give_up_stranded(self._channels.channels)
        except TmeError as error:
            _log.warning("what waits in vain was not written down: %s", error)
        self._report()

    def _report_first(self) -> None:
        """Tell others of this process, once it has heard from them since when somebody has been awake."""
        try:
            self.dispatcher.look_around()
        except TmeError as error:
            _log.warning("nothing is known of other processes: %s", error)
        self._report()

    def _report(self) -> None:
        """Write down how the parts are; from any thread, what is newer last."""
        with self._reporting:
            if self._stopping.is_set() or self._signed_off:
                return
            try:
                self._manager.report_services(self.holder, self.states())
                alive = [one for one in self._manager.services() if one.alive and one.name == "dispatcher"]
                self.dispatcher.share_pace(len(alive))
            except TmeError as error:
                _log.warning("the state of services was not written down: %s", error)

    def _copy(self) -> None:
        try:
            self._manager.keep_copy()
        except TmeError as error:
            _log.warning("no copy of the base was made: %s", error)

    def _heard(self, incoming: Incoming) -> None:
        """A button of an alert on this machine: its person sits here."""
        pressed = read_data(incoming.text)
        if incoming.kind is not IncomingKind.PRESSED or pressed is None:
            return
        try:
            self._on_answer(self._manager.answer(pressed.delivery, pressed.answer).said)
        except TmeError as error:
            _log.warning("a button had no effect: %s", error)
        self.dispatcher.wake()
