"""What each setting is for, read from the page that documents them, so that it is said in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ROW = re.compile(r"^\| `([a-z_.]+)` \| (.*?) \| (.*) \|$", re.MULTILINE)
_LINK = re.compile(r"\[([^]]+)\]\([^)]+\)")


def explanations(page: str) -> Mapping[str, str]:
    """By key, the sentence that docs/settings.md has about it, without its marks."""
    return {key: _LINK.sub(r"\1", said).replace("`", "") for key, _, said in _ROW.findall(page)}
