"""The Bot API's HTML, read as strictly as its server does: what is not understood is refused at a byte."""

from __future__ import annotations

import re
from typing import Any

_TAGS = frozenset(
    {"a", "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "span"}
    | {"tg-spoiler", "tg-emoji", "blockquote"}
)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(rb"&(?:#(\d+)|#x([0-9a-fA-F]+)|([a-zA-Z]+));?")
_TAG_END = re.compile(rb"[\s>]")


class CannotParse(Exception):
    """Why, in the server's words."""


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The text without tags, and its entities with offsets in UTF-16 units."""
    text, plain, open_tags, entities = source.encode(), bytearray(), [], []
    at = 0
    while at < len(text):
        if text[at : at + 1] == b"&":
            entity = _ENTITY.match(text, at)
            known = _decoded(entity) if entity else None
            plain += known.encode() if known else b"&"
            at = entity.end() if entity and known else at + 1
        elif text[at : at + 1] != b"<":
            plain += text[at : at + 1]
            at += 1
        elif text[at + 1 : at + 2] != b"/":
            name, at = _start_tag(text, at)
            open_tags.append((name, _units(plain)))
        else:
            begin, after = at, _TAG_END.search(text, at)
            if not open_tags:
                raise CannotParse(f"Unexpected end tag at byte offset {begin}")
            if after is None or text.find(b">", after.start()) < 0:
                raise CannotParse(f"Unclosed end tag at byte offset {begin}")
            found = text[begin + 2 : after.start()].decode("utf-8", "replace").lower()
            name, start = open_tags.pop()
            if found not in ("", name):
                raise CannotParse(
                    f'Unmatched end tag at byte offset {begin}, expected "</{name}>", found "</{found}>"'
                )
            entities.append({"type": name, "offset": start, "length": _units(plain) - start})
            at = text.find(b">", after.start()) + 1
    if open_tags:
        raise CannotParse(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return plain.decode(), entities


def _start_tag(text: bytes, begin: int) -> tuple[str, int]:
    after = _TAG_END.search(text, begin)
    if after is None:
        raise CannotParse(f"Unclosed start tag at byte offset {begin}")
    name = text[begin + 1 : after.start()].decode("utf-8", "replace").lower()
    if name not in _TAGS:
        raise CannotParse(f'Unsupported start tag "{name}" at byte offset {begin}')
    end = text.find(b">", after.start())
    if end < 0:
        raise CannotParse(f"Unclosed start tag at byte offset {begin}")
    return name, end + 1


def _decoded(entity: re.Match[bytes]) -> str | None:
    decimal, hexadecimal, name = entity.groups()
    if name:
        return _NAMED.get(name.decode())
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if 0 < number < 0x10FFFF and not 0xD800 <= number < 0xE000 else None


def _units(plain: bytearray) -> int:
    return len(plain.decode("utf-8", "ignore").encode("utf-16-le")) // 2
