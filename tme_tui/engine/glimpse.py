"""The first look at a base for a face: what an engine would answer, before there is one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from tme_tui.model.builtin_views import View
from tme_tui.model.moment import zone_named
from tme_tui.store.glimpse import MOST, Glimpse
from tme_tui.store.glimpse import glimpse as look

__all__ = ["MOST", "Glimpse", "glimpse", "moments_at"]


def glimpse(
    url: str, now: datetime, zone: str, view: View | None = None, numbers: Sequence[int] = ()
) -> Glimpse | None:
    """The first tasks of a view, or those with these numbers; None where no look can be had."""
    return look(url, moments_at(now, zone), view, numbers)


def moments_at(now: datetime, zone: str) -> dict[str, int]:
    """The moments that what is asked depends on, in seconds."""
    today = now.astimezone(zone_named(zone)).date()
    days = {"today": today, "tomorrow": today + timedelta(days=1)}
    return {"now": int(now.timestamp())} | {
        name: int(datetime.combine(day, time(), tzinfo=zone_named(zone)).astimezone(UTC).timestamp())
        for name, day in days.items()
    }
