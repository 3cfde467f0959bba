"""What relative words count from: the reader's present, worked out once for a line."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from tme_tui.language.context import Context
from tme_tui.model.moment import zone_named


class Reference:
    """The present in the reader's zone, and the settings that decide what words mean."""

    __slots__ = ("context", "now", "parts", "today", "week_start")

    def __init__(self, context: Context) -> None:
        self.context = context
        self.now: datetime = context.now.astimezone(zone_named(context.zone)).replace(microsecond=0)
        """Aware, in the reader's zone."""
        self.today: date = self.now.date()
        self.parts = context.parts
        self.week_start = context.week_start % 7

    @property
    def time(self) -> time:
        """The present wall time, in whole minutes."""
        return self.now.time().replace(second=0)

    def days_ahead(self, count: int) -> date | None:
        """The day so many days from today, if the calendar reaches that far."""
        try:
            return self.today + timedelta(days=count)
        except OverflowError:
            return None
