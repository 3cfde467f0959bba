"""The words that the query language knows, in both languages, and what each stands for.

All keys are folded (`model.text.fold`). Where several words mean the same, the first English one is the name
shown in help and completions.
"""

from __future__ import annotations

from enum import StrEnum

from tme_tui.model.conditions import Presence
from tme_tui.model.query import SortKey
from tme_tui.model.task import Status


class Field(StrEnum):
    """What may stand before a colon."""

    CATEGORY = "category"
    TAG = "tag"
    STATUS = "status"
    PRIORITY = "priority"
    DUE = "due"
    STARTS = "starts"
    ENDS = "ends"
    WAIT = "wait"
    EXPIRES = "expires"
    CREATED = "created"
    MODIFIED = "modified"
    STARTED = "started"
    COMPLETED = "completed"
    TYPE = "type"
    KIND = "kind"
    OWNER = "owner"
    ASSIGNEE = "assignee"
    PARTICIPANT = "participant"
    PERSON = "person"
    PARENT = "parent"
    ID = "id"
    UID = "uid"
    TITLE = "title"
    NOTES = "notes"
    ESTIMATE = "estimate"
    URGENCY = "urgency"
    BLOCKS = "blocks"
    DEPENDS = "depends"
    IS = "is"
    HAS = "has"
    NO = "no"
    SORT = "sort"
    LIMIT = "limit"


FIELDS: dict[str, Field] = {
    **{field.value: field for field in Field},
    "cat": Field.CATEGORY,
    "project": Field.CATEGORY,
    "pro": Field.CATEGORY,
    "проект": Field.CATEGORY,
    "пр": Field.CATEGORY,
    "категория": Field.CATEGORY,
    "tags": Field.TAG,
    "тег": Field.TAG,
    "метка": Field.TAG,
    "статус": Field.STATUS,
    "pri": Field.PRIORITY,
    "приоритет": Field.PRIORITY,
    "приор": Field.PRIORITY,
    "срок": Field.DUE,
    "start": Field.STARTS,
    "sched": Field.STARTS,
    "scheduled": Field.STARTS,
    "начать": Field.STARTS,
    "начало": Field.STARTS,
    "end": Field.ENDS,
    "конец": Field.ENDS,
    "скрыть": Field.WAIT,
    "ждать": Field.WAIT,
    "until": Field.EXPIRES,
    "годно": Field.EXPIRES,
    "added": Field.CREATED,
    "entry": Field.CREATED,
    "создано": Field.CREATED,
    "создана": Field.CREATED,
    "changed": Field.MODIFIED,
    "изменено": Field.MODIFIED,
    "изменена": Field.MODIFIED,
    "начато": Field.STARTED,
    "начата": Field.STARTED,
    "done": Field.COMPLETED,
    "сделано": Field.COMPLETED,
    "сделана": Field.COMPLETED,
    "завершено": Field.COMPLETED,
    "тип": Field.TYPE,
    "вид": Field.KIND,
    "владелец": Field.OWNER,
    "for": Field.ASSIGNEE,
    "исполнитель": Field.ASSIGNEE,
    "кому": Field.ASSIGNEE,
    "with": Field.PARTICIPANT,
    "участник": Field.PARTICIPANT,
    "человек": Field.PERSON,
    "кто": Field.PERSON,
    "внутри": Field.PARENT,
    "родитель": Field.PARENT,
    "номер": Field.ID,
    "uuid": Field.UID,
    "название": Field.TITLE,
    "заголовок": Field.TITLE,
    "note": Field.NOTES,
    "заметка": Field.NOTES,
    "заметки": Field.NOTES,
    "est": Field.ESTIMATE,
    "оценка": Field.ESTIMATE,
    "длит": Field.ESTIMATE,
    "срочность": Field.URGENCY,
    "блокирует": Field.BLOCKS,
    "dep": Field.DEPENDS,
    "after": Field.DEPENDS,
    "зависит": Field.DEPENDS,
    "после": Field.DEPENDS,
    "это": Field.IS,
    "есть": Field.HAS,
    "без": Field.NO,
    "order": Field.SORT,
    "сорт": Field.SORT,
    "сортировка": Field.SORT,
    "порядок": Field.SORT,
    "лимит": Field.LIMIT,
    "предел": Field.LIMIT,
}

