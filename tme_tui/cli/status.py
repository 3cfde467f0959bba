"""`tme status`: what runs on the base, whether anything is wrong, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Line, Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.engine.delivery_words import SERVICE_STATES, UNDELIVERED, face_name, part_name
from tme_tui.model.errors import NotFound
from tme_tui.model.outbox import SIGNED_OFF, Delivery, Service


@command("status", examples=("tme status", "tme status --json"))
@json_option
@click.pass_obj
def status_command(session: Session, as_json: bool) -> None:
    """Show what runs, what is wrong, and what comes next."""
    services = session.manager.services()
    if as_json:
        session.out.document(_document(session, services))
        return
    _say_services(session, services)
    _say_coming(session)
    _say_undelivered(session, services)


def _document(session: Session, services: Sequence[Service]) -> dict[str, object]:
    manager = session.manager
    coming, quiet = manager.next_reminder(), manager.quiet_until()
    return {
        "services": [_as_json(one) for one in services],
        "next_reminder": None
        if coming is None
        else {"at": coming[0].isoformat(timespec="seconds"), "task": coming[1]},
        "quiet_until": None if quiet is None else quiet.isoformat(timespec="seconds"),
        "failed": [
            {"id": one.id, "channel": one.channel, "task": one.task, "error": one.error}
            for one in _failed(session)
        ],
        "stranded": _stranded(session, services),
        "undelivered": manager.undelivered(),
        "digests": [
            {"setting": key, "problem": problem} for key, problem in manager.digest_problems().items()
        ],
        "ladder": [{"setting": key, "problem": problem} for key, problem in _ladder_problems(session)],
    }


def _ladder_problems(session: Session) -> Iterator[tuple[str, str]]:
    """Names in the ladder that nothing and nobody has: what they were meant for is never reached."""
    from tme_tui.plugins.manager import load_plugins

    wanted, makers = session.settings.reminders, load_plugins(session.settings.plugins.external).makers
    for name in wanted.channels:
        if name not in makers:
            hint = f"there are {', '.join(makers)}"
            yield "reminders.channels", str(NotFound("channel", name, hint=hint))
    if wanted.then and all(one.login != wanted.then for one in session.manager.people()):
        yield "reminders.then", str(NotFound("person", f"@{wanted.then}"))


def _failed(session: Session) -> Sequence[Delivery]:
    return session.manager.deliveries(states=("failed", "held", "unknown"), limit=5)


def _stranded(session: Session, services: Sequence[Service]) -> Mapping[str, int]:
    """What waits for channels on which nothing that runs can send; nothing, where nothing runs at all."""
    alive = [one.name for one in services if one.alive]
    channels = [name.removeprefix("channel ") for name in alive if name.startswith("channel ")]
    return session.manager.stranded(channels) if alive else {}


def _say_services(session: Session, services: Sequence[Service]) -> None:
    words = session.words
    alive = [one for one in services if one.alive]
    if not alive:
        session.out.say(words.text("Nothing runs: reminders wait. “tme run” or the screen sends them."))
    else:
        columns = [Column("", rigid=True), Column("", rigid=True), Column("", least=20)]
        print_table(session.out, columns, list(_rows(session, alive)))
    for one in services:
        if not one.alive and one.name == "dispatcher" and one.state != SIGNED_OFF:
            at = session.reader.instant(one.heartbeat)
            session.out.say(
                words.text("{who} ended without a word, last seen {time}", who=one.holder, time=at)
            )


def _say_coming(session: Session) -> None:
    manager, words = session.manager, session.words
    if (coming := manager.next_reminder()) is not None:
        at = session.reader.instant(coming[0])
        title = "" if coming[1] is None else manager.get_task(coming[1]).title
        session.out.say(words.text("Next reminder: {time}  {title}", time=at, title=title))
    if (quiet_until := manager.quiet_until()) is not None:
        session.out.say(words.text("Quiet until {time}", time=session.reader.instant(quiet_until)))


def _say_undelivered(session: Session, services: Sequence[Service]) -> None:
    manager, words = session.manager, session.words
    for each in _failed(session):
        session.out.say(
            words.text(
                "Not delivered: {id} on {channel}: {error}",
                id=each.id,
                channel=each.channel,
                error=words.error(each.error),
            )
        )
    for channel, count in _stranded(session, services).items():
        session.out.say(
            words.plural(
                "Waits: {n} delivery on {channel}, on which nothing that runs can send.",
                "Waits: {n} deliveries on {channel}, on which nothing that runs can send.",
                count,
                channel=channel,
            )
        )
    counted = [
        words.text(UNDELIVERED[state], n=count) for state, count in manager.undelivered().items() if count
    ]
    if counted:
        session.out.say(
            words.text(
                "Of the last seven days: {counted}. “tme deliveries --failed” lists them.",
                counted=", ".join(counted),
            )
        )
    for key, problem in (*manager.digest_problems().items(), *_ladder_problems(session)):
        session.out.say(words.text("{key} cannot be used: {problem}", key=key, problem=words.error(problem)))


def _rows(session: Session, services: Sequence[Service]) -> Iterator[list[Line]]:
    words, shown = session.words, ""
    for one in services:
        if one.holder != shown:
            shown = one.holder
            host, number, *_ = (*one.holder.split(":"), "", "")
            face = face_name(str(one.details.get("face", "")), words)
            yield [line(Piece(f"{face} {number} · {host}", Style.NAME)), line(""), line("")]
        good = one.state == "running"
        state = Piece(
            words.text(SERVICE_STATES.get(one.state, one.state)), Style.GOOD if good else Style.FAINT
        )
        if one.error and one.state != "not here":
            state = Piece(state.text, Style.URGENT)
        told = words.error(one.error)
        if one.details.get("elsewhere"):
            told = words.text("another process listens")
        yield [line("  ", part_name(one.name, words)), line(state), line(told)]


def _as_json(one: Service) -> dict[str, object]:
    host, number, *_ = (*one.holder.split(":"), "", "")
    return {
        "process": one.holder,
        "host": host,
        "pid": int(number) if number.isdigit() else None,
        "face": one.details.get("face", ""),
        "name": one.name,
        "state": one.state,
        "alive": one.alive,
        "since": one.since.isoformat(timespec="seconds"),
        "heartbeat": one.heartbeat.isoformat(timespec="seconds"),
        "error": one.error or None,
    }
