"""Calls of VK's API on `requests`.

A client of our own, since the libraries have the server's address built in, wait for ever for an answer, or
bring a framework along. Everything travels in the body, the token too.
"""

from __future__ import annotations

import json
from typing import Any

from tme_tui.channels.http import READ_SECONDS, Http
from tme_tui.channels.vk.refusals import response_of

VERSION = "5.199"


class VkClient:
    """One community at one server. Errors are those of channels."""

    def __init__(self, token: str, api_url: str, proxy: str = "", *, patience: float = READ_SECONDS) -> None:
        self._token = token
        self._address = api_url.rstrip("/") + "/method/"
        self.http = Http(proxy, patience=patience)

    def call(self, method: str, **parameters: object) -> Any:
        """The response of a method; texts and numbers go as they are, everything else as JSON."""
        form = {name: _as_text(each) for name, each in parameters.items() if each is not None}
        form |= {"access_token": self._token, "v": VERSION}
        return response_of(self.http.post(self._address + method, form))


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return str(value) if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
