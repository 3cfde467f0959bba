"""Steps on the clock: where a block goes that is put a slot on, also over an hour that does not happen.

A step of whole days keeps the time of day as it was said, even one that a clock change skips that day. A
shorter step begins at the time that the clock really shows, and goes over the hour that is skipped, and
through both of an hour that happens twice. What lasts some hours goes on lasting as long, and around an hour
that happens twice, as long as the clock says.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tme_tui.model.blocks import wall_length
from tme_tui.model.moment import Moment

_DAY = timedelta(days=1)


def shown(moment: Moment, home: str) -> Moment:
    """The time that the clock really shows: another one only where clocks skip what was said."""
    if not isinstance(moment.local, datetime):
        return moment
    seen = Moment.at(moment.utc(home), moment.zone or home)
    return moment if seen.local == moment.local else Moment(seen.local, moment.zone)


def stepped(moment: Moment, by: timedelta, home: str) -> Moment:
    """A moment so much later on the clock, or earlier."""
    if moment.all_day or not by % _DAY:
        return moment.moved(by)
    begin = shown(moment, home)
    wanted = begin.moved(by)
    if shown(wanted, home) == wanted and abs(wanted.utc(home) - begin.utc(home)) <= abs(by):
        return wanted
    passed = Moment.at(begin.utc(home) + by, moment.zone or home)
    return Moment(passed.local, moment.zone, passed.again)


def block_stepped(
    starts: Moment, ends: Moment | None, by: timedelta, home: str
) -> tuple[Moment, Moment | None]:
    """A block so much later, or earlier."""
    begin = stepped(starts, by, home)
    if ends is None or not by % _DAY or starts.zone != ends.zone or starts.all_day or ends.all_day:
        return begin, None if ends is None else ends.moved(by)
    length, passes = wall_length(starts, ends, home), ends.utc(home) - starts.utc(home)
    if passes > timedelta():
        length = passes if ends.again else min(length, passes)
    passed = Moment.at(begin.utc(home) + length, begin.zone or home)
    if begin.again or passed.again:
        return begin, Moment(passed.local, begin.zone, passed.again)
    return begin, max(begin.moved(length), Moment(passed.local, begin.zone), key=str)
