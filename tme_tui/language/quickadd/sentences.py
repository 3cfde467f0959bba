"""What each chip says, and what is worth saying before saving, in the reader's language."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from tme_tui.language.dates.reference import Reference
from tme_tui.language.describe import describe_duration, describe_moment, describe_recurrence
from tme_tui.model.draft import SpanKind
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Dependency, Link, Reminder

_ENGLISH: Final = {
    "category": "category {}",
    "tag": "tag {}",
    "untag": "without the tag {}",
    "context": "context {}",
    "assignee": "for {}",
    "participant": "with {}",
    "priority": "priority {}",
    "due": "due {}",
    "starts": "starts {}",
    "ends": "until {}",
    "wait": "hidden until {}",
    "expires": "expires {}",
    "estimate": "takes {}",
    "before": "reminds {} before",
    "at the time": "reminds at the time itself",
    "reminds": "reminds {}",
    "by channel": "{} by {}",
    "nag": "{}, again every {}",
    "no reminders": "no reminders",
    "needs": "waits for {}",
    "frees": "no longer waits for {}",
    "blocks": "blocks {}",
    "parent": "part of {}",
    "first": "first {}",
    "note": "note",
    "link": "link",
    "type": "type {}",
    "attribute": "{}: {}",
    "status open": "status open",
    "status started": "status started",
    "status done": "status done",
    "status cancelled": "status cancelled",
    "kind task": "a task",
    "kind event": "an event",
    "kind template": "a template",
    "missed keep": "of missed ones one stays open",
    "missed stack": "missed ones pile up",
    "missed skip": "missed ones are skipped",
    "shift next": "from a day off to the next working day",
    "shift previous": "from a day off to the previous working day",
    "no repeat": "the line has no repeat that this belongs to: write every day missed:skip",
    "literal": "text as it stands",
    "title": "title",
    "no category": "no category",
    "no assignee": "nobody's task",
    "no participants": "no participants",
    "no priority": "no priority",
    "no due": "no due date",
    "no starts": "no start",
    "no ends": "no end",
    "no wait": "not hidden",
    "no expires": "never expires",
    "no estimate": "no estimate",
    "no parent": "part of nothing",
    "no recurrence": "does not repeat",
    "no link": "no link",
    "no type": "no type",
    "next task": "the next task waits for this one",
    "tomorrow": "{} has passed: tomorrow",
    "past": "{} has passed already",
    "superseded": "{!r} stays in the title: the last one counts",
    "mistake priority": "{!r} is not a priority: write 1 to 4, or high, medium, low",
    "mistake estimate": "{!r} is not a length of time: write 45m or 1h30m",
    "mistake reminder": "{!r} is not a reminder: write 15m, 1d or a moment",
    "mistake recurrence": "{!r} is not a recurrence: write weekly, 2w or FREQ=WEEKLY",
    "mistake moment": "{!r} is not a date or a time: write friday, 18:00 or 2026-11-27",
    "mistake dependency": "{!r} is not a list of task numbers such as 12,15-17",
    "unknown type": "there is no task type {!r}",
    "an hour": "no end was given: one hour",
}

_RUSSIAN: Final = {
    "category": "категория {}",
    "tag": "тег {}",
    "untag": "без тега {}",
    "context": "контекст {}",
    "assignee": "исполнитель {}",
    "participant": "с участием {}",
    "priority": "приоритет {}",
    "due": "срок {}",
    "starts": "начало {}",
    "ends": "до {}",
    "wait": "скрыто до {}",
    "expires": "годно до {}",
    "estimate": "займёт {}",
    "before": "напомнит за {}",
    "at the time": "напомнит в сам момент",
    "reminds": "напомнит {}",
    "by channel": "{}, канал {}",
    "nag": "{}, повтор каждые {}",
    "no reminders": "без напоминаний",
    "needs": "ждёт {}",
    "frees": "больше не ждёт {}",
    "blocks": "блокирует {}",
    "parent": "внутри {}",
    "first": "впервые {}",
    "note": "заметка",
    "link": "ссылка",
    "type": "тип {}",
    "attribute": "{}: {}",
    "status open": "статус: открыта",
    "status started": "статус: начата",
    "status done": "статус: сделано",
    "status cancelled": "статус: отменена",
    "kind task": "задача",
    "kind event": "событие",
    "kind template": "шаблон",
    "missed keep": "из пропущенных остаётся один раз",
    "missed stack": "пропущенные копятся",
    "missed skip": "пропущенные пропускаются",
    "shift next": "с выходного на следующий рабочий день",
    "shift previous": "с выходного на предыдущий рабочий день",
    "no repeat": "в строке нет повтора, к которому это относится: напишите каждый день пропуски:пропускать",
    "literal": "текст как есть",
    "title": "название",
    "no category": "без категории",
    "no assignee": "без исполнителя",
    "no participants": "без участников",
    "no priority": "без приоритета",
    "no due": "без срока",
    "no starts": "без начала",
    "no ends": "без конца",
    "no wait": "не скрыто",
    "no expires": "бессрочно",
    "no estimate": "без оценки",
    "no parent": "само по себе",
    "no recurrence": "не повторяется",
    "no link": "без ссылки",
    "no type": "без типа",
    "next task": "следующая задача ждёт эту",
    "tomorrow": "{} уже прошло: завтра",
    "past": "{} уже прошло",
    "superseded": "{!r} остаётся в названии: действует последнее",
    "mistake priority": "{!r} — не приоритет: напишите от 1 до 4 или высокий, средний, низкий",
    "mistake estimate": "{!r} — не длительность: напишите 45м или 1ч30м",
    "mistake reminder": "{!r} — не напоминание: напишите 15м, 1д или момент",
    "mistake recurrence": "{!r} — не повтор: напишите weekly, 2w или FREQ=WEEKLY",
    "mistake moment": "{!r} — не дата и не время: напишите пт, 18:00 или 27.11.2026",
    "mistake dependency": "{!r} — не список номеров задач вроде 12,15-17",
    "unknown type": "нет типа задач {!r}",
    "an hour": "конец не указан: один час",
}

_MOMENT_PHRASES: Final = {
    SpanKind.DUE: "due",
    SpanKind.START: "starts",
    SpanKind.END: "ends",
    SpanKind.WAIT: "wait",
    SpanKind.EXPIRES: "expires",
}


class Voice:
    """Speaks the reader's language about one line."""

    __slots__ = ("_ref", "_words", "locale")

    def __init__(self, ref: Reference) -> None:
        self._ref = ref
        self.locale = "ru" if ref.context.locale.startswith("ru") else "en"
        self._words = _RUSSIAN if self.locale == "ru" else _ENGLISH

    def say(self, phrase: str, *values: object) -> str:
        """A sentence by its name."""
        return self._words[phrase].format(*values)

    def moment(self, moment: Moment) -> str:
        """A moment in words."""
        context = self._ref.context
        return describe_moment(moment, context.now, context.zone, self.locale)

    def dated(self, kind: SpanKind, moment: Moment) -> str:
        """`due tomorrow 18:00` and the like."""
        return self.say(_MOMENT_PHRASES[kind], self.moment(moment))

    def duration(self, span: timedelta) -> str:
        """A length in words."""
        return describe_duration(span, self.locale)

    def recurrence(self, recurrence: Recurrence) -> str:
        """A recurrence in words; its rule as it stands if it cannot be said."""
        try:
            return describe_recurrence(recurrence, self.locale)
        except InvalidValue:
            return recurrence.rule

    def reminder(self, reminder: Reminder) -> str:
        """When a reminder comes, and how."""
        if reminder.at is not None:
            said = self.say("reminds", self.moment(reminder.at))
        elif reminder.before:
            said = self.say("before", self.duration(reminder.before))
        else:
            said = self.say("at the time")
        if reminder.channel:
            said = self.say("by channel", said, reminder.channel)
        return self.say("nag", said, self.duration(reminder.nag)) if reminder.nag else said

    def dependencies(self, added: tuple[Dependency, ...], removed: tuple[int, ...]) -> str:
        """What is waited for, and what no longer."""
        parts = []
        if added:
            parts.append(self.say("needs", ", ".join(map(self._dependency, added))))
        if removed:
            parts.append(self.say("frees", self.tasks(removed)))
        return ", ".join(parts)

    def tasks(self, ids: tuple[int, ...]) -> str:
        """Task numbers, as people write them."""
        return ", ".join(f"#{number}" for number in ids)

    def _dependency(self, dependency: Dependency) -> str:
        said = f"#{dependency.blocker}"
        if dependency.link is not Link.FINISH_START:
            said += f" ({dependency.link})"
        if dependency.lag:
            sign = "+" if dependency.lag > timedelta(0) else "−"
            said += f" {sign}{self.duration(abs(dependency.lag))}"
        return said
