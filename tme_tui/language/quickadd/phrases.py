"""Which readers may begin at which word, so that most words of a title cost one look into a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tme_tui.language.dates import days
from tme_tui.language.dates.durations import read_amount
from tme_tui.language.dates.moments import read_when
from tme_tui.language.dates.ranges import read_day_range, read_time_range
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Tokens, ends_word
from tme_tui.language.dates.words import (
    DAY_OF_MONTH,
    EDGES,
    MIDNIGHT,
    NOON,
    PARTS_OF_DAY,
    PERIODS,
    PLURAL_WEEKDAYS,
    cardinals,
    months,
    ordinals,
    units,
    weekdays,
    word_set,
)
from tme_tui.language.quickadd.blocks import read_span_of_moments
from tme_tui.language.quickadd.pieces import Deadline, Length, Payload
from tme_tui.language.quickadd.reminders import read_reminding
from tme_tui.language.recurring import words as recurring_words
from tme_tui.language.recurring.limits import read_limit
from tme_tui.language.recurring.phrases import read_repeat

PhraseReader = Callable[[Tokens, int, Reference], "tuple[Payload, int] | None"]


def _times(tokens: Tokens, i: int, ref: Reference) -> tuple[Payload, int] | None:
    return read_time_range(tokens, i, ref.parts)


def _when(tokens: Tokens, i: int, ref: Reference) -> tuple[Payload, int] | None:
    return read_when(tokens, i, ref)


def _length(tokens: Tokens, i: int, ref: Reference) -> tuple[Payload, int] | None:
    """`полчаса`, `полтора часа`, which are lengths without any preposition."""
    found = read_amount(tokens, i)
    if found is None or not found[0].on_the_clock or tokens[found[1]].text in ("назад", "спустя", "до"):
        return None
    return Length(found[0].as_timedelta()), found[1]


def _no_date(tokens: Tokens, i: int, ref: Reference) -> tuple[Payload, int] | None:
    """`no date`, `без срока`: the due date goes away."""
    j = i + 2 if tokens[i + 1].text == "due" else i + 1
    if tokens[j].text in ("date", "срока", "даты") and ends_word(tokens, j + 1):
        return Deadline(None), j + 1
    return None


_TIME_STARTERS = word_set(
    "at в во на с in this noon midday midnight полдень полночь half quarter a без половина половине половину "
    "четверть пол после"
)

_TIMED: tuple[PhraseReader, ...] = (_times, _when)
_DASHED: tuple[PhraseReader, ...] = (_times, read_day_range, _when)
_RANGED: tuple[PhraseReader, ...] = (read_day_range, _when)
_COUNTED: tuple[PhraseReader, ...] = (read_limit, _when)
_DATED: tuple[PhraseReader, ...] = (_when,)
_REPEATED: tuple[PhraseReader, ...] = (read_repeat, _when)
_BY_FOLLOWER = {
    **dict.fromkeys((".", "/"), _DASHED),
    **dict.fromkeys((":", "am", "pm", "a", "p", "утра", "дня", "вечера", "ночи", "ч", "o", "at"), _TIMED),
    **dict.fromkeys(("час", "часа", "часов", "часам", "in", "to", "до"), _TIMED),
    **dict.fromkeys(("-", "–", "—", "‑", "−"), _DASHED),
    **dict.fromkeys(("раз", "раза", "times"), _COUNTED),
}


def number_readers(tokens: Tokens, i: int, *, repeats: bool) -> tuple[PhraseReader, ...]:
    """What may begin with the digits at token `i`; `repeats` tells whether the line says `every` at all."""
    following = tokens[i + 1]
    if following.text in ("a", "p") and tokens[i + 2].text != ".":
        return ()  # not `5 a.m.`
    readers = _BY_FOLLOWER.get(following.text)
    if readers is None and following.text in months():
        readers = _RANGED
    if readers is None:
        if following.spaced and following.text not in after_numbers():
            return ()
        return _REPEATED if repeats else _DATED
    return (read_repeat, *readers) if repeats else readers


@cache
def after_numbers() -> frozenset[str]:
    """What may follow a number and a space in a phrase that begins with the number."""
    return (
        frozenset(months())
        | set(units())
        | set(PARTS_OF_DAY)
        | DAY_OF_MONTH
        | recurring_words.EVERY
        | word_set(
            "am pm a p часов часам oclock o in at past to of раз раза times и and с минут минуты - – — & /"
        )
    )


_SIMPLE_PREPOSITIONS = word_set("в во на к ко до с со по")


@cache
def before_phrases() -> frozenset[str]:
    """Prepositions that begin a phrase only together with a number or a word of dates after them."""
    return _SIMPLE_PREPOSITIONS | word_set("at on in by until till to from for the this")


@cache
def after_prepositions() -> frozenset[str]:
    """Words of dates, and what may stand between them and a preposition."""
    words = set(phrase_readers()) - _SIMPLE_PREPOSITIONS
    words |= (
        set(ordinals()) | set(units()) | set(PERIODS) | set(recurring_words.PARTS) | recurring_words.WORKING
    )
    words |= recurring_words.WORKDAY_WORDS | recurring_words.WEEKEND_WORDS | set(weekdays()) | set(EDGES)
    words |= word_set("течение утрам вечерам ночам полудня полудню полуночи полдня полгода получаса")
    return frozenset(words)


PLUS_READERS: tuple[PhraseReader, ...] = (_when,)
"""What may begin with a plus: `+3d`."""


@cache
def repeating_phrase_readers() -> dict[str, tuple[PhraseReader, ...]]:
    """The same for a line with a recurrence, which two moments bound instead of making one event."""
    return {
        word: tuple(reader for reader in readers if reader is not read_span_of_moments)
        for word, readers in phrase_readers().items()
    }


@cache
def words_of_repeating() -> frozenset[str]:
    """Words that only a recurrence has."""
    return (
        recurring_words.EVERY
        | set(recurring_words.FREQUENCIES)
        | recurring_words.WORKDAY_WORDS
        | recurring_words.WEEKDAY_WORDS
        | PLURAL_WEEKDAYS
    )


@cache
def phrase_readers() -> dict[str, tuple[PhraseReader, ...]]:
    """For each word that may begin a phrase, its readers."""
    half_hours = {"пол" + form for form, value in ordinals().items() if form.endswith("го") and value > 0}
    when_words = days.first_words() | _TIME_STARTERS | set(PARTS_OF_DAY) | set(cardinals()) | half_hours
    groups: tuple[tuple[PhraseReader, frozenset[str] | set[str]], ...] = (
        (read_repeat, recurring_words.starters()),
        (_times, word_set("с со from between at в во") | NOON | MIDNIGHT),
        (read_day_range, word_set("с со from between") | set(months()) | set(weekdays())),
        (read_span_of_moments, word_set("с со from")),
        (
            read_limit,
            word_set(
                "until till до ending through by before к ко due starting since from с со начиная "
                "x х × for to на в within no not не"
            ),
        ),
        (read_reminding, word_set("remind напомни напомнить напомните напоминание reminder за")),
        (_length, word_set("полчаса полтора полторы")),
        (_no_date, frozenset({"no", "без"})),
        (_when, when_words),
    )
    table: dict[str, list[PhraseReader]] = {}
    for reader, words in groups:
        for word in words:
            table.setdefault(word, []).append(reader)
    return {word: tuple(readers) for word, readers in table.items()}
