"""The last resort for a line: dates in other languages, when a setting allows to ask for them."""

from __future__ import annotations

from functools import cache

from tme_tui.language.dates.last_resort import read_exotic
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.words import DAYS_FROM_TODAY, PARTS_OF_DAY, months, weekdays
from tme_tui.language.quickadd.sentences import Voice
from tme_tui.model.draft import UNSET, Draft, Span, SpanKind
from tme_tui.model.text import clean_line, fold

_MOST_WORDS = 4


@cache
def _known() -> frozenset[str]:
    """Words whose meaning is settled already: `may` and `sat` by themselves are no date."""
    return frozenset({*weekdays(), *months(), *PARTS_OF_DAY, *DAYS_FROM_TODAY})


def with_last_resort(draft: Draft, ref: Reference) -> Draft:
    """The draft with the last words of its title read as a date, if nothing else in it was one."""
    from dataclasses import replace  # slow to import, and this is slow anyway

    fields = draft.fields
    if fields.due is not UNSET or fields.starts is not UNSET or not isinstance(fields.title, str):
        return draft
    titles = [span for span in draft.spans if span.kind is SpanKind.TITLE]
    if not titles:
        return draft
    last = titles[-1]
    text = draft.text[last.start : last.end]
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        phrase = " ".join(words[-count:])
        if (
            len(phrase) < 4
            or any(fold(word) in _known() for word in words[-count:])
            or not fields.title.endswith(clean_line(phrase))
        ):
            continue
        moment = read_exotic(phrase, ref)
        if moment is None:
            continue
        start = last.start + _find(text, count)
        title = clean_line(fields.title.removesuffix(clean_line(phrase)))
        due = Span(start, last.end, SpanKind.DUE, moment, Voice(ref).dated(SpanKind.DUE, moment))
        kept = replace(last, end=last.start + len(text[: start - last.start].rstrip()))
        spans = [span for span in draft.spans if span is not last]
        if kept.end > kept.start:
            spans.append(replace(kept, value=draft.text[kept.start : kept.end]))
        return replace(
            draft,
            fields=replace(fields, title=title, due=moment),
            spans=tuple(sorted([*spans, due], key=lambda span: span.start)),
        )
    return draft


def _find(text: str, count: int) -> int:
    """Where the last `count` words of a text begin."""
    position = len(text)
    for _ in range(count):
        stripped = text[:position].rstrip()
        position = max(stripped.rfind(" "), stripped.rfind("\t")) + 1
    return position
