"""The community that a token belongs to, and what has to be switched on in it."""

from __future__ import annotations

from tme_tui.channels.vk.client import VERSION, VkClient
from tme_tui.channels.vk.refusals import VkRefusal
from tme_tui.i18n import message
from tme_tui.model.delivery import Permanent, Scope, Temporary
from tme_tui.model.value import value

EVENTS = ("message_new", "message_event", "message_allow", "message_deny")
"""What the community has to tell us: messages, pressed buttons, and whether people want to be written to."""

NOT_HEARD = message("turn on Long Poll API and its message events in the community's settings: API usage")


@value
class Community:
    """Its number and its name."""

    number: int
    name: str


def community_of(client: VkClient, group_id: int | None) -> Community:
    """The community of the token; an error when it is another than the settings say."""
    answer = client.call("groups.getById")
    groups = answer.get("groups") if isinstance(answer, dict) else answer
    found = groups[0] if isinstance(groups, list) and groups else None
    if not isinstance(found, dict) or not isinstance(found.get("id"), int):
        raise Temporary("the answer was not that of VK; look at vk.api_url")
    if group_id not in (None, found["id"]):
        raise Permanent(
            f"the key belongs to the community {found['id']}, and vk.group_id is {group_id}",
            scope=Scope.CHANNEL,
            hint=message("set vk.group_id to the community of the key, or leave it out"),
        )
    return Community(found["id"], str(found.get("name") or found["id"]))


def switch_on(client: VkClient, number: int) -> None:
    """Let the community tell what we have to hear; an error says what its owner has to do."""
    try:
        settings = client.call("groups.getLongPollSettings", group_id=number)
        events = settings.get("events", {}) if isinstance(settings, dict) else {}
        if settings.get("is_enabled") and all(events.get(event) for event in EVENTS):
            return
        client.call(
            "groups.setLongPollSettings",
            group_id=number,
            enabled=1,
            api_version=VERSION,
            **dict.fromkeys(EVENTS, 1),
        )
    except VkRefusal as refusal:
        raise VkRefusal(refusal.code, refusal.said, scope=Scope.CHANNEL, hint=NOT_HEARD) from None
