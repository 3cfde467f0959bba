"""The words that frame a query, in both languages: its fields, before a colon, and what joins conditions.

All keys are folded (`model.text.fold`). Where several words mean the same, the first English one is the name
shown in help and completions.
"""

from __future__ import annotations

from enum import StrEnum


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
