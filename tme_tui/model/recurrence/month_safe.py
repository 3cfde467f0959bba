"""Days that not every month has: what "every 31st" means to a person.

RFC 5545 leaves out months that are too short, so `BYMONTHDAY=31` occurs seven times a year. Whoever types
"every 31st" means the last day where there is no 31st; the RFC can say that too.
"""

from __future__ import annotations

from datetime import date

from tme_tui.model.recurrence.days import month_length


def month_safe_days(day: int) -> str:
    """Parts of a monthly rule for that day of each month, or its last day when the month is shorter."""
    if day <= 28:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, month_length(year, month + 1)))
