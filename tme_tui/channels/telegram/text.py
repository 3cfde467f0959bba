"""A reminder as Telegram shows it: a bold title, the text, buttons."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tme_tui.channels.buttons import rows
from tme_tui.channels.wording import split
from tme_tui.model.delivery import Button, Outgoing

if TYPE_CHECKING:
    from telebot.types import InlineKeyboardMarkup

LONGEST = 4096
LONGEST_NOTICE = 200


def html_of(message: Outgoing) -> str:
    """In the HTML of the Bot API, which knows no other entities than these three."""
    title, body = (escape(part, quote=False) for part in split(message, LONGEST))
    return "\n\n".join(part for part in (f"<b>{title}</b>" if title else "", body) if part)


def struck_out(message: Outgoing) -> str:
    """The same, crossed out: for a message that is too old to be taken back."""
    title, body = (escape(part, quote=False) for part in split(message, LONGEST))
    return "\n\n".join(f"<s>{part}</s>" for part in (title, body) if part)


def keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    """The buttons; None when there are none, which takes away those of an edited message."""
    from telebot.types import InlineKeyboardButton, InlineKeyboardMarkup

    if not buttons:
        return None
    board = [
        [InlineKeyboardButton(button.label, callback_data=button.data) for button in row]
        for row in rows(buttons)
    ]
    return InlineKeyboardMarkup(board)
