"""Templates in which `{title}` and the like stand for parts of a message; other braces are only braces."""

from __future__ import annotations

import re
from collections.abc import Callable

from tme_tui.channels.wording import plain, sendable
from tme_tui.i18n import message
from tme_tui.model.delivery import Outgoing, Permanent, Scope

_PLACEHOLDER = re.compile(r"\{(title|body|text|address|key|language|urgent)\}")
_NO_ADDRESS = message("an address is wanted, and there is none")
_NAME_ONE = message("name one: tme link CHANNEL ADDRESS")


def fill(template: str, outgoing: Outgoing, longest: int, write: Callable[[str], str] = str) -> str:
    """The template with the parts of the message, each as `write` writes it; nothing is looked into twice.

    Permanent when it wants an address and the person has none, so that nothing is sent to nobody.
    """
    parts = {
        "title": sendable(outgoing.title),
        "body": sendable(outgoing.body),
        "text": plain(outgoing, longest),
        "address": outgoing.address,
        "key": outgoing.key,
        "language": outgoing.language,
        "urgent": "true" if outgoing.urgent else "false",
    }

    def part(found: re.Match[str]) -> str:
        if found[1] == "address" and not outgoing.address:
            raise Permanent(_NO_ADDRESS, scope=Scope.ADDRESS, hint=_NAME_ONE)
        return write(parts[found[1]])

    return _PLACEHOLDER.sub(part, template)
