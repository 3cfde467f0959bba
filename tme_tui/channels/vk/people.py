"""How people are called: VK's events tell their numbers only."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.channels.vk.client import VkClient
from tme_tui.model.delivery import ChannelError

_MOST = 1000


class People:
    """Names by number, asked once for each; who cannot be asked for is called by the number."""

    def __init__(self, client: VkClient) -> None:
        self._client = client
        self._names: dict[int, str] = {}

    def learn(self, numbers: Iterable[int]) -> None:
        """Ask for those that are not known yet."""
        unknown = sorted({number for number in numbers if number > 0} - self._names.keys())[:_MOST]
        if not unknown:
            return
        if len(self._names) > _MOST:
            self._names.clear()
        try:
            found = self._client.call("users.get", user_ids=",".join(map(str, unknown)))
        except ChannelError:
            return
        for one in found if isinstance(found, list) else ():
            if isinstance(one, dict) and isinstance(one.get("id"), int):
                self._names[one["id"]] = f"{one.get('first_name', '')} {one.get('last_name', '')}".strip()

    def name(self, number: int) -> str:
        """The person's name, or `id7`."""
        return self._names.get(number) or f"id{number}"
