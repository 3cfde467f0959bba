"""The words of dates and times, English and Russian, in every case form, folded."""

from __future__ import annotations

from functools import cache
from typing import Final


def word_set(text: str) -> frozenset[str]:
    """The words of a line of text."""
    return frozenset(text.split())


def _forms(table: dict[str, str]) -> dict[str, list[str]]:
    """`{"stem": "a b c"}` as `{"stem": ["stema", "stemb", "stemc"]}`; `-` is the stem alone."""
    return {
        stem: [stem + ("" if ending == "-" else ending) for ending in endings.split()]
        for stem, endings in table.items()
    }


_NOUN_M = "- а у ом е и ов ам ами ах"
_WEEKDAY_FORMS: Final = (
    ("monday mondays mon mons", "понедельник", _NOUN_M, "пн пнд"),
    ("tuesday tuesdays tue tues", "вторник", _NOUN_M, "вт втр"),
    ("wednesday wednesdays wed weds", "сред", "а ы е у ой ам ами ах", "ср срд"),
    ("thursday thursdays thu thur thurs", "четверг", _NOUN_M, "чт чтв"),
    ("friday fridays fri fris", "пятниц", "а ы е у ей - ам ами ах", "пт птн"),
    ("saturday saturdays sat sats", "суббот", "а ы е у ой - ам ами ах", "сб суб"),
    ("sunday sundays sun suns", "воскресен", "ье ья ью ьем ьям ьями ьях ий", "вс вск"),
)

_MONTH_FORMS: Final = (
    ("january jan", "январ", "ь я ю ем е", "янв"),
    ("february feb", "феврал", "ь я ю ем е", "фев февр"),
    ("march mar", "март", "- а у ом е", "мар"),
    ("april apr", "апрел", "ь я ю ем е", "апр"),
    ("may", "ма", "й я ю ем е", ""),
    ("june jun", "июн", "ь я ю ем е", ""),
    ("july jul", "июл", "ь я ю ем е", ""),
    ("august aug", "август", "- а у ом е", "авг"),
    ("september sep sept", "сентябр", "ь я ю ем е", "сен сент"),
    ("october oct", "октябр", "ь я ю ем е", "окт"),
    ("november nov", "ноябр", "ь я ю ем е", "ноя нояб"),
    ("december dec", "декабр", "ь я ю ем е", "дек"),
)


def _calendar(table: tuple[tuple[str, str, str, str], ...], first: int) -> dict[str, int]:
    words: dict[str, int] = {}
    for index, (english, stem, endings, short) in enumerate(table, first):
        for word in (*english.split(), *_forms({stem: endings})[stem], *short.split()):
            words[word] = index
    return words


@cache
def weekdays() -> dict[str, int]:
    """Weekday names in all forms: 0 is Monday."""
    return _calendar(_WEEKDAY_FORMS, 0)


@cache
def months() -> dict[str, int]:
    """Month names in all forms: 1 is January."""
    return _calendar(_MONTH_FORMS, 1)


WEEKDAYS_THAT_ARE_WORDS: Final = word_set(
    "sat sats sun suns wed weds mons fris среда среды среде средой "
    "понедельника понедельнику понедельником понедельнике вторника вторнику вторником вторнике "
    "четверга четвергу четвергом четверге пятницы пятнице пятницей пятниц субботы субботе субботой суббот "
    "воскресенья воскресенью воскресеньем воскресений"
)
"""Verbs and nouns in their own right, and case forms that only make sense after a preposition.

These need a preposition, a time or a number beside them to be a date.
"""

PLURAL_WEEKDAYS: Final = word_set(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "понедельникам вторникам средам четвергам пятницам субботам воскресеньям"
)

SHORT_FORMS: Final = word_set(
    "пн вт ср чт пт сб вс янв фев февр мар апр авг сен сент окт ноя нояб дек мин сек нед мес дн ч кв "
    "mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec "
    "min mins sec secs hr hrs wk wks г"
)
"""Abbreviations: a full stop after one belongs to it."""

