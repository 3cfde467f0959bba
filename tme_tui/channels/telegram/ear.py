"""Hears what people write to a Telegram bot and which buttons they press.

The server keeps updates until it is asked for later ones. The caller stores what was heard together with the
place up to which it was heard, and only then asks on: so a crash loses nothing.
"""

from __future__ import annotations

import logging

from tme_tui.channels.telegram.client import LONG_POLL_SECONDS, BotClient
from tme_tui.channels.telegram.reading import KINDS, incoming
from tme_tui.channels.telegram.refusals import STALE_PRESS, Refusal
from tme_tui.channels.telegram.text import LONGEST, LONGEST_NOTICE
from tme_tui.channels.wording import cut, sendable
from tme_tui.model.delivery import ChannelError, Incoming, IncomingKind, Temporary, Unanswered

_log = logging.getLogger(__name__)


class TelegramEar:
    """Listens to one bot. A place is `bot:offset`, so that the place of another bot is not taken for ours."""

    def __init__(
        self, token: str, api_url: str, proxy: str = "", *, patience: int = LONG_POLL_SECONDS
    ) -> None:
        self._client = BotClient(token, api_url, proxy)
        self._patience = patience

    def listen(self, place: str) -> tuple[tuple[Incoming, ...], str]:
        if self._client.is_closed:
            return (), place
        bot, _, offset = place.partition(":")
        known = offset if bot == self._client.number and offset.isdecimal() else ""
        try:
            updates = self._client.call(
                "get_updates",
                offset=int(known) if known else None,
                long_polling_timeout=LONG_POLL_SECONDS,
                allowed_updates=list(KINDS),
            )
        except Unanswered as unknown:
            if self._client.is_closed:
                return (), place
            raise Temporary(str(unknown)) from None
        except ChannelError:
            if self._client.is_closed:
                return (), place
            raise
        return self._read(updates if isinstance(updates, list) else [], place)

    def reply(self, incoming: Incoming, text: str) -> None:
        text = sendable(text)
        if incoming.kind is not IncomingKind.PRESSED:
            self._client.call_in(incoming.address, "send_message", text=cut(text, LONGEST))
            return
        try:
            self._client.call(
                "answer_callback_query",
                callback_query_id=incoming.callback,
                text=cut(text, LONGEST_NOTICE),
            )
        except Unanswered as unknown:
            raise Temporary(str(unknown)) from None
        except Refusal as refusal:
            if not refusal.says(STALE_PRESS):  # nobody looks at that button any more
                raise

    def stop(self) -> None:
        self._client.close()

    def _read(self, updates: list[object], place: str) -> tuple[tuple[Incoming, ...], str]:
        heard: list[Incoming] = []
        last = 0
        for update in updates:
            number = update.get("update_id") if isinstance(update, dict) else None
            if not isinstance(update, dict) or not isinstance(number, int):
                continue
            last = max(last, number)
            try:
                one = incoming(update)
            except Exception as error:  # one odd update must not hold up all that come after it
                _log.warning("an update of Telegram was not understood: %s", type(error).__name__)
                continue
            if one is not None:
                heard.append(one)
        return tuple(heard), f"{self._client.number}:{last + 1}" if last else place
