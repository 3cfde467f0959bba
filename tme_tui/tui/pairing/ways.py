"""What each messenger wants: what to do there first, what has to be typed here, and how one is linked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from re import Pattern
from typing import Final, NamedTuple

from tme_tui.i18n import message


class Asked(NamedTuple):
    """One setting that has to be typed."""

    key: str
    label: str
    example: str
    secret: bool = False
    shape: Pattern[str] | None = None
    """What it looks like, also within a longer text that was pasted; None takes any text."""
    optional: bool = False

    def found_in(self, text: str) -> str:
        """The value in what was typed or pasted; empty when there is none."""
        if self.shape is None:
            return text.strip()
        match = self.shape.search(text)
        return "" if match is None else match.group()


class Way(NamedTuple):
    """One way to be reached."""

    name: str
    title: str
    about: str
    """What it is good for, in a few words."""
    steps: tuple[str, ...]
    """What to do first, elsewhere."""
    asked: tuple[Asked, ...]
    address: str = ""
    """How the address is called that a code is sent to; empty where the person writes first."""
    address_example: str = ""


_TELEGRAM = Way(
    "telegram",
    "Telegram",
    message("reminders by a bot of your own, with buttons"),
    (
        message("In Telegram write to @BotFather: send /newbot and choose a name."),
        message("He answers with a token. Copy it, and paste it into the line below."),
    ),
    (
        Asked(
            "telegram.token",
            message("token"),
            "123456789:AAE…",
            secret=True,
            shape=re.compile(r"\b[0-9]{5,}:[A-Za-z0-9_-]{30,}"),
        ),
    ),
)
_VK = Way(
    "vk",
    "VK",
    message("reminders in the name of a community of your own, with buttons"),
    (
        message("In VK make a community, or take one that you manage, and open Manage."),
        message("Messages: turn on messages of the community; in Bot settings, the abilities of a bot."),
        message(
            "API usage, Access tokens: make a key that may manage the community and send messages, and "
            "paste it into the line below."
        ),
    ),
    (
        Asked(
            "vk.token",
            message("key"),
            "vk1.a.…",
            secret=True,
            shape=re.compile(r"vk1\.a\.[A-Za-z0-9_-]{20,}|\b[0-9a-f]{60,}\b"),
        ),
    ),
)
_EMAIL = Way(
    "email",
    message("E-mail"),
    message("letters, with events that calendars open"),
    (
        message(
            "Your mail provider names the server that takes letters, and often wants a password made for "
            "programs."
        ),
        message("It is reached by STARTTLS; email.security and email.port in the settings change that."),
    ),
    (
        Asked("email.host", message("server"), "smtp.example.org"),
        Asked("email.user", message("user"), "anna@example.org", optional=True),
        Asked("email.password", message("password"), "", secret=True, optional=True),
        Asked("email.sender", message("sender"), "anna@example.org"),
    ),
    message("your address"),
    "anna@example.org",
)
_SLACK = Way(
    "slack",
    "Slack",
    message("messages by a bot of your workspace"),
    (
        message("At api.slack.com/apps create an app, give it the right chat:write, and install it."),
        message("Copy the token of its bot, and paste it into the line below."),
    ),
    (
        Asked(
            "slack.token",
            message("token"),
            "xoxb-…",
            secret=True,
            shape=re.compile(r"\bxox[a-z]-[A-Za-z0-9-]{10,}"),
        ),
    ),
    message("your member id"),
    "U0123456789",
)
WAYS: Final[Mapping[str, Way]] = {way.name: way for way in (_TELEGRAM, _VK, _EMAIL, _SLACK)}
"""In the order in which people see them."""


def way_of(key: str) -> Way | None:
    """The way that a setting belongs to, if one is set up by it."""
    return next((way for way in WAYS.values() if any(asked.key == key for asked in way.asked)), None)
