"""Calls of web services: no call lasts longer than it may, none is repeated, and every failure has a class.

What matters to whoever sends reminders is whether the other side may have acted: no connection, or a request
that did not leave in full, is `Temporary`; a request without a readable answer is `Unanswered`. What the
answer means is for the caller to say.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.exceptions import InvalidProxyURL, InvalidSchema, InvalidURL, MissingSchema
from urllib3.exceptions import HTTPError

from tme_tui.channels.redacting import RedactingFilter
from tme_tui.channels.wire import Call, Wire
from tme_tui.channels.wire_faults import reason_in_words
from tme_tui.i18n import message
from tme_tui.model.delivery import ChannelError, Permanent, Scope, Temporary, Unanswered
from tme_tui.model.value import value

CONNECT_SECONDS = 8.0
READ_SECONDS = 15.0
CALL_SECONDS = 25.0
"""What a channel is asked to do takes two calls at times, and has to end within a minute."""
LONGEST_ANSWER = 8 * 2**20

_UNUSABLE = (InvalidURL, InvalidSchema, InvalidProxyURL, MissingSchema)

# urllib3 writes the path of each call into its log, and the path may hold a token
for _name in ("urllib3.connectionpool", "urllib3.util.retry"):
    logging.getLogger(_name).addFilter(RedactingFilter())


@value
class HttpAnswer:
    """What the other side said, whatever it means."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def document(self) -> Any:
        """The body as JSON; None when it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @property
    def retry_after(self) -> float | None:
        """The seconds that the server wants us to wait, if it says so."""
        said = self.headers.get("retry-after", "")
        return float(said) if said.isdecimal() else None


class Http:
    """A client that keeps its connections; calls may come from any thread, and `close` ends them all.

    `patience` is how many seconds it waits for the next piece of an answer, unless a call says otherwise.
    """

    def __init__(self, proxy: str = "", *, patience: float = READ_SECONDS) -> None:
        self._patience = patience
        self._wire = Wire()
        self._proxies = {"http": proxy, "https": proxy} if proxy else None
        self._session = requests.Session()
        self._session.auth = _as_it_is  # so that nobody looks for passwords in ~/.netrc
        self._session.headers["User-Agent"] = "tme-tui"
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, self._wire.adapter())

    def get(self, url: str, parameters: Mapping[str, object], *, wait: float | None = None) -> HttpAnswer:
        """Ask, with the parameters in the address."""
        return self._call("GET", url, wait, params=dict(parameters))

    def post(
        self,
        url: str,
        form: Mapping[str, object] | None = None,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        wait: float | None = None,
    ) -> HttpAnswer:
        """Send a form, or a body as it stands."""
        data = body if body is not None else {name: str(each) for name, each in (form or {}).items()}
        return self._call("POST", url, wait, data=data, headers=dict(headers or {}))

    def close(self) -> None:
        """End every call and connection, from any thread, within milliseconds."""
        self._wire.shut()
        self._session.close()

    @property
    def is_closed(self) -> bool:
        """Whether it was closed: then a call that failed was ended by us."""
        return self._wire.is_shut

    def _call(self, verb: str, url: str, wait: float | None, **request: Any) -> HttpAnswer:
        if self.is_closed:
            raise Temporary("it was stopped")
        wait = self._patience if wait is None else wait
        with self._wire.call(max(CALL_SECONDS, wait + CONNECT_SECONDS)) as call:
            try:
                answer = self._answer(call, verb, url, timeout=(CONNECT_SECONDS, wait), **request)
                if answer.body or not call.ended:
                    return answer
                # a head that breaks off reads like one that is whole
                failure: ChannelError = self._failure(url, call, HTTPException())
            except _UNUSABLE as error:
                failure = _unusable(url, error)
            except (requests.RequestException, HTTPError, HTTPException, OSError) as error:
                failure = self._failure(url, call, error)
        # Outside of the handlers: it must not drag the library's error along, which holds the address.
        raise failure

    def _answer(self, call: Call, verb: str, url: str, **request: Any) -> HttpAnswer:
        """The answer; by a new connection, where a kept one was closed before the request had left in full.

        The server closes what is idle, and may do so in the very moment in which a call begins. Nobody acts
        on a part of a request, so nothing can happen twice.
        """
        try:
            return self._asked(verb, url, **request)
        except (requests.ConnectionError, HTTPError, HTTPException, OSError):
            if not call.kept or call.written or call.ended:
                raise
        call.afresh = True
        return self._asked(verb, url, **request)

    def _asked(self, verb: str, url: str, **request: Any) -> HttpAnswer:
        with self._session.request(
            verb, url, proxies=self._proxies, allow_redirects=False, stream=True, **request
        ) as response:
            body = response.raw.read(LONGEST_ANSWER + 1, decode_content=True)
            if len(body) > LONGEST_ANSWER:
                raise HTTPException("an answer without end")
            headers = {name.lower(): text for name, text in response.headers.items()}
            return HttpAnswer(response.status_code, body, headers)

    def _failure(self, url: str, call: Call, error: Exception) -> Temporary | Unanswered:
        if self.is_closed and not call.written:
            return Temporary("it was stopped")
        reason = reason_in_words(
            error,
            _host(url),
            overdue=call.overdue,
            connecting=not call.written,
            through_proxy=self._proxies is not None,
        )
        return Unanswered(reason) if call.written else Temporary(reason)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "no host"
    except ValueError:
        return "no host"


def _unusable(url: str, error: Exception) -> Permanent:
    if "SOCKS" in str(error):
        return Permanent(
            "a SOCKS proxy is set, and the package for it is not installed",
            scope=Scope.CHANNEL,
            hint=message("install it: pip install PySocks"),
        )
    return Permanent(
        f"the address of the server or of the proxy cannot be used: {_host(url)}",
        scope=Scope.CHANNEL,
        hint=message("look at api_url and proxy in the settings"),
    )
