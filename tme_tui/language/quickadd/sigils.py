"""Marks at the beginning of a word, each dialect's own: `+Home`, `#shop`, `@anna`, `!2`, `^12`, `~45m`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from tme_tui.language.context import Dialect
from tme_tui.language.dates.durations import read_length
from tme_tui.language.dates.tokens import Sort, ends_word, number_at
from tme_tui.language.quickadd.line import QUOTES, Line
from tme_tui.language.quickadd.pieces import Length, Mention, Piece, Setting
from tme_tui.language.quickadd.values import PRIORITY_WORDS
from tme_tui.model.draft import SpanKind
from tme_tui.model.ids import TaskId
from tme_tui.model.text import clean_line

_Reader = Callable[[Line, int], "Piece | None"]
_MOST_PRIORITY = 4


@cache
def sigils(dialect: Dialect) -> dict[str, _Reader]:
    """What each mark begins in a dialect."""
    common: dict[str, _Reader] = {"^": _parent, "~": _estimate}
    if dialect is Dialect.TME:
        return common | {
            "+": _category,
            "#": _tag,
            "-": _removed_hash_tag,
            "@": _mention,
            "!": _priority,
            "!!": _loudness,
            "!!!": _loudness,
            "(": _letter,
            "p": _p_number,
        }
    if dialect is Dialect.TODOIST:
        return common | {"#": _category, "@": _tag, "+": _mention, "p": _p_number, "-": _removed_at_tag}
    if dialect is Dialect.TASKWARRIOR:
        return common | {"+": _tag, "-": _removed_tag}
    if dialect is Dialect.TODOTXT:
        return common | {"+": _category, "@": _mention, "(": _letter}
    return {}


def _named(line: Line, i: int) -> tuple[str, int] | None:
    """The name right after the mark at token `i`; it does not begin with a digit or another mark."""
    first = line.tokens[i + 1]
    if first.spaced or not (first.sort is Sort.WORD or first.text in QUOTES or not first.text.isascii()):
        return None
    found = line.name(i + 1)
    if found is None or not ends_word(line.tokens, found[1]):
        return None
    name = clean_line(found[0])
    return (name, found[1]) if name else None


def _category(line: Line, i: int) -> Piece | None:
    found = _named(line, i)
    return Piece(i, found[1], Setting(SpanKind.CATEGORY, "category", found[0])) if found is not None else None


def _tag(line: Line, i: int) -> Piece | None:
    first = line.tokens[i + 1]
    digits = first.sort is Sort.NUMBER and not first.spaced and line.tokens[i].text == "#"
    found = line.name(i + 1) if digits else _named(line, i)
    if found is None or not ends_word(line.tokens, found[1]):
        return None
    return Piece(i, found[1], Setting(SpanKind.TAG, "add_tags", (found[0],)))


def _removed_hash_tag(line: Line, i: int) -> Piece | None:
    return _removed(line, i, "#")


def _removed_at_tag(line: Line, i: int) -> Piece | None:
    return _removed(line, i, "@")


def _removed_tag(line: Line, i: int) -> Piece | None:
    return _removed(line, i, "")


def _removed(line: Line, i: int, mark: str) -> Piece | None:
    """A tag to take away: a minus before the tag's own mark."""
    j = i
    if mark:
        j = i + 1
        if line.tokens[j].text != mark or line.tokens[j].spaced:
            return None
    inner = _tag(line, j) if mark == "#" else _removed_name(line, j)
    if inner is None or not isinstance(inner.value, Setting):
        return None
    return Piece(i, inner.last, Setting(SpanKind.TAG, "remove_tags", inner.value.value))


def _removed_name(line: Line, i: int) -> Piece | None:
    found = _named(line, i)
    return Piece(i, found[1], Setting(SpanKind.TAG, "", (found[0],))) if found is not None else None


def _mention(line: Line, i: int) -> Piece | None:
    found = _named(line, i)
    return Piece(i, found[1], Mention(found[0])) if found is not None else None


def read_accompanied(line: Line, i: int) -> Piece | None:
    """`with @anna`, `с @аня`: somebody who takes part; `for @anna` is who does it."""
    j = i + 1
    if line.tokens[j].text != "@" or not line.tokens[j].spaced:
        return None
    found = _mention(line, j)
    if found is None or not isinstance(found.value, Mention):
        return None
    together = line.tokens[i].text in ("with", "с", "со")
    return Piece(i, found.last, Mention(found.value.name, together))


def read_more_company(line: Line, i: int, before: Piece) -> Piece | None:
    """`, @boris and @zoe` after `with @anna`: whoever is listed takes part as well."""
    if not isinstance(before.value, Mention) or not before.value.together:
        return None
    tokens, j = line.tokens, i
    if tokens[j].text == ",":
        j += 1
    if tokens[j].text in ("and", "и", "&"):
        j += 1
    if j == i or tokens[j].text != "@" or not tokens[j].spaced:
        return None
    found = _mention(line, j)
    if found is None or not isinstance(found.value, Mention):
        return None
    return Piece(i, found.last, Mention(found.value.name, together=True))


def _set_priority(i: int, end: int, level: int) -> Piece:
    return Piece(i, end, Setting(SpanKind.PRIORITY, "priority", level))


def _priority(line: Line, i: int) -> Piece | None:
    """`!1` to `!4`, `!важно`."""
    token = line.tokens[i + 1]
    if token.spaced or not ends_word(line.tokens, i + 2):
        return None
    level = number_at(line.tokens, i + 1)
    if level is None:
        level = PRIORITY_WORDS.get(token.text) if len(token.text) > 1 else None
    return _set_priority(i, i + 2, level) if level is not None and 1 <= level <= _MOST_PRIORITY else None


def _loudness(line: Line, i: int) -> Piece | None:
    """`!!!` and `!!` by themselves."""
    if not line.tokens[i].spaced or not line.tokens[i + 1].spaced:
        return None
    return _set_priority(i, i + 1, 4 - len(line.tokens[i].text))


def _p_number(line: Line, i: int) -> Piece | None:
    level = number_at(line.tokens, i + 1)
    if level is None or line.tokens[i + 1].spaced or not ends_word(line.tokens, i + 2):
        return None
    return _set_priority(i, i + 2, level) if 1 <= level <= _MOST_PRIORITY else None


def _letter(line: Line, i: int) -> Piece | None:
    """`(A)` at the very beginning."""
    tokens = line.tokens
    if i != 0 or tokens[1].text not in ("a", "b", "c", "d") or tokens[2].text != ")":
        return None
    if tokens[1].spaced or tokens[2].spaced or not tokens[3].spaced:
        return None
    return _set_priority(0, 3, ord(tokens[1].text) - ord("a") + 1)


def _parent(line: Line, i: int) -> Piece | None:
    number = number_at(line.tokens, i + 1)
    if not number or line.tokens[i + 1].spaced or not ends_word(line.tokens, i + 2):
        return None
    return Piece(i, i + 2, Setting(SpanKind.PARENT, "parent", TaskId(number)))


def _estimate(line: Line, i: int) -> Piece | None:
    if line.tokens[i + 1].spaced:
        return None
    found = read_length(line.tokens, i + 1)
    if found is None:
        return None
    span = found[0].as_timedelta()
    return Piece(i, found[1], Length(span)) if span > timedelta(0) else None