DATES = frozenset(
    {
        *(Field.DUE, Field.STARTS, Field.ENDS, Field.WAIT, Field.EXPIRES),
        *(Field.CREATED, Field.MODIFIED, Field.STARTED, Field.COMPLETED),
    }
)
PAST = frozenset({Field.CREATED, Field.MODIFIED, Field.STARTED, Field.COMPLETED})
"""Dates of what has happened."""
NUMBERS = frozenset({Field.PRIORITY, Field.ESTIMATE, Field.URGENCY})

JOINS: dict[str, str] = {
    "and": "and",
    "и": "and",
    "&&": "and",
    "or": "or",
    "или": "or",
    "||": "or",
    "not": "not",
    "не": "not",
}

STATUSES: dict[str, frozenset[Status]] = {
    **{status.value: frozenset({status}) for status in Status},
    "canceled": frozenset({Status.CANCELLED}),
    "completed": frozenset({Status.DONE}),
    "active": frozenset({Status.STARTED}),
    "closed": frozenset({Status.DONE, Status.CANCELLED}),
    "any": frozenset(Status),
    "all": frozenset(Status),
    "открыта": frozenset({Status.OPEN}),
    "открыто": frozenset({Status.OPEN}),
    "начата": frozenset({Status.STARTED}),
    "начато": frozenset({Status.STARTED}),
    "готово": frozenset({Status.DONE}),
    "сделано": frozenset({Status.DONE}),
    "сделана": frozenset({Status.DONE}),
    "отменена": frozenset({Status.CANCELLED}),
    "отменено": frozenset({Status.CANCELLED}),
    "удалена": frozenset({Status.DELETED}),
    "удалено": frozenset({Status.DELETED}),
    "закрыто": frozenset({Status.DONE, Status.CANCELLED}),
    "любой": frozenset(Status),
    "все": frozenset(Status),
}

STATES: dict[str, str] = {
    **{
        name: name
        for name in (
            *("blocked", "blocking", "overdue", "waiting", "someday", "ready"),
            *("open", "started", "done", "cancelled", "deleted", "closed"),
            *("task", "event", "template", "today", "recurring", "tagged", "inbox", "subtask", "parent"),
        )
    },
    "active": "started",
    "completed": "done",
    "canceled": "cancelled",
    "repeating": "recurring",
    "hidden": "waiting",
    "actionable": "ready",
    "заблокировано": "blocked",
    "заблокирована": "blocked",
    "блокирует": "blocking",
    "просрочено": "overdue",
    "просрочена": "overdue",
    "ждет": "waiting",
    "скрыто": "waiting",
    "отложено": "waiting",
    "когда-нибудь": "someday",
    "потом": "someday",
    "можно": "ready",
    "открыто": "open",
    "открыта": "open",
    "начато": "started",
    "начата": "started",
    "готово": "done",
    "сделано": "done",
    "сделана": "done",
    "отменено": "cancelled",
    "отменена": "cancelled",
    "удалено": "deleted",
    "удалена": "deleted",
    "закрыто": "closed",
    "задача": "task",
    "событие": "event",
    "встреча": "event",
    "шаблон": "template",
    "сегодня": "today",
    "повторяется": "recurring",
    "повтор": "recurring",
    "с-тегом": "tagged",
    "входящие": "inbox",
    "подзадача": "subtask",
    "родитель": "parent",
}

