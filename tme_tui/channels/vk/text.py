"""A reminder as VK shows it: plain text and a keyboard of buttons.

VK has no markup to escape, but turns `[id1|words]` and `@id1 (words)` into links that are called as somebody
likes. A title is only a title, so an invisible joiner takes such places apart.
"""

from __future__ import annotations

import re

from tme_tui.channels.buttons import rows
from tme_tui.channels.wording import cut, plain
from tme_tui.model.delivery import Answer, Button, Outgoing

LONGEST = 4096
LONGEST_LABEL = 40
LONGEST_NOTICE = 90

_JOINER = "\N{WORD JOINER}"
_LINK = re.compile(r"\[(?=[^\[\]|\n]{1,200}\|)")
_MENTION = re.compile(r"(?<!\w)([@*])(?=[\w.]{1,64} ?\()")
_COLOURS = {Answer.DONE: "positive", Answer.OPEN: "primary"}


def text_of(message: Outgoing) -> str:
    """Title and text, with nothing in them that VK would make a link of."""
    return cut(harmless(plain(message, LONGEST)), LONGEST)


def harmless(text: str) -> str:
    """The text with links and mentions taken apart."""
    return _MENTION.sub(rf"\1{_JOINER}", _LINK.sub(f"[{_JOINER}", text))


def keyboard(buttons: tuple[Button, ...]) -> dict[str, object]:
    """The buttons; an empty keyboard takes away those of an edited message."""
    return {"inline": True, "buttons": [[_button(button) for button in row] for row in rows(buttons)]}


def _button(button: Button) -> dict[str, object]:
    return {
        "action": {
            "type": "callback",
            "label": cut(button.label, LONGEST_LABEL),
            "payload": {"b": button.data},
        },
        "color": _COLOURS.get(button.answer, "secondary"),
    }
