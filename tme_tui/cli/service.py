"""`tme run`: the scheduler without a screen, until it is told to end."""

from __future__ import annotations

import signal
from queue import SimpleQueue
from types import FrameType

import click

from tme_tui.cli.command import command
from tme_tui.cli.session import Session
from tme_tui.i18n import message
from tme_tui.model.errors import Refused


@command(
    "run",
    details=message(
        "It runs until Ctrl-C or SIGTERM. A second one on the same base shares the work. "
        "What it does is written to the log folder; “tme service install” starts it with the system."
    ),
    examples=("tme run", "tme run --log -"),
)
@click.option("--log", metavar="FILE", help=message("Write the log there; - is standard error."))
@click.pass_obj
def run_command(session: Session, log: str | None) -> None:
    """Send reminders, hear answers, and do what comes with time."""
    settings, words = session.settings, session.words
    if not settings.schedule.enabled:
        raise Refused(words.text("schedule.enabled is off: nothing would be sent"))
    from tme_tui.bootstrap import open_runtime
    from tme_tui.cli.service_log import write_log
    from tme_tui.warm.server import serve

    place = write_log(settings, log, session.around.stderr)
    asked: SimpleQueue[int] = SimpleQueue()  # the lock of an Event may be held as the signal comes

    def end(number: int, frame: FrameType | None) -> None:
        asked.put(number)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    runtime = open_runtime(session.manager, settings)
    runtime.start()
    warm = serve(settings, session.around.environment)
    session.out.say(words.text("Reminders are being sent; Ctrl-C ends it. Log: {place}", place=place))
    session.out.flush()
    try:
        asked.get()
    finally:
        left = runtime.stop()
        warm.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
    if left:
        session.complain(words.text("did not end in time: {names}", names=", ".join(left)))
    session.out.say(words.text("Ended."))
