"""Everything that takes time, done by two threads in the order of its urgency; answers come back as messages.

The screen asks with a function of the engine that returns a message; the message is posted to the screen and
handled on the loop. One thread does what a person waits for, changes among it, so that what is read after a
change is always the state after that change. The other does what takes longer and can come later: the order
of a hundred thousand tasks, counts.

A question of which there can be only one current answer has a topic: asked again, an older one that has not
begun is forgotten. One that has begun is answered, so answers carry the number of their question, and the
screen drops those it no longer waits for.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from itertools import count
from queue import Empty, PriorityQueue
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from tme_tui.model.errors import StoreLocked, TmeError
from tme_tui.tui.working.tidying import reading

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

Job = Callable[["TaskManager"], Message | None]

TICK = 1.0
"""How often, in seconds, changes of other processes are looked for."""


class Urgency(IntEnum):
    """What goes first; from `ORDER` on, in the thread that may take long."""

    CHANGE = 0
    ECHO = 1
    """What a person sees while typing."""
    PAGE = 2
    DETAILS = 3
    ORDER = 4
    COUNTS = 5
    LAST = 9

    @property
    def is_slow(self) -> bool:
        """Whether nobody waits for it."""
        return self >= Urgency.ORDER


class Opened(Message):
    """The base is open and can be asked."""

    def __init__(self, only_reading: TmeError | None = None) -> None:
        super().__init__()
        self.only_reading = only_reading
        """Why nothing can be changed."""


class OpeningFailed(Message):
    """The base cannot be used; the program can only say so."""

    def __init__(self, error: TmeError) -> None:
        super().__init__()
        self.error = error


class StillLocked(Message):
    """The base is in use by somebody else; it is tried again."""

    def __init__(self, error: TmeError) -> None:
        super().__init__()
        self.error = error


class Failed(Message):
    """A question or a change was refused."""

    def __init__(self, name: str, error: TmeError | None, number: int = 0) -> None:
        super().__init__()
        self.name = name
        """What the asker called it."""
        self.error = error
        """None when the program itself is at fault; the log says more."""
        self.number = number
        """The question's, by which the asker knows it."""


class _Errand(NamedTuple):
    """One thing to do; compared by urgency, then by number."""

    urgency: int
    number: int
    topic: str
    name: str
    job: Job | None
    """None ends the thread."""


class _Refusal(NamedTuple):
    """Why nothing can be done; without an error the program itself is at fault."""

    error: TmeError | None


