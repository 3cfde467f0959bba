"""Recurrences in Russian: `каждые 2 недели по вторникам`, `каждый месяц в последний рабочий день`."""

from __future__ import annotations

from datetime import date, datetime

from tme_tui.language.describe.outline import Days, Outline
from tme_tui.language.describe.plural import listing, russian, russian_form
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.rule import Frequency, Rule
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift

# (accusative, dative plural, gender: 0 masculine, 1 feminine, 2 neuter)
_WEEKDAYS = (
    ("понедельник", "понедельникам", 0),
    ("вторник", "вторникам", 0),
    ("среду", "средам", 1),
    ("четверг", "четвергам", 0),
    ("пятницу", "пятницам", 1),
    ("субботу", "субботам", 1),
    ("воскресенье", "воскресеньям", 2),
)
_EACH = ("каждый", "каждую", "каждое")
_MONTHS_OF = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_MONTHS_IN = (
    "январе",
    "феврале",
    "марте",
    "апреле",
    "мае",
    "июне",
    "июле",
    "августе",
    "сентябре",
    "октябре",
    "ноябре",
    "декабре",
)
# (one, few, many, gender)
_UNITS = {
    Frequency.YEARLY: ("год", "года", "лет", 0),
    Frequency.MONTHLY: ("месяц", "месяца", "месяцев", 0),
    Frequency.WEEKLY: ("неделю", "недели", "недель", 1),
    Frequency.DAILY: ("день", "дня", "дней", 0),
    Frequency.HOURLY: ("час", "часа", "часов", 0),
    Frequency.MINUTELY: ("минуту", "минуты", "минут", 1),
    Frequency.SECONDLY: ("секунду", "секунды", "секунд", 1),
}
_NTH = {
    1: ("первый", "первую", "первое"),
    2: ("второй", "вторую", "второе"),
    3: ("третий", "третью", "третье"),
    4: ("четвёртый", "четвёртую", "четвёртое"),
    5: ("пятый", "пятую", "пятое"),
    -1: ("последний", "последнюю", "последнее"),
    -2: ("предпоследний", "предпоследнюю", "предпоследнее"),
}
_DAYS = {
    Days.ANY: ("день", "дням"),
    Days.WEEKDAY: ("будний день", "будням"),
    Days.WEEKEND: ("выходной", "выходным"),
    Days.WORKING: ("рабочий день", "рабочим дням"),
}
_SHIFTED = {
    Shift.NEXT: ", а если это выходной — в следующий рабочий день",
    Shift.PREVIOUS: ", а если это выходной — в предыдущий рабочий день",
}
_NAMED_EXCEPTIONS = 3


def sentence(recurrence: Recurrence, rule: Rule, outline: Outline) -> str:
    """The whole rule, without its dates."""
    said = " ".join(piece for piece in (_frame(outline), _months(outline), _times(outline)) if piece)
    if recurrence.anchor is Anchor.COMPLETION:
        said += " после выполнения"
    said += _SHIFTED.get(recurrence.shift, "")
    if rule.count is not None:
        said += f", {russian(rule.count, 'раз', 'раза', 'раз')}"
    if rule.until is not None:
        said += f", до {_date(rule.until)}"
    return said


def dates(moments: tuple[Moment, ...], *, after_rule: bool) -> str:
    """`, а также 5 декабря 2026`, or the dates alone when there is no rule."""
    listed = listing([_date(moment.local) for moment in moments], "и")
    return f", а также {listed}" if after_rule else listed


def exceptions(moments: tuple[Moment, ...]) -> str:
    """Which times are left out; of many, how many."""
    if len(moments) > _NAMED_EXCEPTIONS:
        return f", кроме {len(moments)} {russian_form(len(moments), 'даты', 'дат', 'дат')}"
    return f", кроме {listing([_date(moment.local) for moment in moments], 'и')}"


def missed(policy: Missed) -> str:
    """What becomes of times that pass undone; nothing about the usual."""
    return {
        Missed.KEEP: "",
        Missed.STACK: ", пропущенные копятся",
        Missed.SKIP: ", пропущенные пропускаются",
    }[policy]


def _frame(outline: Outline) -> str:
    every = _every(outline.freq, outline.interval)
    alone = outline.interval == 1 and outline.freq in (Frequency.WEEKLY, Frequency.DAILY)
    if outline.positions:
        return f"{every} {_positions(outline)}"
    if outline.kind is Days.ANY:
        return "каждый день" if alone else f"{every} во все дни"
    if outline.kind is not None and not outline.numbered and not outline.month_days:
        one, many = _DAYS[outline.kind]
        if alone and outline.kind in (Days.WEEKDAY, Days.WEEKEND):
            return f"по {many}"
        if alone or (outline.kind is Days.WORKING and outline.interval == 1):
            only = f", если это {_weekday_names(outline)}" if outline.weekdays else ""
            return f"каждый {one}{only}"
        return f"{every} по {many}"
    if outline.weekdays and alone:
        if len(outline.weekdays) == 1:
            name, _, gender = _WEEKDAYS[outline.weekdays[0]]
            return f"{_EACH[gender]} {name}"
        return f"по {_by_weekdays(outline)}"
    chosen = _chosen_days(outline)
    return f"{every} {chosen}" if chosen else every


