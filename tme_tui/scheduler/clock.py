"""The clock of one process: APScheduler with its jobs in memory, since what is due stands in the base.

It wakes the dispatcher when the next row is due, and everybody at least every twenty seconds: a machine that
slept, a clock that was set, another process's change are noticed then. What was missed is done once, however
often it was missed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

SWEEP = 20
_NET = timedelta(seconds=1)
_COPY_AT = "3:17"


class Clock:
    """Calls what is to be called; every call comes from a thread of the clock."""

    def __init__(
        self, *, wake: Callable[[], None], sweep: Callable[[], None], copy: Callable[[], None]
    ) -> None:
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(2)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )
        self._wake = wake
        self._armed: int | None = None
        self._sweep = sweep
        self.turn_back()
        hour, minute = _COPY_AT.split(":")
        self._scheduler.add_job(copy, CronTrigger(hour=hour, minute=minute, timezone=UTC), id="copy")

    def turn_back(self) -> None:
        """Sweep from now on: the next sweep was to be at a time that the clock showed before it went back."""
        self._armed = None
        trigger = IntervalTrigger(seconds=SWEEP, timezone=UTC)
        self._scheduler.add_job(self._sweep, trigger, id="sweep", replace_existing=True)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    def arm(self, instant: int | None) -> None:
        """Wake the dispatcher just after an instant, if that comes before the next sweep.

        It waits for the instant by itself; a second later it is woken in case that went wrong, since two
        threads that wake at the same moment hold each other up.
        """
        now = datetime.now(UTC)
        if instant is not None and instant > now.timestamp() + SWEEP:
            instant = None
        if instant == self._armed:
            return
        self._armed = instant
        if instant is None:
            return
        moment = max(datetime.fromtimestamp(instant, UTC), now) + _NET
        self._scheduler.add_job(
            self._due, DateTrigger(moment, timezone=UTC), id="next", replace_existing=True
        )

    def _due(self) -> None:
        self._armed = None
        self._wake()
