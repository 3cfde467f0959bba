"""Where a base is: a file on this machine, or a database on a server.

An address is a plain path, `sqlite:///path`, or any of the ways people write a PostgreSQL address; messages
use `name`, which never holds a password.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from tme_tui.model.errors import InvalidValue

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

Dialect = Literal["sqlite", "postgresql"]

_DRIVER = "postgresql+psycopg"
_POSTGRESQL = frozenset({"postgres", "postgresql", _DRIVER})
_PLAIN = "sqlite:///"
"""The beginning of an address that is a path, and needs no library to be read."""
_SQLITE = frozenset({"sqlite", "sqlite+pysqlite"})


class Address(NamedTuple):
    """One base: `path` for a file, `url` for a server; never both.

    A named tuple, like every value on the way to an open base: a dataclass takes ten times as long to define.
    """

    dialect: Dialect
    name: str
    """What messages call it."""
    path: Path | None = None
    url: URL | None = None


def parse_address(text: str) -> Address:
    """The base that `text` points to; InvalidValue when it points to none."""
    if "://" not in text:
        return _file(text)
    if text.startswith(_PLAIN) and "?" not in text:
        return _file(text.removeprefix(_PLAIN))
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise _wrong("it is neither a path nor an address of a database") from None
    if url.drivername in _SQLITE:
        if url.host or url.query:
            raise _wrong("an SQLite base is written sqlite:///path, with nothing after the path")
        return _file(url.database or "")
    if url.drivername in _POSTGRESQL:
        return _server(url)
    raise _wrong(f"{url.drivername} is not supported; use sqlite or postgresql")


def _file(text: str) -> Address:
    if text in {"", ":memory:"}:
        raise _wrong("it names no file")
    if "\0" in text:
        raise _wrong("a path holds no NUL characters")
    path = Path(os.path.realpath(os.path.expanduser(text)))
    return Address("sqlite", str(path), path=path)


def _server(url: URL) -> Address:
    if not url.database:
        raise _wrong("it names no database: postgresql://user@host/database")
    host = url.host or url.query.get("host") or "this machine"
    return Address("postgresql", f"{url.database} on {host}", url=url.set(drivername=_DRIVER))


def _wrong(reason: str) -> InvalidValue:
    return InvalidValue(f"the address of the base is wrong: {reason}", field="database")
