"""Calls of the Bot API: pyTelegramBotAPI knows its methods, we carry the requests.

Parameters travel in the body, where no log of a server or proxy keeps them; the token is a part of the
address, and leaves this module by no other way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tme_tui.channels.http import READ_SECONDS, Http
from tme_tui.channels.telegram.library import own_methods
from tme_tui.channels.telegram.refusals import Refusal, result_of

LONG_POLL_SECONDS = 25


class _Result:
    """What the library wants to see of a response: one that was found good already."""

    status_code = 200
    reason = "OK"
    text = ""

    def __init__(self, result: object) -> None:
        self._result = result

    def json(self) -> dict[str, object]:
        return {"ok": True, "result": self._result}


class BotClient:
    """One bot at one server. Errors are those of channels."""

    def __init__(self, token: str, api_url: str, proxy: str = "", *, patience: float = READ_SECONDS) -> None:
        self._token = token
        self._http = Http(proxy)
        self._methods: Any = own_methods(api_url, self._carry, patience)

    @property
    def number(self) -> str:
        """The bot's own number, which is the public half of its token."""
        return self._token.partition(":")[0]

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
        return self._http.is_closed

    def close(self) -> None:
        """End every call that is under way."""
        self._http.close()

    def call(self, method: str, **parameters: Any) -> Any:
        """The result of one of the library's methods, such as `send_message`."""
        return getattr(self._methods, method)(self._token, **parameters)

    def call_in(self, chat: str, method: str, **parameters: Any) -> Any:
        """The same in a chat; one that became a supergroup is followed to its new number."""
        try:
            return self.call(method, chat_id=chat, **parameters)
        except Refusal as refusal:
            if not refusal.moved_to:
                raise
            return self.call(method, chat_id=refusal.moved_to, **parameters)

    def _carry(
        self,
        _verb: str,
        url: str,
        *,
        params: Mapping[str, object] | None,
        timeout: tuple[float, float],
        **_: object,
    ) -> _Result:
        """What the library calls with what it would have sent; `timeout` is to connect and to read."""
        return _Result(result_of(self._http.post(url, params, wait=timeout[1])))
