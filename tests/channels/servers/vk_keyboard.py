"""The keyboards of the stand-in VK server: a JSON string with limits of its own."""

from __future__ import annotations

import json
from typing import Any

from tests.channels.servers.vk_messages import VkError, wrong

_COLOURS = ("primary", "secondary", "negative", "positive")


def check_keyboard(raw: str) -> None:
    """Refuse what VK refuses, with its numbers and words."""
    try:
        board = json.loads(raw)
    except ValueError:
        board = None
    if not isinstance(board, dict) or not isinstance(board.get("buttons"), list):
        raise wrong("keyboard contains incorrect JSON")
    rows: list[list[dict[str, Any]]] = board["buttons"]
    inline = bool(board.get("inline"))
    if inline and board.get("one_time"):
        _invalid("inline keyboard can't be one_time")
    if len(rows) > (6 if inline else 10):
        _invalid("buttons contain too much rows")
    if any(len(row) > 5 for row in rows):
        _invalid("row contains too much buttons")
    if sum(len(row) for row in rows) > (10 if inline else 40):
        _invalid("keyboard contains too much buttons")
    for y, row in enumerate(rows):
        for x, button in enumerate(row):
            _check_button(f"button [{y}][{x}]", button)


def _check_button(where: str, button: dict[str, Any]) -> None:
    action = button.get("action") or {}
    if action.get("type") not in ("text", "callback"):
        _invalid(f"{where} action type is invalid")
    label = str(action.get("label", ""))
    if not label:
        _invalid(f"{where} label should be at least 1 letters length")
    if len(label) > 40:
        _invalid(f"{where} label should be at most 40 letters length")
    payload = action.get("payload")
    if isinstance(payload, str):
        try:
            json.loads(payload)
        except ValueError:
            _invalid(f"{where} payload should be a valid JSON")
    elif not isinstance(payload, dict):
        _invalid(f"{where} payload is invalid")
    if len(payload if isinstance(payload, str) else json.dumps(payload)) > 255:
        _invalid(f"{where} payload is too long")
    if button.get("color", "secondary") not in _COLOURS:
        _invalid(f"{where} color is invalid")


def _invalid(why: str) -> None:
    raise VkError(911, f"Keyboard format is invalid: {why}")
