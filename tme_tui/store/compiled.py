"""Statements are put into words of SQLite once in a process, not once for each base that it opens.

SQLAlchemy keeps what it compiled with the engine and by the dialect; a process that opens bases one after the
other, such as one that answers commands, would compile everything again each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.util import LRUCache

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect, Engine

_AT_MOST = 500
_compiled: LRUCache[Any, Any] = LRUCache(_AT_MOST)
_shared: dict[str, Dialect] = {}
"""The dialect by its name: bases in files have no differences that a dialect would know of."""


def share_compiled(engine: Engine) -> None:
    """Let an engine over an SQLite base use what others of this process compiled, and add to it."""
    known = _shared.get(engine.dialect.name)
    if known is not None and known.server_version_info is not None:
        engine.dialect = known
    else:  # a dialect learns of its SQLite when its engine connects, which the last one may never have done
        _shared[engine.dialect.name] = engine.dialect
    engine.update_execution_options(compiled_cache=_compiled)
