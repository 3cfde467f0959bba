"""The notification service of this desktop, through desktop-notifier; for the loop that it lives in.

The library swallows every error and only says when an alert was taken. It also keeps a connection to a
session bus that is gone, and asks for capabilities once in its life. So the service is asked before each
alert: this finds a service that hangs before anything is sent to it, and says how text has to be written.
"""

from __future__ import annotations

import asyncio
import html
import logging
from collections.abc import Callable, Sequence
from typing import Any

from desktop_notifier import Button, DesktopNotifier, Icon, Urgency

_ICON = Icon(name="appointment-soon")

for _name in ("desktop_notifier", "dbus_fast"):
    # Their warnings carry tracebacks, and would be written over the screen.
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False

Press = tuple[str, str, Callable[[], None]]
"""A button: its name, its label, and what happens when it is pressed."""


ANSWER_WITHIN = 3.0
"""So many seconds a service may think; a healthy one answers within hundredths."""


class NoService(Exception):
    """Nobody shows alerts here."""


class AlertService:
    """Shows alerts and takes them back. Everything has to be called in one and the same event loop."""

    def __init__(self, app: str) -> None:
        self._notifier = DesktopNotifier(app, _ICON)

    async def about(self) -> tuple[str, frozenset[str]]:
        """What the service calls itself, and what it can; raises NoService."""
        backend: Any = self._notifier._backend
        if not hasattr(backend, "_init_dbus"):  # not D-Bus: the system itself shows alerts
            return type(backend).__name__, frozenset()
        try:
            return await asyncio.wait_for(_introduced(backend), ANSWER_WITHIN)
        except Exception as error:
            self.forget()
            raise NoService(type(error).__name__) from None

    async def show(
        self,
        title: str,
        body: str,
        *,
        urgent: bool,
        buttons: Sequence[Press],
        clicked: Callable[[], None] | None,
    ) -> str:
        """Show an alert; its name, once the service took it. Raises NoService."""
        _, can = await self.about()
        taken: list[bool] = []
        name = await self._notifier.send(
            title,
            html.escape(body, quote=False) if "body-markup" in can else body,
            urgency=Urgency.Critical if urgent else Urgency.Normal,
            buttons=[Button(label, pressed, key) for key, label, pressed in buttons],
            on_clicked=clicked,
            on_dispatched=lambda: taken.append(True),
        )
        if not taken:
            self.forget()
            raise NoService("the alert was refused")
        return name

    async def clear(self, name: str) -> None:
        """Take an alert away; one that is gone is none."""
        try:
            await self._notifier.clear(name)
        except KeyError:
            pass
        except Exception as error:
            self.forget()
            raise NoService(type(error).__name__) from None

    def forget(self) -> None:
        """Connect anew the next time: after the bus was restarted the old connection never recovers."""
        backend: Any = self._notifier._backend
        bus = getattr(backend, "bus", None)
        if bus is not None:
            bus.disconnect()
        if hasattr(backend, "interface"):
            backend.interface = None


async def _introduced(backend: Any) -> tuple[str, frozenset[str]]:
    if backend.interface is None:
        backend.interface = await backend._init_dbus()
    name, _, version, _ = await backend.interface.call_get_server_information()
    return f"{name} {version}", frozenset(await backend.interface.call_get_capabilities())