PRESENCES: dict[str, Presence] = {
    **{presence.value: presence for presence in Presence},
    "start": Presence.STARTS,
    "end": Presence.ENDS,
    "until": Presence.EXPIRES,
    "tag": Presence.TAGS,
    "note": Presence.NOTES,
    "project": Presence.CATEGORY,
    "cat": Presence.CATEGORY,
    "est": Presence.ESTIMATE,
    "reminder": Presence.REMINDERS,
    "repeat": Presence.RECURRENCE,
    "recurring": Presence.RECURRENCE,
    "subtask": Presence.SUBTASKS,
    "children": Presence.SUBTASKS,
    "participant": Presence.PARTICIPANTS,
    "attribute": Presence.ATTRIBUTES,
    "depends": Presence.BLOCKERS,
    "blocker": Presence.BLOCKERS,
    "dependencies": Presence.BLOCKERS,
    "blocks": Presence.BLOCKED_TASKS,
    "url": Presence.LINK,
    "срок": Presence.DUE,
    "срока": Presence.DUE,
    "начало": Presence.STARTS,
    "начала": Presence.STARTS,
    "тег": Presence.TAGS,
    "тега": Presence.TAGS,
    "теги": Presence.TAGS,
    "тегов": Presence.TAGS,
    "заметка": Presence.NOTES,
    "заметки": Presence.NOTES,
    "заметок": Presence.NOTES,
    "ссылка": Presence.LINK,
    "ссылки": Presence.LINK,
    "проект": Presence.CATEGORY,
    "проекта": Presence.CATEGORY,
    "категория": Presence.CATEGORY,
    "категории": Presence.CATEGORY,
    "приоритет": Presence.PRIORITY,
    "приоритета": Presence.PRIORITY,
    "оценка": Presence.ESTIMATE,
    "оценки": Presence.ESTIMATE,
    "напоминание": Presence.REMINDERS,
    "напоминания": Presence.REMINDERS,
    "напоминаний": Presence.REMINDERS,
    "повтор": Presence.RECURRENCE,
    "повтора": Presence.RECURRENCE,
    "подзадачи": Presence.SUBTASKS,
    "подзадач": Presence.SUBTASKS,
    "родитель": Presence.PARENT,
    "родителя": Presence.PARENT,
    "исполнитель": Presence.ASSIGNEE,
    "исполнителя": Presence.ASSIGNEE,
    "участники": Presence.PARTICIPANTS,
    "участников": Presence.PARTICIPANTS,
}

SORTS: dict[str, SortKey] = {
    **{key.value: key for key in SortKey},
    "start": SortKey.STARTS,
    "pri": SortKey.PRIORITY,
    "added": SortKey.CREATED,
    "changed": SortKey.MODIFIED,
    "done": SortKey.COMPLETED,
    "name": SortKey.TITLE,
    "cat": SortKey.CATEGORY,
    "project": SortKey.CATEGORY,
    "est": SortKey.ESTIMATE,
    "manual": SortKey.POSITION,
    "срочность": SortKey.URGENCY,
    "срок": SortKey.DUE,
    "начало": SortKey.STARTS,
    "когда": SortKey.WHEN,
    "приоритет": SortKey.PRIORITY,
    "создано": SortKey.CREATED,
    "изменено": SortKey.MODIFIED,
    "сделано": SortKey.COMPLETED,
    "название": SortKey.TITLE,
    "проект": SortKey.CATEGORY,
    "категория": SortKey.CATEGORY,
    "оценка": SortKey.ESTIMATE,
    "вручную": SortKey.POSITION,
    "номер": SortKey.ID,
}

PRIORITIES: dict[str, int] = {
    **{str(level): level for level in (1, 2, 3, 4)},
    "highest": 1,
    "high": 1,
    "h": 1,
    "!!!": 1,
    "важно": 1,
    "срочно": 1,
    "высокий": 1,
    "medium": 2,
    "m": 2,
    "!!": 2,
    "средний": 2,
    "low": 3,
    "l": 3,
    "низкий": 3,
    "lowest": 4,
}

ANYTHING = frozenset({"any", "есть", "любой", "любая", "любое"})
NOTHING = frozenset({"none", "no", "empty", "нет", "пусто"})
