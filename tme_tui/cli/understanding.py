"""What a line was taken to mean, said when it has been acted upon: nobody has to guess what was saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tme_tui.cli.session import Session

if TYPE_CHECKING:
    from tme_tui.model.draft import Draft

_TEXT = frozenset({"title", "literal"})


def understood(session: Session, draft: Draft) -> Iterator[str]:
    """The pieces that were more than text, and what the line could mean as well."""
    said = _sentences(draft)
    if said and not draft.chain:
        yield " · ".join(said)
    others = {
        " · ".join(sentence for sentence in _sentences(other) if sentence not in said): None
        for other in draft.alternatives
    }
    for reading in filter(None, others):
        yield session.words.text("it could also mean: {reading}", reading=reading)


def _sentences(draft: Draft) -> list[str]:
    return list(dict.fromkeys(span.sentence for span in draft.spans if span.kind.value not in _TEXT))
