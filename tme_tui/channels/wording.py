"""The text of a message where there is no markup, cut to what fits."""

from __future__ import annotations

from tme_tui.model.delivery import Outgoing

CUT = "…"


def sendable(text: str) -> str:
    """The text without halves of characters, which cannot be sent."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def cut(text: str, longest: int) -> str:
    """The text, or as much of it as fits with a mark that there was more."""
    return text if len(text) <= longest else text[: longest - len(CUT)].rstrip() + CUT


def split(message: Outgoing, longest: int) -> tuple[str, str]:
    """Title and body, which together with the empty line between them fit into `longest` characters."""
    title = cut(sendable(message.title).strip(), longest)
    body = sendable(message.body).strip()
    room = longest - len(title) - 2
    return title, cut(body, room) if room > len(CUT) else ""


def plain(message: Outgoing, longest: int) -> str:
    """Title and body as they are."""
    return "\n\n".join(part for part in split(message, longest) if part)
