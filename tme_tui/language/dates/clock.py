"""Times of day: `18:00`, `5pm`, `в 9 утра`, `half past five`, `без четверти 6`, `noon`, `вечером`.

A bare hour needs a preposition (`at 5`, `в 17`). Without a word for the part of the day, one to seven are
read as afternoon, since few plans are for five in the morning; `Clock.vague` says that the other half of the
day was possible. After a preposition `9.30` is a time; elsewhere a point separates day and month.
"""

from __future__ import annotations

from tme_tui.language.context import DayParts
from tme_tui.language.dates.clock_figures import After, read_clock_figures
from tme_tui.language.dates.clock_words import read_clock_words
from tme_tui.language.dates.hours import Clock, at_part, in_named_part
from tme_tui.language.dates.tokens import Sort, Token, Tokens, ends_word
from tme_tui.language.dates.words import ADVERB_PARTS, MIDNIGHT, NOON, PARTS_OF_DAY, word_set

_AT = frozenset({"at", "в", "во"})
_LUNCH = frozenset({"обед", "обеда", "обеду"})
_LUNCH_TIME = Clock(13 * 60)
_OTHER_PREPOSITIONS = word_set("к ко до с со by until till from to по")


def read_clock(
    tokens: Tokens, i: int, parts: DayParts, *, bare_hours: bool = False
) -> tuple[Clock, int] | None:
    """The longest time of day at token `i`, with its preposition; `bare_hours` accepts an hour alone."""
    found = _read_phrase(tokens, i, parts, bare_hours=bare_hours)
    if found is None or not ends_word(tokens, found[1]):
        return None
    clock, end = found
    if clock.part and not clock.needs_anchor:
        exact = read_hour_in_part(tokens, end, clock.part)
        if exact is not None:
            return exact
    elif not clock.part and tokens[end].text in ADVERB_PARTS and ends_word(tokens, end + 1):
        if clock.vague or clock.minutes < 720:
            part = PARTS_OF_DAY[tokens[end].text]
            clock = in_named_part(clock, part)
        return clock, end + 1
    return clock, end


def read_open_clock(tokens: Tokens, i: int, parts: DayParts, *, bare: bool) -> tuple[Clock, int] | None:
    """A time that something may follow at once, as in `10-11:30`; no part of the day by its name alone."""
    found = _read_phrase(tokens, i, parts, bare_hours=bare)
    return found if found is not None and not found[0].needs_anchor else None


def _read_phrase(tokens: Tokens, i: int, parts: DayParts, *, bare_hours: bool) -> tuple[Clock, int] | None:
    token = tokens[i]
    if token.sort is Sort.NUMBER:
        return read_clock_figures(tokens, i, After.AT if bare_hours else After.NOTHING)
    word = token.text
    if since_morning(tokens, i):
        return at_part(parts, "morning"), i + 2
    if bare_hours and word in _LUNCH:
        return _LUNCH_TIME, i + 1
    after = _preposition(word)
    if after is not After.NOTHING:
        inner = tokens[i + 1]
        if not inner.spaced:
            return None
        if inner.text == "the":
            return _named(tokens, i + 2, parts, anchored=True)
        if after is not After.FOR and inner.text in _LUNCH:
            return _LUNCH_TIME, i + 2
        named = _named(tokens, i + 1, parts, anchored=True)
        if named is not None:
            return named
        if bare_hours:
            after = After.AT
        if inner.sort is Sort.NUMBER:
            return read_clock_figures(tokens, i + 1, after)
        return read_clock_words(tokens, i + 1, bare=after is After.AT)
    if word == "in" and tokens[i + 1].text == "the":
        return _named(tokens, i + 2, parts, anchored=True)
    if word == "после" and _is_lunch(tokens[i + 1]):
        return at_part(parts, "afternoon"), i + 2
    if word == "this" or word == "этим":
        return _named(tokens, i + 1, parts, anchored=True)
    return _named(tokens, i, parts, anchored=False) or read_clock_words(tokens, i, bare=bare_hours)


def since_morning(tokens: Tokens, i: int) -> bool:
    """`завтра с утра` is in the morning; `с утра до вечера` is another thing."""
    return tokens[i].text == "с" and tokens[i + 1].text == "утра" and tokens[i + 2].text not in ("до", "по")


def _is_lunch(token: Token) -> bool:
    """`после обеда` is the afternoon."""
    return token.text == "обеда" and token.spaced


def _preposition(word: str) -> After:
    if word in _AT:
        return After.AT
    if word in _OTHER_PREPOSITIONS:
        return After.UNTIL
    return After.FOR if word == "на" else After.NOTHING


def _named(tokens: Tokens, i: int, parts: DayParts, *, anchored: bool) -> tuple[Clock, int] | None:
    """Noon, midnight, or a part of the day."""
    word = tokens[i].text
    if word in NOON:
        return Clock(720), i + 1
    if word in MIDNIGHT:
        return Clock(0, part="midnight"), i + 1
    part = PARTS_OF_DAY.get(word)
    if part is None:
        return None
    alone = word in ADVERB_PARTS
    if word in ("дня", "утра", "вечера", "ночи") and not anchored:
        return None
    return at_part(parts, part)._replace(needs_anchor=not (anchored or alone)), i + 1


def read_hour_in_part(tokens: Tokens, i: int, part: str) -> tuple[Clock, int] | None:
    """`вечером в 8`, `morning at 7`: the hour, in that part of the day."""
    if part == "midnight":
        return None
    if tokens[i].text in _AT and tokens[i + 1].spaced:
        i += 1
    elif tokens[i + 1].text != ":":
        return None
    found = (
        read_clock_figures(tokens, i, After.AT)
        if tokens[i].sort is Sort.NUMBER
        else read_clock_words(tokens, i, bare=True)
    )
    if found is None or not ends_word(tokens, found[1]):
        return None
    clock, end = found
    if clock.minutes >= 780 and not clock.vague:
        return clock, end
    return in_named_part(clock, part), end
