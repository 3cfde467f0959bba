"""The words of recurrences, English and Russian, folded."""

from __future__ import annotations

from functools import cache
from typing import Final

from tme_tui.language.dates.words import word_set

EVERY: Final = word_set(
    "every each ev каждый каждая каждое каждую каждые каждого каждой каждому каждом каждых"
)

MONTHLY: Final = "ежемесячно"
"""May stand after its days: `10-го и 25-го числа ежемесячно`."""

FREQUENCIES: Final = {
    **dict.fromkeys(("daily", "ежедневно"), ("DAILY", 1)),
    **dict.fromkeys(("weekly", "еженедельно"), ("WEEKLY", 1)),
    **dict.fromkeys(("biweekly", "fortnightly"), ("WEEKLY", 2)),
    **dict.fromkeys(("monthly", MONTHLY), ("MONTHLY", 1)),
    **dict.fromkeys(("quarterly", "ежеквартально"), ("MONTHLY", 3)),
    **dict.fromkeys(("semiannual", "semiannually"), ("MONTHLY", 6)),
    **dict.fromkeys(("yearly", "annually", "annual", "ежегодно"), ("YEARLY", 1)),
    **dict.fromkeys(("hourly", "ежечасно"), ("HOURLY", 1)),
}
"""Words that are a whole recurrence."""

UNITS: Final = {
    "min": ("MINUTELY", 1),
    "h": ("HOURLY", 1),
    "d": ("DAILY", 1),
    "w": ("WEEKLY", 1),
    "mo": ("MONTHLY", 1),
    "q": ("MONTHLY", 3),
    "y": ("YEARLY", 1),
}
HALVES: Final = {"полчаса": ("MINUTELY", 30), "полгода": ("MONTHLY", 6)}

SHORT_OF_UNITS: Final = word_set("m h d w q y s м ч д н г с")

WORKDAY_WORDS: Final = word_set("workday workdays будням будни будний")
WORKING: Final = word_set(
    "working рабочий рабочего рабочему рабочие рабочих рабочим business будний буднего будним будние будних"
)
WEEKDAY_WORDS: Final = frozenset({"weekday", "weekdays"})
WEEKEND_WORDS: Final = word_set("weekend weekends выходные выходным выходной выходных")
DAY_NOUNS: Final = word_set("day days день дня дней дням дни дню")
MONTH_GENITIVE: Final = frozenset({"месяца", "месяце"})
NUMBER_NOUNS: Final = word_set("число числа числам чисел числе")
AND: Final = frozenset({",", "and", "и", "&", "/"})
PARTS: Final = {
    **dict.fromkeys(("morning", "mornings", "утро", "утрам", "утром"), "morning"),
    **dict.fromkeys(("afternoon", "afternoons", "днем"), "afternoon"),
    **dict.fromkeys(("evening", "evenings", "вечер", "вечерам", "вечером"), "evening"),
    **dict.fromkeys(("night", "nights", "ночь", "ночам", "ночью"), "night"),
}

AFTER_DONE: Final = (
    ("после", "выполнения"),
    ("после", "завершения"),
    ("от", "выполнения"),
    ("after", "completion"),
    ("after", "done"),
    ("when", "done"),
)

SHIFT_NEXT: Final = frozenset({"next", "следующий"})
SHIFT_PREVIOUS: Final = frozenset({"previous", "предыдущий"})


@cache
def starters() -> frozenset[str]:
    """Words that a recurrence may begin with."""
    return (
        EVERY
        | set(FREQUENCIES)
        | WEEKDAY_WORDS
        | word_set("once on по раз один через в во the workdays weekends")
        | word_set("mondays tuesdays wednesdays thursdays fridays saturdays sundays")
        | word_set(
            "first second third fourth last "
            "последний последнюю последнее первый второй третий четвертый первую вторую третью четвертую"
        )
    )
