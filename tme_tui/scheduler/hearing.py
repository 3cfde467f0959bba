"""Ears: what people answer in messengers, heard by one process at a time and answered once.

What was heard is written down with the place up to which it was heard before anything is done about it, so a
process that is killed in the middle neither forgets a pressed button nor presses it twice.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from tme_tui.i18n import Translator, translator
from tme_tui.model.delivery import ChannelError, Ear, Incoming, IncomingKind, Permanent, Scope, Temporary
from tme_tui.model.errors import NotFound, TmeError
from tme_tui.model.journal import Origin
from tme_tui.scheduler.button_data import read_data
from tme_tui.scheduler.supervisor import GiveUp

if TYPE_CHECKING:
    from collections.abc import Callable

    from tme_tui.engine.manager import TaskManager

_log = logging.getLogger(__name__)
FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
ELSEWHERE = 15.0
"""Seconds after which it is asked again whether the process that listens has ended."""
ANSWERED_WITHIN = 0.5
MOST_WRONG = 5
LEASE = 75
_CODE_LENGTH = 8
_ORIGINS = {"telegram": Origin.TELEGRAM, "vk": Origin.VK}


class Hearing:
    """Listens to one messenger and answers."""

    def __init__(
        self,
        name: str,
        ear: Ear,
        manager: TaskManager,
        holder: str,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self.name = name
        self._ear = ear
        self._manager = manager
        self._holder = holder
        self._changed = changed
        """Told when something begins to go wrong, or does no more."""
        self.trouble = ""
        """Why nothing is heard now; empty when all is well."""
        self.elsewhere = False
        """Whether another process listens."""
        self._answering = threading.Lock()
        """Held while what was heard is answered."""

    def run(self, stop: threading.Event) -> None:
        """Listen until `stop`."""
        wait = FIRST_WAIT
        while not stop.is_set():
            if not self._manager.take_ear(self.name, self._holder, LEASE):
                self._be(self.trouble, elsewhere=True)
                stop.wait(ELSEWHERE)
                continue
            self._be(self.trouble)
            try:
                self._listen_once()
                wait = FIRST_WAIT
                self._be("")
            except Temporary as error:
                self._say(error)
                stop.wait(max(error.retry_after or 0, wait))
                wait = min(wait * 2, LONGEST_WAIT)
            except Permanent as error:
                if error.scope is Scope.CHANNEL:
                    self._leave()
                    raise GiveUp(f"{error}; {error.hint}" if error.hint else str(error)) from None
                self._say(error)
                stop.wait(wait)
            except ChannelError as error:
                self._say(error)
                stop.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)
        self._leave()

    def stop(self, patience: float = ANSWERED_WITHIN) -> None:
        """Let a wait for news return at once; an answer that is on its way gets so many seconds."""
        answered = self._answering.acquire(timeout=patience)
        self._ear.stop()
        if answered:
            self._answering.release()

    def _say(self, error: ChannelError) -> None:
        if str(error) != self.trouble:
            _log.warning("%s is not heard: %s", self.name, error)
        self._be(str(error))

    def _be(self, trouble: str, *, elsewhere: bool = False) -> None:
        before = self.trouble, self.elsewhere
        self.trouble, self.elsewhere = trouble, elsewhere
        if before != (trouble, elsewhere):
            self._changed()

    def _leave(self) -> None:
        try:
            self._manager.leave_ear(self.name, self._holder)
        except TmeError as error:
            _log.warning("the ear of %s stays taken: %s", self.name, error)

    def _listen_once(self) -> None:
        self._answer_all()
        place = self._manager.heard_place(self.name)
        heard, next_place = self._ear.listen(place)
        if heard or next_place != place:
            self._manager.keep_heard(self.name, heard, next_place)
        self._answer_all()

    def _answer_all(self) -> None:
        for incoming in self._manager.heard_unhandled(self.name):
            with self._answering:
                said, wrong = self._handle(incoming)
                self._manager.heard_handled(self.name, incoming, wrong=wrong)
                if said:
                    self._reply(incoming, said)

    def _reply(self, incoming: Incoming, said: str) -> None:
        try:
            self._ear.reply(incoming, said)
        except ChannelError as error:
            _log.info("an answer in %s did not arrive: %s", self.name, error)

    def _handle(self, incoming: Incoming) -> tuple[str, bool]:
        """What to answer, and whether it was a wrong guess."""
        if incoming.kind is IncomingKind.BLOCKED:
            self._manager.address_changed(self.name, incoming.address, "blocked")
            return "", False
        if incoming.kind is IncomingKind.ALLOWED:
            self._manager.address_changed(self.name, incoming.address, "linked")
            return "", False
        owner = self._manager.owner_of_address(self.name, incoming.address)
        if owner is not None:  # who writes can be written to, also after having blocked us
            self._manager.address_changed(self.name, incoming.address, "linked")
        words = self._words(incoming, owner)
        try:
            if incoming.kind is IncomingKind.PRESSED:
                return self._pressed(incoming, owner, words), False
            return self._wrote(incoming, owner, words)
        except TmeError as error:
            return words.error(str(error)), False

    def _pressed(self, incoming: Incoming, owner: int | None, words: Translator) -> str:
        pressed = read_data(incoming.text)
        if owner is None:
            return words.text("This chat is not linked to anybody.")
        gone = words.text("This reminder is no longer known.")
        if pressed is None:
            return gone
        engine = self._manager.acting_as(owner, _ORIGINS.get(self.name, Origin.SCHEDULER))
        try:
            found = engine.deliveries(number=pressed.delivery)
            if not found or found[0].person != engine.person.login:
                return gone
            return engine.answer(pressed.delivery, pressed.answer).said
        except NotFound:
            return gone

    def _wrote(self, incoming: Incoming, owner: int | None, words: Translator) -> tuple[str, bool]:
        if not incoming.private:
            return "", False
        code = incoming.invitation or incoming.text.strip().removeprefix("/start").strip()
        if self._manager.wrong_tries(self.name, incoming.address) >= MOST_WRONG:
            return "", False
        if len(code) == _CODE_LENGTH and code.isascii() and code.isalnum():
            person = self._manager.redeem_link(self.name, code, incoming.address, incoming.sender)
            if person is None:
                return words.text("This code is not good: it was used, is too old, or has a mistake."), True
            engine = self._manager.acting_as(person, Origin.SCHEDULER)
            own = self._words(incoming, person)
            return own.text(
                "Linked. Reminders for {name} come here from now on.", name=engine.person.name
            ), False
        if owner is None:
            hint = words.text("Send the code that “tme link {channel}” shows.", channel=self.name)
            return hint, True
        if code.casefold() in ("/unlink", "отвязать"):
            engine = self._manager.acting_as(owner, Origin.SCHEDULER)
            engine.unlink(self.name)
            return words.text("Unlinked: nothing more is sent here."), False
        return words.text("Reminders come here; their buttons answer them. /unlink ends it."), False

    def _words(self, incoming: Incoming, owner: int | None) -> Translator:
        if owner is not None:
            return translator(self._manager.acting_as(owner, Origin.SCHEDULER).person.locale)
        return translator("ru" if incoming.language.startswith("ru") or self.name == "vk" else "en")