DAYS_FROM_TODAY: Final = {
    "today": 0,
    "tod": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "tom": 1,
    "yesterday": -1,
    "сегодня": 0,
    "завтра": 1,
    "послезавтра": 2,
    "послепослезавтра": 3,
    "вчера": -1,
    "позавчера": -2,
}

NAMES_OF_PEOPLE: Final = frozenset({"tom"})
"""Short words for days that are also names."""

TAKES_A_PERSON: Final = word_set(
    "call phone ring ask tell with to for from email mail text ping meet and see give help remind invite pay "
    "thank visit invoice send show join pick about of at by named dear hi hello"
)
"""After one of these `tom` is somebody's name."""

PARTS_OF_DAY: Final = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
    "утро": "morning",
    "утра": "morning",
    "утром": "morning",
    "утру": "morning",
    "днем": "afternoon",
    "вечер": "evening",
    "вечера": "evening",
    "вечером": "evening",
    "вечеру": "evening",
    "ночь": "night",
    "ночи": "night",
    "ночью": "night",
}

NOON: Final = frozenset({"noon", "midday", "полдень", "полудня", "полудню"})
MIDNIGHT: Final = frozenset({"midnight", "полночь", "полуночи"})

ADVERB_PARTS: Final = frozenset({"утром", "днем", "вечером", "ночью"})
"""Parts of the day that need no preposition."""

PERIODS: Final = {
    **dict.fromkeys(("day", "день", "дня", "дню", "днем", "дне"), "day"),
    **dict.fromkeys(("week", "неделя", "недели", "неделе", "неделю", "неделей"), "week"),
    **dict.fromkeys(("month", "месяц", "месяца", "месяцу", "месяце", "месяцем"), "month"),
    **dict.fromkeys(("quarter", "квартал", "квартала", "кварталу", "квартале"), "quarter"),
    **dict.fromkeys(("year", "год", "года", "году", "годе", "годом"), "year"),
}

EDGES: Final = {
    **dict.fromkeys(("end", "конец", "конца", "концу", "конце"), "end"),
    **dict.fromkeys(("start", "beginning", "начало", "начала", "началу", "начале"), "start"),
    **dict.fromkeys(("middle", "mid", "середина", "середины", "середине", "середину"), "middle"),
}

WEEKEND: Final = frozenset({"weekend", "weekends", "выходные", "выходных", "выходным"})

THIS: Final = word_set(
    "this coming ближайший ближайшая ближайшее ближайшую ближайшие ближайшей ближайшего ближайшему ближайших "
    "этот эта это эту эти этой этого этому этом этих"
)
NEXT: Final = word_set(
    "next следующий следующая следующее следующую следующие следующей следующего следующему следующем "
    "следующих след будущий будущую будущей будущем будущее будущего будущих"
)
LAST: Final = word_set(
    "last past прошлый прошлая прошлое прошлую прошлой прошлого прошлому прошлом прошлые прошлых"
)

SHORTHANDS: Final = {
    "sod": ("day", "start"),
    "eod": ("day", "end"),
    "sow": ("week", "start"),
    "eow": ("week", "end"),
    "eoww": ("workweek", "end"),
    "som": ("month", "start"),
    "eom": ("month", "end"),
    "soq": ("quarter", "start"),
    "eoq": ("quarter", "end"),
    "soy": ("year", "start"),
    "eoy": ("year", "end"),
}
"""Taskwarrior's names; a start that has passed is the next one."""

NOW: Final = frozenset({"now", "сейчас"})
SOMEDAY_WORDS: Final = frozenset({"someday", "later", "когда", "потом"})

