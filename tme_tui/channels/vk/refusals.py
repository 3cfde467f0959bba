"""What the answers of VK mean for a delivery. Its errors have numbers and come with the status 200."""

from __future__ import annotations

from collections.abc import Mapping

from tme_tui.channels.http import HttpAnswer
from tme_tui.channels.pages import meaning_of_page
from tme_tui.channels.redacting import redacted
from tme_tui.i18n import message
from tme_tui.model.delivery import ChannelError, Permanent, Scope, Temporary

GONE = 100
"""A message, or a pressed button, that cannot be found; other parameters of ours are sound."""
NO_BUTTONS = (911, 912)
"""The keyboard is not taken; a text without one is."""

_WAITS: Mapping[int, float | None] = {1: None, 6: 1.0, 9: None, 10: None, 14: 600.0, 29: 60.0}
"""What passes by itself, and after how many seconds at the earliest.

Errors of the server (1, 10), too many calls in all (6, 29) or to one person (9), which holds up nobody else,
and a captcha (14), which only time takes away.
"""
_PERSON: Mapping[int, str] = {
    7: message("the person has to write to the community first: tme link vk"),
    18: message("the account is gone; link another: tme link vk"),
    900: message("the person is on the community's blacklist"),
    901: message("the person has to write to the community first: tme link vk"),
    902: message("the person's privacy settings forbid it; they can allow messages of the community"),
    **dict.fromkeys((917, 927, 932, 936, 945), message("link the chat again: tme link vk")),
}
_COMMUNITY: Mapping[int, str] = {
    3: message("look at vk.api_url"),
    5: message("make a new key in the community's settings (API usage) and set vk.token"),
    8: message("look at vk.api_url"),
    15: message("the key needs the right to manage the community; make a new one with it"),
    17: message("VK wants the owner of the key to confirm who they are; log in on its site"),
    27: message("the key needs the rights to messages and to manage the community; make a new one with both"),
    28: message("use a key of the community, not of an application"),
    912: message("turn on the abilities of a bot in the community's settings: Messages, Bot settings"),
}


class VkRefusal(Permanent):
    """A refusal with VK's number."""

    def __init__(self, code: int, said: str, *, scope: Scope, hint: str = "") -> None:
        super().__init__(f"VK says: {said} ({code})", scope=scope, hint=hint)
        self.code = code
        self.said = said


def response_of(answer: HttpAnswer) -> object:
    """What a method came to; an error for everything else."""
    document = answer.document
    if isinstance(document, dict) and "response" in document:
        return document["response"]
    if isinstance(document, dict) and isinstance(document.get("error"), dict):
        raise refusal_of(document["error"])
    raise meaning_of_page(answer, "VK", "vk")


def refusal_of(error: Mapping[str, object]) -> ChannelError:
    """The meaning of an error; among the answers of a batch its fields are called otherwise."""
    number = error.get("error_code", error.get("code"))
    code = number if isinstance(number, int) else 1
    raw = error.get("error_msg", error.get("description")) or "an error without a text"
    said = redacted(" ".join(str(raw).split()))
    if code in _WAITS:
        return Temporary(f"VK says: {said} ({code})", retry_after=_WAITS[code])
    if code in _PERSON:
        return VkRefusal(code, said, scope=Scope.ADDRESS, hint=_PERSON[code])
    if code in _COMMUNITY:
        return VkRefusal(code, said, scope=Scope.CHANNEL, hint=_COMMUNITY[code])
    if code == 100 and "peer_id" in said:
        hint = message("link the chat again: tme link vk")
        return VkRefusal(code, said, scope=Scope.ADDRESS, hint=hint)
    return VkRefusal(code, said, scope=Scope.MESSAGE)
