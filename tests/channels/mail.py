"""A real mail server for tests, aiosmtpd, that can be told what to refuse."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "a-made-up-passw0rd"


class Mailbox:
    """Takes letters; `refusals` has the answers to MAIL, RCPT and DATA that are not 250."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusals: dict[str, str] = {}
        self.hung = threading.Event()
        self.logins: list[str] = []

    async def handle_MAIL(  # noqa: N802 - aiosmtpd looks for this name
        self, _: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.refusals.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, _: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.refusals.get("RCPT", "250 OK")

    async def handle_DATA(  # noqa: N802 - as above
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        refusal = self.refusals.get("DATA", "250 OK")
        if refusal == "vanish":
            self._keep(envelope)
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "250 OK"
        if refusal == "hang":
            await asyncio.sleep(600)
        if refusal.startswith("250"):
            self._keep(envelope)
        return refusal if refusal[:3].isdecimal() else "250 OK"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    def _keep(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        read = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        read["X-From"], read["X-To"] = envelope.mail_from, ", ".join(envelope.rcpt_tos)
        self.letters.append(read)


class _Server(Controller):
    """One on a port that it holds from the beginning, since a free one may be taken by another process."""

    def __init__(self, box: Mailbox, **how: Any) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        host, port = self.listening.getsockname()
        super().__init__(box, hostname=host, port=port, ready_timeout=120, **how)

    def _create_server(self) -> Coroutine[Any, Any, asyncio.Server]:
        return self.loop.create_server(self._factory_invoker, sock=self.listening, ssl=self.ssl_context)


@contextmanager
def serving(box: Mailbox, tls: ssl.SSLContext | None = None, *, at_once: bool = False) -> Iterator[int]:
    """The port of a server that puts letters into the box; `at_once` encrypts from the first byte."""
    controller = _Server(
        box,
        ssl_context=tls if at_once else None,
        tls_context=None if at_once else tls,
        authenticator=box.authenticate,
        auth_require_tls=tls is not None and not at_once,
        enable_SMTPUTF8=True,
    )
    controller.start()
    try:
        yield int(controller.port)
    finally:
        controller.stop()
