"""Settings of the channels: how Telegram, VK, mail and the others are reached, one section for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from tme_tui.settings.readers import (
    HOST,
    LINE,
    TOKEN,
    WORDS,
    number,
    one_of,
    optional,
    web_address,
    whole,
)
from tme_tui.settings.section import Section, setting, table

_PROXY = web_address("socks5://host:1080", "http", "https", "socks4", "socks5", "socks5h")
_WEB = web_address("https://host", "http", "https")


class Telegram(Section):
    """The Telegram bot."""

    token: str = setting(TOKEN, default="", secret=True)
    api_url: str = setting(_WEB, default="https://api.telegram.org")
    proxy: str = setting(_PROXY, default="")


class Vk(Section):
    """The VK community bot."""

    token: str = setting(TOKEN, default="", secret=True)
    group_id: int | None = setting(optional(whole(1, 2**53), "none"), default=None)
    api_url: str = setting(_WEB, default="https://api.vk.com")
    proxy: str = setting(_PROXY, default="")


class Email(Section):
    """Letters."""

    host: str = setting(HOST, default="")
    port: int | None = setting(optional(whole(1, 65535), "auto"), default=None)
    security: Literal["starttls", "tls", "none"] = setting(
        one_of("starttls", "tls", "none"), default="starttls"
    )
    user: str = setting(LINE, default="")
    password: str = setting(LINE, default="", secret=True)
    sender: str = setting(TOKEN, default="")


class Slack(Section):
    """Slack, by a bot or by an incoming webhook."""

    token: str = setting(TOKEN, default="", secret=True)
    webhook: str = setting(_WEB, default="", secret=True)
    api_url: str = setting(_WEB, default="https://slack.com/api")
    proxy: str = setting(_PROXY, default="")


class Webhook(Section):
    """A web address that takes messages."""

    url: str = setting(_WEB, default="", secret=True)
    secret: str = setting(LINE, default="", secret=True)
    headers: Mapping[str, str] = table(LINE, default={}, secret=True)
    body: str = setting(LINE, default="", secret=True)
    content_type: str = setting(LINE, default="application/json")
    success: str = setting(LINE, default="")
    proxy: str = setting(_PROXY, default="")


class Command(Section):
    """A program that takes messages."""

    run: tuple[str, ...] = setting(WORDS, default=())
    seconds: float = setting(number(1, 50), default=20.0)
