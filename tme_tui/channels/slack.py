"""Slack: through a bot's token, or through an incoming webhook that knows one channel only.

Slack has no number by which it would drop a message that is sent twice. Its buttons need a server that Slack
can reach, so messages have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tme_tui.channels.pages import meaning_of_page
from tme_tui.channels.redacting import redacted
from tme_tui.channels.wording import plain
from tme_tui.i18n import message
from tme_tui.model.delivery import (
    ChannelError,
    ChannelFacts,
    Outgoing,
    Permanent,
    Receipt,
    Scope,
    Temporary,
)
from tme_tui.plugins.making import ChannelMaker, Heard
from tme_tui.plugins.plain import PlainChannel

if TYPE_CHECKING:
    from tme_tui.channels.http import HttpAnswer
    from tme_tui.model.delivery import Channel
    from tme_tui.settings import Settings

API = "https://slack.com/api"
_LONGEST = 4000
_SWITCHES = ("mrkdwn", "unfurl_links", "unfurl_media")
"""What is switched off: in a form by a word, in a document by a truth value."""
_TRY_AGAIN = frozenset(
    {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "team_added_to_org"}
)
_TOKEN = frozenset(
    {
        *("account_inactive", "invalid_auth", "missing_scope", "no_permission", "not_allowed_token_type"),
        *("not_authed", "token_expired", "token_revoked", "access_denied", "ekm_access_denied"),
    }
)
_ADDRESS = frozenset(
    {
        *("channel_not_found", "is_archived", "not_in_channel", "user_not_found", "user_disabled"),
        *("cannot_dm_bot", "messages_tab_disabled", "restricted_action", "channel_is_archived"),
    }
)
_HOOK_GONE = frozenset({"no_service", "no_team", "team_disabled", "invalid_token", "no_active_hooks"})
_GONE = frozenset({"message_not_found", "channel_not_found"})


class SlackBot(PlainChannel):
    """Writes as a bot: to channels that it is in, and to people by their member id."""

    name = "slack"
    facts = ChannelFacts(edits=True, withdraws=True, per_second=1.0, per_address=1.0, longest=_LONGEST)

    def __init__(
        self, token: str, api_url: str = API, proxy: str = "", *, patience: float | None = None
    ) -> None:
        from tme_tui.channels.http import READ_SECONDS, Http

        self._token = token
        self._api = api_url.rstrip("/")
        self._http = Http(proxy, patience=READ_SECONDS if patience is None else patience)

    def send(self, message: Outgoing) -> Receipt:
        """The receipt has the channel, which for a person is another one than the address, and the time."""
        answer = self._call("chat.postMessage", {"channel": message.address, **_text(message)})
        return Receipt(f"{answer.get('channel', message.address)} {answer.get('ts', '')}")

    def edit(self, receipt: Receipt, message: Outgoing) -> None:
        """Put another text in its place; one that is gone stays gone."""
        channel, _, time = receipt.message.partition(" ")
        self._call("chat.update", {"channel": channel, "ts": time, **_text(message)}, may_be_gone=True)

    def withdraw(self, receipt: Receipt, message: Outgoing) -> None:
        """Take it back."""
        channel, _, time = receipt.message.partition(" ")
        self._call("chat.delete", {"channel": channel, "ts": time}, may_be_gone=True)

    def check(self) -> str:
        """The bot's name and where it works."""
        answer = self._call("auth.test", {})
        return f"{answer.get('user', '?')} ({answer.get('team', '?')})"

    def close(self) -> None:
        """End what is under way."""
        self._http.close()

    def _call(
        self, method: str, form: Mapping[str, object], *, may_be_gone: bool = False
    ) -> Mapping[str, Any]:
        headers = {"Authorization": f"Bearer {self._token}"}
        answer = self._http.post(f"{self._api}/{method}", form, headers=headers)
        document = answer.document
        if not isinstance(document, dict) or "ok" not in document:
            raise meaning_of_page(answer, "Slack", "slack")
        _check_status(answer)
        if document["ok"] is True:
            return document
        error = str(document.get("error", ""))
        if may_be_gone and error in _GONE:
            return document
        raise _refusal(redacted(error, self._token)[:100], answer.retry_after)


