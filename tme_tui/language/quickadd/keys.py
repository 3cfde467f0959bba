"""The keys of `key:value`, which mean the same in every dialect and in both languages."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Key(StrEnum):
    """What a key names."""

    CATEGORY = "category"
    TAG = "tag"
    PERSON = "person"
    PARTICIPANTS = "participants"
    PRIORITY = "priority"
    DUE = "due"
    STARTS = "starts"
    ENDS = "ends"
    WAIT = "wait"
    EXPIRES = "expires"
    EVENT = "event"
    ESTIMATE = "estimate"
    REMIND = "remind"
    RECURRENCE = "recurrence"
    MISSED = "missed"
    SHIFT = "shift"
    DEPENDS = "depends"
    BLOCKS = "blocks"
    PARENT = "parent"
    NOTE = "note"
    LINK = "link"
    TYPE = "type"
    STATUS = "status"
    KIND = "kind"


_WORDS: Final = {
    Key.CATEGORY: "project pro proj category cat проект пр категория кат",
    Key.TAG: "tag tags label тег теги метка",
    Key.PERSON: "for assignee кому исполнитель",
    Key.PARTICIPANTS: "with participants участники",
    Key.PRIORITY: "pri prio priority приор приоритет",
    Key.DUE: "due deadline срок дедлайн",
    Key.STARTS: "sched scheduled start starts начать начало",
    Key.ENDS: "end ends конец",
    Key.WAIT: "wait hide скрыть",
    Key.EXPIRES: "until expires годно",
    Key.EVENT: "event meeting встреча событие",
    Key.ESTIMATE: "est estimate dur duration длит длительность оценка",
    Key.REMIND: "remind reminder напомнить напоминание напомни",
    Key.RECURRENCE: "rec recur repeat повтор",
    Key.MISSED: "missed пропуски",
    Key.SHIFT: "shift сдвиг",
    Key.DEPENDS: "dep depends after зависит после",
    Key.BLOCKS: "blocks блокирует",
    Key.PARENT: "parent внутри",
    Key.NOTE: "note notes заметка",
    Key.LINK: "link url ссылка",
    Key.TYPE: "type тип",
    Key.STATUS: "status статус",
    Key.KIND: "kind вид",
}

KEYS: Final = {word: key for key, words in _WORDS.items() for word in words.split()}
"""Each key word, folded, and what it names."""

TEMPORAL: Final = frozenset({Key.DUE, Key.STARTS, Key.ENDS, Key.WAIT, Key.EXPIRES, Key.EVENT})
"""Keys whose value is a phrase of several words: `due:fri 18:00`."""

NOTHING: Final = frozenset({"none", "no", "never", "нет", "никогда"})
"""Values that empty a field."""