class Work:
    """The threads that own the engine: they open it, ask it, close it."""

    def __init__(
        self,
        open_engine: Callable[[], TaskManager],
        deliver: Callable[[Message], object],
        *,
        opened: Callable[[TaskManager], None] = lambda _: None,
        tick: Callable[[TaskManager], object] = lambda _: None,
    ) -> None:
        self._open_engine = open_engine
        self._deliver = deliver
        self._opened = opened
        self._tick = tick
        self._urgent: PriorityQueue[_Errand] = PriorityQueue()
        self._slow: PriorityQueue[_Errand] = PriorityQueue()
        self._serial = count(1)
        self.asked = 0
        """The number of the last question."""
        self._current: dict[str, int] = {}
        self._pending = 0
        self._lock = threading.Lock()
        self._is_ending = False
        self._engine: TaskManager | None = None
        self._refusal: _Refusal | None = None
        """Says that there is no engine and never will be, and why."""
        self._main = threading.Thread(target=self._run, name="tme-work", daemon=True)
        self._side = threading.Thread(target=self._run_slowly, name="tme-slow-work", daemon=True)

    def start(self) -> None:
        """Open the engine and begin to answer."""
        self._main.start()

    def ask(self, job: Job, urgency: Urgency, topic: str = "", *, name: str = "") -> int:
        """Do `job` soon; the answer is the question's number. `name` comes back if it fails."""
        number = self.asked = next(self._serial)
        if topic:
            self._current[topic] = number
        with self._lock:
            self._pending += 1
        queue = self._slow if urgency.is_slow else self._urgent
        queue.put(_Errand(urgency, number, topic, name or topic, job))
        if self._refusal is not None:
            self._refuse_all(self._refusal)
        return number

    def is_current(self, topic: str, number: int) -> bool:
        """Whether nothing newer was asked about the topic."""
        return self._current.get(topic) == number

    def stop(self) -> None:
        """Finish what was asked for, close the engine, end the threads. Not to be called on the loop."""
        self._is_ending = True
        if self._main.ident is None and self._pending:
            self._main.start()  # somebody typed faster than the program began
        for queue, thread in ((self._urgent, self._main), (self._slow, self._side)):
            queue.put(_Errand(Urgency.LAST, next(self._serial), "", "", None))
            if thread.is_alive():
                thread.join()
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    @property
    def is_open(self) -> bool:
        """Whether there is somebody to answer."""
        return self._engine is not None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is asked for that was not answered."""
        return self._pending == 0

    def _run(self) -> None:
        try:
            engine = self._open()
        except TmeError as error:
            self._give_up(OpeningFailed(error), error)
            return
        except Exception:
            logging.getLogger(__name__).exception("the base could not be opened")
            self._give_up(Failed("open", None), None)
            return
        self._engine = engine
        self._opened(engine)
        self._deliver(Opened(engine.closed_to_changes()))
        self._side.start()
        ticked = monotonic()
        while True:
            if monotonic() - ticked >= TICK:
                self._attempt("tick", self._ticked, engine)
                ticked = monotonic()
            try:
                errand = self._urgent.get(timeout=TICK)
            except Empty:
                continue
            if errand.job is None:
                return
            self._do(errand, errand.job, engine)

    def _open(self) -> TaskManager:
        """The engine; a base that somebody else holds is tried until it is free or the program ends."""
        while True:
            try:
                return self._open_engine()
            except StoreLocked as error:
                if self._is_ending:
                    raise
                self._deliver(StillLocked(error))

    def _give_up(self, told: Message, error: TmeError | None) -> None:
        self._deliver(told)
        self._refusal = _Refusal(error)
        self._refuse_all(self._refusal)

    def _refuse_all(self, refusal: _Refusal) -> None:
        """Without a base nothing is answered, but whoever wanted to change something is told so."""
        for queue in (self._urgent, self._slow):
            with suppress(Empty):  # whoever asks meanwhile takes from it, too
                while True:
                    self._refuse(queue.get_nowait(), refusal)

    def _refuse(self, errand: _Errand, refusal: _Refusal) -> None:
        if errand.job is None:
            return
        if errand.urgency == Urgency.CHANGE:
            self._deliver(Failed(errand.name, refusal.error, errand.number))
        with self._lock:
            self._pending -= 1

    def _run_slowly(self) -> None:
        engine = self._engine
        while engine is not None:
            errand = self._slow.get()
            if errand.job is None:
                return
            self._do(errand, errand.job, engine)

    def _do(self, errand: _Errand, job: Job, engine: TaskManager) -> None:
        if not errand.topic or self.is_current(errand.topic, errand.number):
            self._attempt(errand.name, job, engine, errand.number)
        with self._lock:
            self._pending -= 1

    def _ticked(self, engine: TaskManager) -> None:
        self._tick(engine)

    def _attempt(self, name: str, job: Job, engine: TaskManager, number: int = 0) -> None:
        answer: Message | None
        try:
            with reading():
                answer = job(engine)
        except TmeError as error:
            answer = Failed(name, error, number)
        except Exception:  # the edge of a thread: what is wrong is told, and the thread goes on
            logging.getLogger(__name__).exception("a question about %s failed", name or "a change")
            answer = Failed(name, None, number)
        if answer is not None:
            self._deliver(answer)
