"""The place where a page ended, as text that a caller keeps and gives back, whatever process it is in."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import NamedTuple

from tme_tui.model.errors import InvalidValue
from tme_tui.model.query import Sort, SortKey
from tme_tui.store.query.order import Value

_TEXTS = frozenset({SortKey.TITLE, SortKey.CATEGORY})
_LIMIT = 200_000


class Cursor(NamedTuple):
    """After the row with these values of the order's keys; `seen` rows lie before."""

    order: tuple[Sort, ...]
    values: tuple[Value, ...]
    seen: int

    def token(self) -> str:
        content = [_signature(self.order), self.seen, *self.values]
        packed = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")

    @classmethod
    def read(cls, token: str, order: Sequence[Sort]) -> Cursor:
        """What `token()` wrote for this order; anything else is an InvalidValue."""
        wrong = InvalidValue("this page marker does not belong to this list: begin again", field="after")
        if len(token) > _LIMIT:
            raise wrong
        try:
            content = json.loads(base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4)))
        except (ValueError, binascii.Error, RecursionError):
            raise wrong from None
        if not isinstance(content, list) or len(content) != len(order) + 2:
            raise wrong
        signature, seen, *values = content
        fits = all(_fits(sort.key, value) for sort, value in zip(order, values, strict=True))
        if signature != _signature(order) or not _is_number(seen, whole=True) or not fits:
            raise wrong
        return cls(tuple(order), tuple(values), seen)


def _signature(order: Sequence[Sort]) -> str:
    return ",".join(("-" if sort.reverse else "") + sort.key.value for sort in order)


def _fits(key: SortKey, value: object) -> bool:
    if key in _TEXTS:
        return value is None or isinstance(value, str)
    if key is SortKey.ID:
        return _is_number(value, whole=True)
    return value is None or _is_number(value, whole=key not in (SortKey.URGENCY, SortKey.POSITION))


def _is_number(value: object, *, whole: bool) -> bool:
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        return False
    return abs(value) < 2**62
