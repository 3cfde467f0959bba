"""A web address that takes messages: a signed JSON document, or what a gateway for SMS wants to read.

The signature is an HMAC-SHA256 over the time, a dot and the body, with the time in a header of its own: who
receives it can tell that it is ours, unchanged, and not an old one sent again.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlsplit

from tme_tui.channels.pages import HANDED_ON, PROXY_ASKS, WAIT_AND_SEE
from tme_tui.channels.placeholders import fill
from tme_tui.channels.redacting import redacted
from tme_tui.channels.wording import sendable
from tme_tui.i18n import message, said
from tme_tui.model.clock import Clock, SystemClock
from tme_tui.model.delivery import ChannelFacts, Outgoing, Permanent, Receipt, Scope, Temporary, Unanswered
from tme_tui.model.value import value
from tme_tui.plugins.making import ChannelMaker, Heard
from tme_tui.plugins.plain import PlainChannel

if TYPE_CHECKING:
    from tme_tui.channels.http import HttpAnswer
    from tme_tui.model.delivery import Channel
    from tme_tui.settings import Settings

_LONGEST = 20_000
_FOR_ALL = frozenset({401, 403, 404, 405, 410})


@value
class Hook:
    """Where messages go and how they are written."""

    url: str
    secret: str = ""
    """What the signature is made with; without it nothing is signed."""
    headers: Mapping[str, str] = {}
    """Further headers; placeholders are filled in."""
    body: str = ""
    """A template in place of the JSON document."""
    content_type: str = "application/json"
    success: str = ""
    """`path=value` of the answer that means success; otherwise the status alone says so."""
    proxy: str = ""


class WebhookChannel(PlainChannel):
    """Posts each message to one address."""

    name = "webhook"
    facts = ChannelFacts(per_second=10.0, per_address=1.0, longest=_LONGEST)

    def __init__(self, hook: Hook, *, patience: float | None = None, clock: Clock | None = None) -> None:
        from tme_tui.channels.http import READ_SECONDS, Http

        self._hook = hook
        self._http = Http(hook.proxy, patience=READ_SECONDS if patience is None else patience)
        self._clock = clock or SystemClock()

    def send(self, message: Outgoing) -> Receipt:
        """Post it; the answer's status, and what it says where that is set, decide."""
        body = written(self._hook, message).encode()
        headers = {
            name: _one_line(fill(template, message, _LONGEST))
            for name, template in self._hook.headers.items()
        }
        headers |= {
            "Content-Type": f"{self._hook.content_type}; charset=utf-8",
            "Idempotency-Key": _one_line(message.key),
            **signed(self._hook.secret, int(self._clock.now().timestamp()), body),
        }
        answer = self._http.post(self._hook.url, body=body, headers=headers)
        self._judge(answer)
        return Receipt()

    def check(self) -> str:
        """The address without what may be secret in it; it is not called."""
        return f"{urlsplit(self._hook.url).scheme}://{urlsplit(self._hook.url).hostname}"

    def close(self) -> None:
        """End what is under way."""
        self._http.close()

    def _judge(self, answer: HttpAnswer) -> None:
        reason = said(f"the server answered {answer.status}")
        if answer.status in HANDED_ON:
            raise Unanswered(reason)
        if answer.status in WAIT_AND_SEE or answer.status >= 500:
            raise Temporary(reason, retry_after=answer.retry_after)
        if answer.status == 407:
            raise Temporary(PROXY_ASKS)
        if answer.status in _FOR_ALL or 300 <= answer.status < 400:
            raise Permanent(
                reason,
                scope=Scope.CHANNEL,
                hint=message("look at webhook.url, webhook.secret and webhook.headers in the settings"),
            )
        if not 200 <= answer.status < 300:
            raise Permanent(reason)
        path, equals, wanted = self._hook.success.partition("=")
        if equals:
            found = at_path(answer.document, path.strip())
            if found != wanted.strip():
                shown = redacted(found[:100], self._hook.secret) or "null"
                raise Permanent(f"the server took it, but {path.strip()} is {shown}")


def written(hook: Hook, message: Outgoing) -> str:
    """The body: the template with the parts written as its kind of text needs it, or a JSON document."""
    if not hook.body:
        return json.dumps(
            {
                "key": message.key,
                "address": message.address,
                "title": sendable(message.title),
                "body": sendable(message.body),
                "urgent": message.urgent,
                "language": message.language,
            },
            ensure_ascii=False,
        )
    kind = hook.content_type.partition(";")[0].strip().casefold()
    if kind.endswith("json"):
        return fill(hook.body, message, _LONGEST, lambda text: json.dumps(text, ensure_ascii=False)[1:-1])
    if kind == "application/x-www-form-urlencoded":
        return fill(hook.body, message, _LONGEST, quote_plus)
    return fill(hook.body, message, _LONGEST)


def signed(secret: str, seconds: int, body: bytes) -> dict[str, str]:
    """The headers that prove where a message comes from and when it was sent."""
    if not secret:
        return {}
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, "sha256").hexdigest()
    return {"X-TME-Timestamp": str(seconds), "X-TME-Signature": f"sha256={digest}"}


def at_path(document: Any, path: str) -> str:
    """What stands at a path such as `messages.0.status`, as JSON writes it; empty when nothing does."""
    for step in path.split("."):
        if isinstance(document, dict) and step in document:
            document = document[step]
        elif isinstance(document, list) and step.isdecimal() and int(step) < len(document):
            document = document[int(step)]
        else:
            return ""
    return document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)


def _one_line(text: str) -> str:
    """A header as the protocol takes it."""
    line = "".join(letter for letter in text if letter.isprintable())
    return line if line.isascii() else quote_plus(line)


def _make(settings: Settings, _: Heard) -> Channel:
    own = settings.webhook
    return WebhookChannel(
        Hook(own.url, own.secret, own.headers, own.body, own.content_type, own.success, own.proxy)
    )


MAKER = ChannelMaker("webhook", lambda settings: bool(settings.webhook.url), _make)