_UNIT_FORMS: Final = {
    "s": "s sec secs second seconds с сек секунда секунды секунд секунду",
    "min": "m min mins minute minutes м мин минута минуты минут минуту минутку",
    "h": "h hr hrs hour hours ч час часа часов часик",
    "d": "d day days д дн день дня дней",
    "w": "w wk wks week weeks н нед неделя недели недель неделю",
    "mo": "mo mos mth mths month months мес месяц месяца месяцев",
    "q": "q qtr quarter quarters кв квартал квартала кварталов",
    "y": "y yr yrs year years г год года лет",
}

GLUED_UNITS: Final = word_set("s m d w y q с м д н г")
"""One letter that counts as a unit only right after its number, as in `15m`."""

SINGLE_UNITS: Final = word_set("секунду минуту минутку час часик день неделю месяц квартал год")
"""Russian nouns that mean one of themselves after a preposition: `через неделю`."""

UNIT_SECONDS: Final = {"s": 1, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
UNIT_MONTHS: Final = {"mo": 1, "q": 3, "y": 12}


@cache
def units() -> dict[str, str]:
    """Unit words in all forms: s, min, h, d, w, mo, q or y."""
    return {form: unit for unit, forms in _UNIT_FORMS.items() for form in forms.split()}


_CARDINAL_FORMS: Final = {
    1: "one один одна одно одну одного одной одному",
    2: "two два две двух двум",
    3: "three три трех трем",
    4: "four четыре четырех",
    5: "five пять пяти",
    6: "six шесть шести",
    7: "seven семь семи",
    8: "eight восемь восьми",
    9: "nine девять девяти",
    10: "ten десять десяти",
    11: "eleven одиннадцать одиннадцати",
    12: "twelve двенадцать двенадцати",
    15: "fifteen пятнадцать пятнадцати",
    20: "twenty двадцать двадцати",
    30: "thirty тридцать тридцати",
    40: "forty сорок сорока",
    50: "fifty пятьдесят",
}

_ORDINAL_STEMS: Final = {
    1: ("first", "перв"),
    2: ("second", "втор"),
    4: ("fourth", "четверт"),
    5: ("fifth", "пят"),
    6: ("sixth", "шест"),
    7: ("seventh", "седьм"),
    8: ("eighth", "восьм"),
    9: ("ninth", "девят"),
    10: ("tenth", "десят"),
    11: ("eleventh", "одиннадцат"),
    12: ("twelfth", "двенадцат"),
    15: ("fifteenth", "пятнадцат"),
    20: ("twentieth", "двадцат"),
}


@cache
def cardinals() -> dict[str, int]:
    """Number words, with `couple` and `пара` for two."""
    words = {form: value for value, forms in _CARDINAL_FORMS.items() for form in forms.split()}
    words.update(dict.fromkeys(("couple", "пара", "пару", "пары"), 2))
    return words


@cache
def ordinals() -> dict[str, int]:
    """`first`, `третий` and their case forms; `last` and `последний` are -1."""
    words: dict[str, int] = {}
    for value, (english, stem) in _ORDINAL_STEMS.items():
        words[english] = value
        for ending in ["ый", "ой", "ая", "ое", "ую", "ого", "ому", "ом"]:
            words[stem + ending] = value
    words["third"] = 3
    for form in ["третий", "третья", "третье", "третью", "третьего", "третьей", "третьему", "третьем"]:
        words[form] = 3
    words["last"] = -1
    for ending in ["ий", "яя", "ее", "юю", "его", "ей", "ему", "ем"]:
        words["последн" + ending] = -1
    return words


ORDINAL_SUFFIXES: Final = word_set("st nd rd th й го му м е я ю ой ый ая ое ую ого ому ом ей ье")
"""What follows the number in `27th`, `5-го`, `1-й`."""

ON: Final = frozenset({"on", "в", "во", "на", "the"})
DAY_OF_MONTH: Final = frozenset({"числа", "число", "числу", "числе", "числам", "чис"})
YEAR_WORDS: Final = frozenset({"г", "года", "год", "году"})
AGO: Final = frozenset({"ago", "назад"})
