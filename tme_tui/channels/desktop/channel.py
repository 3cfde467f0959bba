"""The channel over the notification service: sends from any thread, hands pressed buttons to `heard`.

An alert counts as sent only when the service took it. Where no service answers, as over SSH, that is a
temporary error: another channel can tell the person meanwhile.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Coroutine
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from tme_tui.channels.desktop.loop import LoopThread
from tme_tui.channels.wording import split
from tme_tui.i18n import message
from tme_tui.model.delivery import (
    Answer,
    ChannelFacts,
    Incoming,
    IncomingKind,
    Outgoing,
    Permanent,
    Receipt,
    Scope,
    Temporary,
    Unanswered,
)
from tme_tui.plugins.making import Heard
from tme_tui.plugins.plugin import place_of

if TYPE_CHECKING:
    from tme_tui.channels.desktop.service import AlertService, Press

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_PATIENCE = 6.0
"""Seconds for a whole call: the service may take half of them to say who it is."""
_LONGEST = 2000
_ELSEWHERE = (Answer.POSTPONE_DAY, Answer.POSTPONE_WEEK)
"""Answers without a button: services show four at most, and who sits here has the screen."""


class DesktopChannel:
    """Alerts on this machine's desktop."""

    name = "desktop"
    facts = ChannelFacts(
        buttons=True, withdraws=True, per_second=5.0, per_address=5.0, longest=_LONGEST, local=True
    )

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        if find_spec("desktop_notifier") is None:
            raise Permanent(
                "desktop alerts need a library that is not installed",
                scope=Scope.CHANNEL,
                hint=message("install it: pip install 'tme-tui[desktop]'"),
            )
        self._desk = LoopThread("tme-desktop")
        self._service: AlertService | None = None

    def send(self, message: Outgoing) -> Receipt:
        """Show an alert; the receipt has its name, which lasts as long as this channel."""
        return Receipt(self._run(self._show(message)))

    def edit(self, receipt: Receipt, message: Outgoing) -> None:
        """An alert is not edited: most services would show it again, as if it were new."""

    def withdraw(self, receipt: Receipt, message: Outgoing) -> None:
        """Take an alert away."""
        if receipt.message:
            self._run(self._clear(receipt.message))

    def check(self) -> str:
        """The name of the service."""
        return self._run(self._about())

    def close(self) -> None:
        """Leave the bus; buttons of alerts that are still shown do nothing any more."""
        if self._service is not None:
            self._run(self._leave())
        self._desk.close()
        self._service = None

    async def _show(self, message: Outgoing) -> str:
        service = self._in_loop()
        press = partial(self._pressed, message)
        open_it = next((button for button in message.buttons if button.answer is Answer.OPEN), None)
        buttons: list[Press] = [
            (button.data, button.label, partial(press, button.data))
            for button in message.buttons
            if button is not open_it and button.answer not in _ELSEWHERE
        ]
        title, body = split(message, _LONGEST)
        return await service.show(
            _printable(title, instead_of_lines=" "),
            _printable(body),
            urgent=message.urgent,
            buttons=buttons,
            clicked=None if open_it is None else partial(press, open_it.data),
        )

    def _pressed(self, message: Outgoing, data: str) -> None:
        """In the loop's thread: what the person did is handed on, and nothing stops the loop."""
        try:
            self._heard(Incoming(uuid4().hex, IncomingKind.PRESSED, message.address, text=data))
        except Exception as error:
            _log.error("a pressed button was lost: %s", place_of(error))

    async def _clear(self, name: str) -> None:
        await self._in_loop().clear(name)

    async def _about(self) -> str:
        return (await self._in_loop().about())[0]

    async def _leave(self) -> None:
        self._in_loop().forget()

    def _in_loop(self) -> AlertService:
        if self._service is None:
            from tme_tui.channels.desktop.service import AlertService

            self._service = AlertService("tme-tui")
        return self._service

    def _run(self, task: Coroutine[Any, Any, _T]) -> _T:
        from tme_tui.channels.desktop.service import NoService

        try:
            return self._desk.run(task, _PATIENCE)
        except NoService:
            raise Temporary(self._nobody()) from None
        except TimeoutError:
            raise Unanswered("the desktop's notification service does not answer") from None

    def _nobody(self) -> str:
        if not os.environ.get("DBUS_SESSION_BUS_ADDRESS") and not os.environ.get("XDG_RUNTIME_DIR"):
            return message("there is no desktop session here that could show alerts")
        return message("no notification service answers on this desktop")


def _printable(text: str, *, instead_of_lines: str = "\n") -> str:
    """The text without what the bus refuses and without what a service may obey."""
    lines = ("".join(letter for letter in line if letter.isprintable()) for line in text.split("\n"))
    return instead_of_lines.join(lines)
