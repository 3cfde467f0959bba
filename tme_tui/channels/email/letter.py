"""A message as a letter: headers that nobody can break out of, plain text, the event as an attachment."""

from __future__ import annotations

import re
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from hashlib import sha256

from tme_tui.channels.wording import cut, sendable
from tme_tui.model.delivery import Outgoing

LONGEST = 100_000
_LONGEST_SUBJECT = 200
_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,64}@[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,253}")


def is_address(text: str) -> bool:
    """Whether it looks like an address, and holds nothing that a server could take for something else."""
    return _ADDRESS.fullmatch(text) is not None


def for_transport(address: str) -> str:
    """The address with its domain in ASCII letters, as servers want it; ValueError when it has none."""
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.encode('idna').decode()}" if not domain.isascii() else address


def letter(message: Outgoing, sender: str, sent: datetime) -> EmailMessage:
    """The letter. Its Message-ID follows from the delivery's key, so a repeat can be told by it."""
    made = EmailMessage(policy=SMTP)
    made["From"] = formataddr(("tme-tui", sender))
    made["To"] = message.address
    made["Subject"] = cut(_one_line(message.title), _LONGEST_SUBJECT) or "tme-tui"
    made["Date"] = format_datetime(sent)
    made["Message-ID"] = message_id(message.key, sender)
    made["Auto-Submitted"] = "auto-generated"
    if message.urgent:
        made["Importance"] = "high"
    made.set_content(_body(message), cte="base64")
    if message.calendar:
        made.add_attachment(
            sendable(message.calendar),
            subtype="calendar",
            filename="event.ics",
            cte="base64",
            params={"method": "PUBLISH"},
        )
    return made


def message_id(key: str, sender: str) -> str:
    """The same for every attempt at one delivery."""
    name = sha256(key.encode("utf-8", "replace")).hexdigest()[:40]
    return f"<{name}@{for_transport(sender).rpartition('@')[2]}>"


def as_sent(made: EmailMessage) -> bytes:
    """The letter on the wire, with the dots doubled that would end it."""
    lines = re.sub(rb"(?m)^\.", b"..", made.as_bytes())
    return lines + (b".\r\n" if lines.endswith(b"\r\n") else b"\r\n.\r\n")


def _body(message: Outgoing) -> str:
    title, body = sendable(message.title).strip(), sendable(message.body).strip()
    text = cut("\n\n".join(part for part in (title, body) if part), LONGEST)
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable()) + "\n"


def _one_line(text: str) -> str:
    return "".join(letter for letter in " ".join(sendable(text).split()) if letter.isprintable())
