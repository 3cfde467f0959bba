"""Templates in which `{title}` and the like stand for parts of a message; other braces are only braces."""

from __future__ import annotations

import re
from collections.abc import Callable

from tme_tui.channels.wording import plain, sendable
from tme_tui.model.delivery import Outgoing

_PLACEHOLDER = re.compile(r"\{(title|body|text|address|key|language|urgent)\}")


def fill(template: str, message: Outgoing, longest: int, write: Callable[[str], str] = str) -> str:
    """The template with the parts of the message, each as `write` writes it; nothing is looked into twice."""
    parts = {
        "title": sendable(message.title),
        "body": sendable(message.body),
        "text": plain(message, longest),
        "address": message.address,
        "key": message.key,
        "language": message.language,
        "urgent": "true" if message.urgent else "false",
    }
    return _PLACEHOLDER.sub(lambda found: write(parts[found[1]]), template)