class SlackHook(PlainChannel):
    """Writes through an incoming webhook: all messages go to the channel that it was made for."""

    name = "slack"
    facts = ChannelFacts(per_second=1.0, per_address=1.0, longest=_LONGEST)

    def __init__(self, url: str, proxy: str = "", *, patience: float | None = None) -> None:
        from tme_tui.channels.http import READ_SECONDS, Http

        self._url = url
        self._http = Http(proxy, patience=READ_SECONDS if patience is None else patience)

    def send(self, message: Outgoing) -> Receipt:
        """Post it; such messages have no name."""
        answer = self._post({**_text(message), **dict.fromkeys(_SWITCHES, False)})
        if answer.status != 200 or _is_page(answer):
            raise _no(answer)
        return Receipt()

    def check(self) -> str:
        """A message without text is refused by a hook that lives, and by one that is gone in another way."""
        answer = self._post({})
        if answer.status not in (200, 400) or _is_page(answer):
            raise _no(answer)
        return message("an incoming webhook of Slack")

    def close(self) -> None:
        """End what is under way."""
        self._http.close()

    def _post(self, document: Mapping[str, object]) -> HttpAnswer:
        import json

        headers = {"Content-Type": "application/json; charset=utf-8"}
        return self._http.post(self._url, body=json.dumps(document).encode(), headers=headers)


def _text(message: Outgoing) -> dict[str, object]:
    """The text so that nothing in it is markup, a mention or a link with another name."""
    text = plain(message, _LONGEST)
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, written)
    return {
        "text": text,
        "parse": "none",
        **dict.fromkeys(_SWITCHES, "false"),
    }


def _check_status(answer: HttpAnswer) -> None:
    if answer.status == 429 or answer.status >= 500:
        raise Temporary(f"Slack answered {answer.status}", retry_after=answer.retry_after)


def _no(answer: HttpAnswer) -> ChannelError:
    """What the answer of an incoming webhook means, which is the name of an error as text."""
    word = _word(answer)
    if not word:
        return meaning_of_page(answer, "Slack", "slack")
    _check_status(answer)
    return _refusal(word, answer.retry_after)


def _word(answer: HttpAnswer) -> str:
    """The name of the error; empty when it is none."""
    word = answer.body[:100].decode("ascii", "replace").strip()
    return word if word.replace("_", "").isalnum() else ""


def _is_page(answer: HttpAnswer) -> bool:
    return answer.body.lstrip().startswith(b"<")


def _refusal(error: str, retry_after: float | None) -> Temporary | Permanent:
    if error in _TRY_AGAIN:
        return Temporary(f"Slack says: {error}", retry_after=retry_after)
    if error in _TOKEN:
        return Permanent(
            f"Slack does not let the bot in: {error}",
            scope=Scope.CHANNEL,
            hint=message("make a new token with the right chat:write, and set slack.token"),
        )
    if error in _HOOK_GONE:
        return Permanent(
            f"Slack does not know this webhook: {error}",
            scope=Scope.CHANNEL,
            hint=message("make a new incoming webhook, and set slack.webhook"),
        )
    if error in _ADDRESS:
        return Permanent(
            f"Slack says: {error}",
            scope=Scope.ADDRESS,
            hint=message("invite the bot to the channel, or take the member's id as the address"),
        )
    return Permanent(f"Slack says: {error}")


def _make(settings: Settings, _: Heard) -> Channel:
    own = settings.slack
    if own.token:
        return SlackBot(own.token, own.api_url, own.proxy)
    if urlsplit(own.webhook).path.strip("/") == "":
        raise Permanent("slack.webhook is not a whole address", scope=Scope.CHANNEL)
    return SlackHook(own.webhook, own.proxy)


MAKER = ChannelMaker("slack", lambda settings: bool(settings.slack.token or settings.slack.webhook), _make)
