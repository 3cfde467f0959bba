"""What deliveries and services and their states are called, for whoever shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.i18n import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tme_tui.i18n import Translator
    from tme_tui.model.outbox import Delivery

SERVICE_STATES = {
    "starting": message("starting"),
    "running": message("running"),
    "waiting to retry": message("waiting to retry"),
    "stopped": message("stopped"),
    "failed": message("needs mending"),
    "not here": message("not here"),
}
DELIVERY_STATES = {
    "planned": message("planned"),
    "retrying": message("tried again soon"),
    "held": message("held: the channel stands still"),
    "sending": message("being sent"),
    "sent": message("sent"),
    "mending": message("sent"),
    "unknown": message("may have arrived"),
    "failed": message("failed"),
    "missed": message("missed"),
    "summed": message("in a summary"),
    "skipped": message("not here"),
    "withdrawn": message("withdrawn"),
}
DEAD = ("failed", "held", "unknown", "missed")
"""What did not arrive, or not yet, or perhaps not, and can be sent again."""
UNDELIVERED = {
    "failed": message("failed: {n}"),
    "held": message("held: {n}"),
    "unknown": message("may have arrived: {n}"),
    "missed": message("missed: {n}"),
}
"""The same, for counting them."""

_FACES = {"screen": message("screen")}
_PARTS = {"dispatcher": message("dispatcher"), "planner": message("planner")}
_CHANNEL_PARTS = {"ear": message("ear {channel}"), "channel": message("channel {channel}")}
_KINDS = {
    "digest": message("plan or review of the day"),
    "test": message("test message"),
}


def state_of(one: Delivery, words: Translator, said: Callable[[datetime], str]) -> str:
    """How a delivery is; `said` tells a moment, of what comes at another time than it was for."""
    if one.state == "retrying":
        return words.text("tried again {time}", time=said(one.next_try))
    if one.state == "planned" and one.next_try > one.due:
        return words.text("comes {time}", time=said(one.next_try))
    return words.text(DELIVERY_STATES.get(one.state, one.state))


def face_name(face: str, words: Translator) -> str:
    """What a process is, such as `run`, which is the command, or a screen."""
    return words.text(_FACES[face]) if face in _FACES else face


def part_name(name: str, words: Translator) -> str:
    """What a part of a process is called, such as `channel telegram`."""
    part, _, channel = name.partition(" ")
    if channel and part in _CHANNEL_PARTS:
        return words.text(_CHANNEL_PARTS[part], channel=channel)
    return words.text(_PARTS[name]) if name in _PARTS else name


def subject(one: Delivery, words: Translator) -> str:
    """What a delivery is about: its task, or what it is where it has none."""
    return one.title or (words.text(_KINDS[one.kind]) if one.kind in _KINDS else one.kind)
