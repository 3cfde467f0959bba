"""Reminders in words and after a key: `remind:15m,1d`, `remind at 9`, `напомни за час`, `за 15 минут`."""

from __future__ import annotations

from datetime import timedelta

from tme_tui.language.context import Context
from tme_tui.language.dates import read_moment
from tme_tui.language.dates.durations import read_amount
from tme_tui.language.dates.moments import When, read_when
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Tokens, ends_word, length, tokenize
from tme_tui.language.quickadd.pieces import Reminding
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder
from tme_tui.model.text import fold

_REMIND = frozenset({"remind", "напомни", "напомнить", "напомните", "напоминание", "reminder"})
_ME = frozenset({"me", "us", "мне", "нам"})
CHANNELS = {
    **{name: name for name in ("desktop", "telegram", "vk", "email", "slack", "sms", "webhook")},
    "tg": "telegram",
    "mail": "email",
    "телеграм": "telegram",
    "телеграмм": "telegram",
    "вк": "vk",
    "почту": "email",
    "почте": "email",
    "смс": "sms",
}
_MOST = 10
_LONGEST = timedelta(days=3660)


def read_reminding(tokens: Tokens, i: int, ref: Reference) -> tuple[Reminding, int] | None:
    """The reminders at token `i`."""
    word = tokens[i].text
    if word == "за":
        found = _before(tokens, i)
        if found is None:
            return None
        return Reminding(before=(found[0],), bare=True), found[1]
    if word not in _REMIND:
        return None
    j = i + 2 if tokens[i + 1].text in _ME else i + 1
    listed = _list(tokens, j, ref)
    if listed is not None:
        reminding, end = listed
        channel = _channel(tokens, end)
        if channel is not None:
            reminding = Reminding(reminding.before, reminding.at, channel[0])
            end = channel[1]
        if word == "remind" and j == i + 2 and tokens[end].text == "to" and tokens[end + 1].spaced:
            end += 1  # `remind me in 2 hours to stretch`
        return (reminding, end) if ends_word(tokens, end) else None
    if i == 0 and word != "reminder" and word != "напоминание":
        if word == "remind":
            j = j + 1 if j == i + 2 and tokens[j].text in ("to", "about", "that") else i
        return (Reminding(prefix=True), j) if j > i else None
    return None


def _list(tokens: Tokens, i: int, ref: Reference) -> tuple[Reminding, int] | None:
    before: list[timedelta] = []
    moments: list[When] = []
    j = i
    end: int | None = None
    for _ in range(_MOST):
        item = _before(tokens, j)
        if item is not None:
            before.append(item[0])
            end = item[1]
        else:
            when = read_when(tokens, j, ref, anchored=True)
            if when is None or when[0].doubtful:
                break
            moments.append(when[0])
            end = when[1]
        j = end
        if tokens[j].text == ",":
            j += 1
        if tokens[j].text in ("and", "и"):
            j += 1
        if j == end:
            break
    return (Reminding(tuple(before), tuple(moments)), end) if end is not None else None


def _before(tokens: Tokens, i: int) -> tuple[timedelta, int] | None:
    """`15m`, `an hour before`, `за 15 минут до начала`, `за день`."""
    russian = tokens[i].text == "за"
    found = read_amount(tokens, i + 1 if russian else i, single=russian)
    if found is None:
        return None
    amount, end = found
    if not russian and tokens[end].text in ("from", "later", "ago", "назад", "спустя"):
        return None
    span = amount.as_timedelta()
    if not timedelta(0) <= span <= _LONGEST:
        return None
    if tokens[end].text in ("before", "earlier", "ahead", "заранее", "до") and ends_word(tokens, end + 1):
        end += 1
        if tokens[end - 1].text == "before" and tokens[end].text == "the":
            end += 1 if tokens[end + 1].text in _EVENTS else 0
        if tokens[end - 1].text in ("before", "the", "до") and tokens[end].text in _EVENTS:
            end += 1
        elif tokens[end - 1].text == "до":
            end -= 1
    return span, end


_EVENTS = frozenset({"start", "event", "meeting", "it", "начала", "события", "встречи", "срока", "этого"})


def _channel(tokens: Tokens, i: int) -> tuple[str, int] | None:
    if tokens[i].text in ("via", "by", "in", "on", "через", "в", "по"):
        channel = CHANNELS.get(tokens[i + 1].text)
        return (channel, i + 2) if channel is not None else None
    return None


def read_reminder_value(text: str, context: Context) -> tuple[Reminder, ...] | None:
    """What stands after `remind:`: lengths or moments, each with `@channel` and `!nag` if wanted."""
    reminders: list[Reminder] = []
    items = [item.strip() for item in text.split(",") if item.strip()]
    if not items or len(items) > _MOST * 2:
        return None
    for each in items:
        item, insists, pause = each.partition("!")
        body, _, channel_text = item.partition("@")
        nag = _length_of(pause) if insists else None
        if insists and not nag:
            return None
        channel = CHANNELS.get(fold(channel_text), channel_text) or None
        span = timedelta(0) if body == "0" else _length_of(body)
        if span is not None:
            reminders.append(Reminder(before=span, channel=channel, nag=nag))
            continue
        moment = canonical_moment(body) or read_moment(body, context)
        if moment is None:
            return None
        reminders.append(Reminder(at=moment, channel=channel, nag=nag))
    return tuple(reminders)


def _length_of(text: str) -> timedelta | None:
    tokens = tokenize(text)
    found = read_amount(tokens, 0)
    if found is None or found[1] != length(tokens):
        return None
    span = found[0].as_timedelta()
    return span if span <= _LONGEST else None


def canonical_moment(text: str) -> Moment | None:
    """The text form of a moment with its zone in brackets; `[-]` is nobody's zone."""
    if not text[:1].isdigit() or "[" not in text or len(text) > 80:
        return None
    try:
        return Moment.from_text(text.removesuffix("[-]"))
    except (InvalidValue, ValueError):
        return None


def length_text(span: timedelta) -> str:
    """A length as the shortest exact text, such as `90m` or `1d`."""
    seconds = int(span.total_seconds())
    parts = []
    for unit, size in (("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0m"
