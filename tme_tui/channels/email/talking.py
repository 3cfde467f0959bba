"""The conversation with a mail server: connect, encrypt, log in, hand the letter over.

smtplib does the protocol. Its `sendmail` does not say how far it came, and that is what matters: until the
last line of the letter is written nothing was sent; after it, only the server's answer tells.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from threading import Lock, Timer
from typing import Any, TypeVar

from tme_tui.channels.email import refusing
from tme_tui.channels.email.letter import as_sent, for_transport
from tme_tui.channels.wire_faults import reason_in_words
from tme_tui.model.delivery import ChannelError, Temporary, Unanswered
from tme_tui.model.value import value

CALL_SECONDS = 45.0
_PORTS = {"tls": 465, "starttls": 587, "none": 25}
_OURSELVES = "[127.0.0.1]"
"""What we call ourselves; the name of this machine is nobody's business, and asking for it may take long."""
_T = TypeVar("_T")


@value
class MailServer:
    """Which server takes the letters, and how one talks to it."""

    host: str
    port: int | None = None
    """The usual one of the kind of security when it is not said."""
    security: str = "starttls"
    """`starttls`, `tls` or `none`."""
    user: str = ""
    password: str = ""


class Talk:
    """One conversation, in one thread; `end` may be called from another."""

    def __init__(self, server: MailServer, patience: float) -> None:
        self._server = server
        self._lock = Lock()
        self._ended = False
        self._overdue = False
        self._written = False
        self._socket: socket.socket | None = None
        if server.security == "tls":
            self._smtp: _SmtpOverTls | _Smtp = _SmtpOverTls(
                local_hostname=_OURSELVES, timeout=patience, context=ssl.create_default_context()
            )
        else:
            self._smtp = _Smtp(local_hostname=_OURSELVES, timeout=patience)
        self._smtp.opened = self._opened
        self._smtp._host = server.host  # what certificates are compared with

    def hand_over(self, letter: EmailMessage, sender: str, address: str) -> None:
        """Send a letter; returning means that the server has it."""
        self._limited(lambda: self._deliver(letter, sender, address))

    def greet(self) -> str:
        """Connect and log in, and send nothing; what the server calls itself."""
        return self._limited(lambda: (self._smtp.ehlo_resp or b"").decode("ascii", "replace").split("\n")[0])

    def end(self) -> None:
        """Let whatever waits fail at once."""
        with self._lock:
            self._ended = True
        self._shut()

    def _limited(self, act: Callable[[], _T]) -> _T:
        """Do it on an open connection, within the time of a call; failures come out as errors of channels."""
        timer = Timer(CALL_SECONDS, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            self._open()
            return act()
        except ChannelError:
            raise
        except smtplib.SMTPResponseException as error:
            failure: ChannelError = refusing.at_door(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            failure = self._failure(error)
        finally:
            timer.cancel()
            self._smtp.close()
        raise failure

    def _open(self) -> None:
        server, smtp = self._server, self._smtp
        if self._ended:
            raise Temporary("it was stopped")
        refusing.unless_well(smtp.connect(server.host, server.port or _PORTS[server.security]))
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            if not smtp.has_extn("starttls"):
                raise refusing.no_encryption()
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        if server.user:
            self._log_in()

    def _log_in(self) -> None:
        try:
            self._smtp.login(self._server.user, self._server.password)
        except smtplib.SMTPAuthenticationError as error:
            failure: ChannelError = refusing.of_password(error.smtp_code)
        except (smtplib.SMTPNotSupportedError, UnicodeError):
            failure = refusing.of_password(535)
        else:
            return
        raise failure

    def _deliver(self, letter: EmailMessage, sender: str, address: str) -> None:
        smtp, options = self._smtp, []
        if not address.isascii() or not sender.isascii():
            if not smtp.has_extn("smtputf8") and not _domain_only(address, sender):
                raise refusing.of_letters()
            options = ["SMTPUTF8"] if not _domain_only(address, sender) else []
        refusing.of_sender(*smtp.mail(for_transport(sender), options))
        refusing.of_address(*smtp.rcpt(for_transport(address)))
        code, said = smtp.docmd("data")
        if code != 354:
            refusing.of_letter(code, said)
        self._written = True
        smtp.send(as_sent(letter))
        refusing.of_letter(*smtp.getreply())
        with suppress(smtplib.SMTPException, OSError):
            smtp.docmd("quit")

    def _failure(self, error: Exception) -> ChannelError:
        if self._ended and not self._written:
            return Temporary("it was stopped")
        cause = error.__context__ or error  # smtplib says that the connection broke, whatever the cause
        overdue = self._overdue or isinstance(cause, TimeoutError)
        if isinstance(cause, smtplib.SMTPServerDisconnected):
            cause = ConnectionResetError()
        reason = reason_in_words(
            cause, self._server.host, overdue=overdue, connecting=self._socket is None, through_proxy=False
        )
        return Unanswered(reason) if self._written else Temporary(reason)

    def _give_up(self) -> None:
        self._overdue = True
        self._shut()

    def _opened(self, opened: socket.socket) -> None:
        """The connection stands: from here on it can be ended."""
        with self._lock:
            self._socket = opened
            ended = self._ended or self._overdue
        if ended:
            self._shut()

    def _shut(self) -> None:
        for waiting in (self._smtp.sock, self._socket):  # encryption puts another in the place of the first
            if waiting is not None:
                with suppress(OSError):
                    socket.socket.shutdown(waiting, socket.SHUT_RDWR)


class _Noted:
    """A client that shows its socket before it waits for the first word of the server."""

    _host: str
    opened: Callable[[socket.socket], None]

    def _get_socket(self, *where: Any) -> socket.socket:
        made: socket.socket = super()._get_socket(*where)  # type: ignore[misc]
        self.opened(made)
        return made


class _Smtp(_Noted, smtplib.SMTP):
    pass


class _SmtpOverTls(_Noted, smtplib.SMTP_SSL):
    pass


def _domain_only(*addresses: str) -> bool:
    """Whether only domains have letters that are not ASCII; those have another spelling."""
    return all(address.rpartition("@")[0].isascii() for address in addresses)
