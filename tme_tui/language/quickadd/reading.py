"""One reading of a line while it is put together: fields, spans and notices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tme_tui.language.dates.moments import Remark, When, settle
from tme_tui.language.dates.reference import Reference
from tme_tui.language.quickadd.line import Line
from tme_tui.language.quickadd.pieces import Piece
from tme_tui.language.quickadd.sentences import Voice
from tme_tui.model.draft import Fields, Span, SpanKind
from tme_tui.model.moment import Moment
from tme_tui.model.text import fold

FOR_RULE = frozenset({"missed", "shift"})
"""Said about a recurrence that the line does not have."""

_ENOUGH = 10
"""So many pieces left in the title are worth a notice."""


class Reading:
    """Collects what the pieces of a line come to."""

    __slots__ = (
        "_lists",
        "adding",
        "hidden",
        "line",
        "literal",
        "notes",
        "notices",
        "ref",
        "spans",
        "superseded",
        "used",
        "values",
        "voice",
    )

    def __init__(self, line: Line, ref: Reference, *, adding: bool) -> None:
        self.line = line
        self.ref = ref
        self.adding = adding
        self.voice = Voice(ref)
        self.values: dict[str, object] = {}
        self._lists: dict[str, dict[object, object]] = {}
        self.spans: list[Span] = []
        self.notes: list[str] = []
        self.notices: list[str] = []
        self.used: list[tuple[int, int]] = []
        """Ranges of tokens that are not part of the title."""
        self.hidden: set[int] = set()
        """Tokens that only mark what follows as text."""
        self.literal: list[tuple[int, int]] = []
        """Ranges of tokens that are text on purpose."""
        self.superseded: list[Piece] = []
        """Pieces that a later one of the same meaning made text again."""

    def take(self, piece: Piece, kind: SpanKind, value: object, sentence: str) -> None:
        """Count a piece as understood."""
        self.span(piece.first, piece.last, kind, value, sentence)
        self.used.append((piece.first, piece.last))

    def span(self, first: int, last: int, kind: SpanKind, value: object, sentence: str) -> None:
        """Say what tokens `first` up to `last` are."""
        tokens = self.line.tokens
        self.spans.append(Span(tokens[first].start, tokens[last - 1].end, kind, value, sentence))

    def take_split(
        self,
        piece: Piece,
        split: int,
        kinds: tuple[SpanKind, SpanKind],
        values: tuple[object, object],
        sentences: tuple[str, str],
    ) -> None:
        """Count a piece as understood, its two halves meaning different things."""
        self.span(piece.first, split, kinds[0], values[0], sentences[0])
        self.span(split, piece.last, kinds[1], values[1], sentences[1])
        self.used.append((piece.first, piece.last))

    def add(self, field: str, items: Iterable[object]) -> None:
        """Add to a field of several values, each once; of texts, whatever their case."""
        known = self._lists.setdefault(field, {})
        for item in items:
            known.setdefault(fold(item) if isinstance(item, str) else item, item)

    def fields(self) -> Fields:
        """What the line asks for."""
        values: dict[str, Any] = {name: value for name, value in self.values.items() if name not in FOR_RULE}
        values.update({name: tuple(items.values()) for name, items in self._lists.items()})
        if self.notes:
            values["notes"] = "\n".join(self.notes)
        return Fields(**values)

    def settled(self, said: object) -> Moment | None:
        """The moment that a phrase after a key comes to, with what there is to remark about it."""
        found = settle(said, self.ref) if isinstance(said, When) else None
        if found is None:
            return None
        moment, remark = found
        self.remark(moment, remark)
        return moment

    def remark(self, moment: Moment, remark: Remark | None) -> None:
        """Say before saving what is surprising about a moment."""
        if remark is not None:
            shown = str(moment.local)[11:16] if remark is Remark.TOMORROW else self.voice.moment(moment)
            self.notices.append(self.voice.say(remark.value, shown))

    def supersede(self, piece: Piece) -> None:
        """Leave a piece in the title, because a later one of the same meaning counts."""
        self.superseded.append(piece)
        if len(self.superseded) > _ENOUGH:
            return
        self.notices.append(self.voice.say("superseded", self.line.slice(piece.first, piece.last)))