def _chosen_days(outline: Outline) -> str:
    """`1-го и 15-го числа`, `в последнюю пятницу`, `по понедельникам`, `27 января`."""
    working = ", если это рабочий день" if outline.kind is Days.WORKING else ""
    if outline.month_end is not None:
        return f"{outline.month_end}-го числа или в последний день" + working
    if outline.month_days:
        condition = f", если это {_weekday_names(outline)}" if outline.weekdays else working
        if outline.freq is Frequency.YEARLY and outline.months and min(outline.month_days) > 0:
            days = [
                f"{day} {_MONTHS_OF[month - 1]}" for month in outline.months for day in outline.month_days
            ]
            return listing(days, "и") + condition
        from_start = [f"{day}-го" for day in outline.month_days if day > 0]
        from_end = [f"в {_nth(day, 0)} день" for day in outline.month_days if day < 0]
        said = [f"{listing(from_start, 'и')} числа"] if from_start else []
        return " и ".join(said + from_end) + condition
    said = []
    if outline.numbered:
        of_year = outline.freq is Frequency.YEARLY and not outline.months
        nths = [
            _into(f"{_nth(nth, _WEEKDAYS[weekday][2])} {_WEEKDAYS[weekday][0]}")
            for nth, weekday in outline.numbered
        ]
        said.append(listing(nths, "и") + (" года" if of_year else ""))
    if outline.weekdays:
        said.append(f"по {_by_weekdays(outline)}")
    if outline.kind is Days.WEEKDAY:
        said.append("по будням")
    if outline.weeks:
        said.append(f"на {listing([f'{week}-й' for week in outline.weeks], 'и')} неделе")
    if outline.year_days:
        days = [f"{day}-й" if day > 0 else _nth(day, 0) for day in outline.year_days]
        said.append(f"в {listing(days, 'и')} день года")
    return " ".join(said)


def _positions(outline: Outline) -> str:
    gender = 0
    if outline.kind is not None:
        noun = _DAYS[outline.kind][0]
    elif outline.weekdays:
        gender = _WEEKDAYS[outline.weekdays[0]][2]
        noun = listing([_WEEKDAYS[weekday][0] for weekday in outline.weekdays], "или")
    else:
        noun = f"раз из тех, что {inner}" if (inner := _chosen_days(outline)) else "раз"
    nths = listing([_nth(position, gender) for position in outline.positions], "и")
    weeks = f" {listing([f'{week}-й' for week in outline.weeks], 'и')} недели" if outline.weeks else ""
    return _into(f"{nths} {noun}{weeks}")


def _months(outline: Outline) -> str:
    if not outline.months:
        return ""
    if outline.freq is Frequency.YEARLY and outline.month_days and min(outline.month_days) > 0:
        return ""
    if outline.numbered or outline.positions:
        return listing([_MONTHS_OF[month - 1] for month in outline.months], "и")
    return "в " + listing([_MONTHS_IN[month - 1] for month in outline.months], "и")


def _times(outline: Outline) -> str:
    if outline.times:
        return "в " + listing(
            [f"{h:02}:{m:02}" + (f":{s:02}" if s else "") for h, m, s in outline.times], "и"
        )
    said = []
    if outline.hours:
        last = russian_form(outline.hours[-1], "час", "часа", "часов")
        said.append(f"в {listing([str(hour) for hour in outline.hours], 'и')} {last}")
    if outline.minutes:
        said.append(f"на {listing([f'{minute}-й' for minute in outline.minutes], 'и')} минуте")
    if outline.seconds:
        said.append(f"на {listing([f'{second}-й' for second in outline.seconds], 'и')} секунде")
    return " ".join(said)


def _every(freq: Frequency, interval: int) -> str:
    one, few, many, gender = _UNITS[freq]
    if interval == 1:
        return f"{_EACH[gender]} {one}"
    form = russian_form(interval, one, few, many)
    return f"{_EACH[gender] if form == one else 'каждые'} {interval} {form}"


def _by_weekdays(outline: Outline) -> str:
    return listing([_WEEKDAYS[weekday][1] for weekday in outline.weekdays], "и")


def _weekday_names(outline: Outline) -> str:
    nominative = {2: "среда", 4: "пятница", 5: "суббота"}
    return listing([nominative.get(day, _WEEKDAYS[day][0]) for day in outline.weekdays], "или")


def _nth(number: int, gender: int) -> str:
    if number in _NTH:
        return _NTH[number][gender]
    ending = ("й", "ю", "е")[gender]
    return f"{number}-{ending}" if number > 0 else f"{-number}-{ending} с конца"


def _into(words: str) -> str:
    """`в первый`, but `во второй`."""
    return ("во " if words.startswith("втор") else "в ") + words


def _date(day: date) -> str:
    said = f"{day.day} {_MONTHS_OF[day.month - 1]} {day.year}"
    return f"{said} {day:%H:%M}" if isinstance(day, datetime) else said
