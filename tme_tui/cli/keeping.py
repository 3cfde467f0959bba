"""`tme backup`, `restore` and `doctor`: copies of the base, and its health.

They work below the engine, since they have to work when the base cannot be opened as usual.
"""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path

import click

from tme_tui.cli.command import command
from tme_tui.cli.exit_codes import FAILED
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.i18n import message
from tme_tui.model.moment import zone_named
from tme_tui.settings import config_file, find_places
from tme_tui.store.address import parse_address
from tme_tui.store.backup import backup_to, backups_in, stem_of
from tme_tui.store.connections import Store
from tme_tui.store.doctor import examine, repair
from tme_tui.store.findings import Finding, Level
from tme_tui.store.opening import open_store
from tme_tui.store.restore import restore

_STYLES = {Level.GOOD: Style.GOOD, Level.ODD: Style.SOON, Level.BAD: Style.LATE}


@command(
    "backup",
    details=message(
        "The copy is whole and sound, also while others write, and is a base of its own. "
        "Without a name it goes to the folder of automatic copies."
    ),
    examples=("tme backup", "tme backup /mnt/stick/tasks.sqlite3"),
)
@click.argument("file", required=False, metavar="[FILE]")
@json_option
@click.pass_obj
def backup_command(session: Session, file: str | None, as_json: bool) -> None:
    """Copy the base."""
    store = _open(session)
    try:
        target = _usual_target(session, store) if file is None else _path(session, file)
        made = backup_to(store, target)
    finally:
        store.close()
    if as_json:
        session.out.document({"file": str(made), "bytes": made.stat().st_size})
    else:
        session.out.say(session.words.text("Copied the base to {file}", file=made))


@command(
    "restore",
    details=message(
        "The copy is checked first; then it takes the place of the base in one move, and the old base is "
        "kept beside it. Without a file, it lists the copies there are."
    ),
    examples=("tme restore", "tme restore ~/backups/tme-2026-11-20.sqlite3"),
)
@click.argument("file", required=False, metavar="[FILE]")
@json_option
@click.pass_obj
def restore_command(session: Session, file: str | None, as_json: bool) -> None:
    """Put a copy in the place of the base."""
    if file is None:
        _list_copies(session, as_json=as_json)
        return
    now = session.now.astimezone(zone_named(session.zone))
    source = _path(session, file)
    kept = restore(source, session.settings.database.url, now=now, keep_in=session.settings.places.backups)
    if as_json:
        session.out.document({"restored": str(source), "kept": None if kept is None else str(kept)})
        return
    session.out.say(session.words.text("Restored the base from {file}", file=source))
    if kept is not None:
        session.out.say("  ", session.words.text("what was there before is kept in {file}", file=kept))


def _usual_target(session: Session, store: Store) -> Path:
    """Today's copy; when there is one already, a name that tells the time too."""
    now = session.now.astimezone(zone_named(session.zone))
    folder = session.settings.places.backups
    name = f"{stem_of(store)}-{now:%Y-%m-%d}"
    timed = f"{stem_of(store)}-{now:%Y-%m-%dT%H-%M-%S}"
    names = chain((name, timed), (f"{timed}-{number}" for number in count(2)))
    return next(target for each in names if not (target := folder / f"{each}.sqlite3").exists())


def _list_copies(session: Session, *, as_json: bool) -> None:
    folder = session.settings.places.backups
    path = parse_address(session.settings.database.url).path
    known = backups_in(folder, path.stem) if path is not None else []
    found = sorted({*folder.glob("*.sqlite3"), *(copy.path for copy in known)}) if folder.is_dir() else []
    if as_json:
        session.out.documents({"file": str(copy), "bytes": copy.stat().st_size} for copy in found)
        return
    for copy in found:
        session.out.say(str(copy))
    if not found:
        session.complain(session.words.text("there are no copies in {folder} yet", folder=folder))


@command(
    "doctor",
    details=message(
        "It looks at the base, the search index, the counts, the clock and zones, and who may read the "
        "files. What it can put right without touching what you wrote, it does with --fix. "
        "It fails when something is bad."
    ),
    examples=("tme doctor", "tme doctor --fix"),
)
@click.option("--fix", is_flag=True, help=message("Put right what can be."))
@json_option
@click.pass_obj
def doctor_command(session: Session, fix: bool, as_json: bool) -> None:
    """Examine the base and what is around it."""
    settings = session.settings
    file = config_file(session.around.environment, find_places(session.around.environment))
    store = _open(session)
    try:
        found = examine(
            store,
            now=session.now,
            home=settings.user.zone,
            backups=settings.places.backups,
            private=[file, file.with_name(".env")],
        )
        mended = repair(store, found, home=settings.user.zone) if fix else []
    finally:
        store.close()
    if any(finding.level is Level.BAD and finding not in mended for finding in found):
        session.exit_code = FAILED
    if as_json:
        session.out.documents(_as_json(finding, finding in mended) for finding in found)
        return
    rows = [_row(session, finding, finding in mended) for finding in found]
    print_table(session.out, [Column("", rigid=True), Column("", rigid=True), Column("")], rows, whole=True)


def _row(session: Session, finding: Finding, mended: bool) -> list[tuple[Piece, ...]]:
    words = session.words
    level = {
        Level.GOOD: words.text("good"),
        Level.ODD: words.text("odd"),
        Level.BAD: words.text("bad"),
    }[finding.level]
    said = finding.detail
    if mended:
        said += " — " + words.text("put right")
    elif finding.remedy:
        said += f" — {finding.remedy}"
    return [line(Piece(level, _STYLES[finding.level])), line(finding.what), line(said)]


def _as_json(finding: Finding, mended: bool) -> dict[str, object]:
    return {
        "level": finding.level.value,
        "what": finding.what,
        "detail": finding.detail,
        "remedy": finding.remedy or None,
        "mendable": finding.mend is not None,
        "mended": mended,
    }


def _open(session: Session) -> Store:
    return open_store(session.settings.database.url, backups=session.settings.places.backups)


def _path(session: Session, text: str) -> Path:
    """A file as it was typed; `~` is the home folder of these surroundings."""
    if text == "~" or text.startswith("~/"):
        return Path(session.around.environment.get("HOME", "~")) / text[2:]
    return Path(text)
