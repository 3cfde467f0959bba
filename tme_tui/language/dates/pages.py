"""Which day a calendar is turned to: any date, or the first day of a month or a week that is named alone.

Elsewhere `dec 2026` and `2026-12` are no dates, since nothing is due in a whole month; a calendar has a page
for it.
"""

from __future__ import annotations

import re
from datetime import date

from tme_tui.language.context import Context
from tme_tui.language.dates import read_moment
from tme_tui.language.dates.words import months
from tme_tui.model.text import fold

_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_WEEK = re.compile(r"([0-9]{4})-?w([0-9]{1,2})")
_NAMED = re.compile(r"(\w{3,9}) ([0-9]{4})")


def read_page(phrase: str, context: Context) -> date | None:
    """The day that a phrase means, such as `tomorrow`, `2026-12`, `dec 2026`, `2026-W48`; None if none."""
    found = read_moment(phrase, context)
    return _period(fold(phrase.strip())) if found is None else found.day


def _period(text: str) -> date | None:
    try:
        if month := _MONTH.fullmatch(text):
            return date(int(month[1]), int(month[2]), 1)
        if week := _WEEK.fullmatch(text):
            return date.fromisocalendar(int(week[1]), int(week[2]), 1)
        if (named := _NAMED.fullmatch(text)) and named[1] in months():
            return date(int(named[2]), months()[named[1]], 1)
    except ValueError:
        pass
    return None
