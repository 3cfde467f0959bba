"""Asks VK's Bots Long Poll server what happened after a number, and takes its keys and failures in.

It fails in three ways: 1, the events after that number are gone and it names the next one; 2, the key ran
out; 3, the key and the numbers are lost. A key is asked for anew once in a call, not in a circle: VK limits
that.
"""

from __future__ import annotations

import logging
from typing import Any

from tme_tui.channels.http import Http
from tme_tui.channels.pages import meaning_of_page
from tme_tui.channels.vk.client import VkClient
from tme_tui.channels.vk.community import NOT_HEARD
from tme_tui.channels.vk.refusals import VkRefusal
from tme_tui.model.delivery import Scope, Temporary

WAIT_SECONDS = 25
"""Proxies end a connection that is silent for thirty."""

_log = logging.getLogger(__name__)


class LongPoll:
    """The events of one community."""

    def __init__(self, client: VkClient, number: int) -> None:
        self._client = client
        self._number = number
        self._server = ""
        self._key = ""

    def after(self, ts: str) -> tuple[list[Any], str]:
        """Wait for what comes after `ts`; without one, for what comes from now on. Also the next `ts`."""
        if not self._server or not ts:
            now = self._ask_for_key()
            ts = ts or now
        answer = self._poll(ts)
        match str(answer.get("failed")):
            case "1":
                _log.warning("VK has lost the events after %s", ts)
                return [], _number(answer)
            case "2":
                self._ask_for_key()
                answer = self._poll(ts)
            case "3":
                _log.warning("VK has lost the events after %s", ts)
                ts = self._ask_for_key()
                answer = self._poll(ts)
        if "failed" in answer:
            self._server = ""
            raise Temporary("VK gives no events at the moment")
        updates = answer.get("updates")
        return updates if isinstance(updates, list) else [], _number(answer) or ts

    def _poll(self, ts: str) -> dict[str, Any]:
        http: Http = self._client.http
        asked = {"act": "a_check", "key": self._key, "ts": ts, "wait": WAIT_SECONDS}
        try:
            answer = http.get(self._server, asked, wait=WAIT_SECONDS + 10)
        except Temporary:
            self._server = ""  # another server may be there
            raise
        document = answer.document
        if not isinstance(document, dict) or not {"ts", "failed"} & document.keys():
            self._server = ""
            raise meaning_of_page(answer, "VK", "vk")
        return document

    def _ask_for_key(self) -> str:
        """Where to ask with which key; the number from which on it tells."""
        try:
            found = self._client.call("groups.getLongPollServer", group_id=self._number)
        except VkRefusal as refusal:
            if refusal.code not in (15, 27, 100):
                raise
            raise VkRefusal(refusal.code, refusal.said, scope=Scope.CHANNEL, hint=NOT_HEARD) from None
        if not isinstance(found, dict) or not found.get("server"):
            raise Temporary("the answer was not that of VK; look at vk.api_url")
        self._server, self._key = str(found["server"]), str(found.get("key", ""))
        if "://" not in self._server:
            self._server = f"https://{self._server}"
        return _number(found)


def _number(answer: dict[str, Any]) -> str:
    """The `ts` of an answer, which is a number in one place and text in another; empty when there is none."""
    ts = answer.get("ts")
    return str(ts) if isinstance(ts, int | str) else ""
