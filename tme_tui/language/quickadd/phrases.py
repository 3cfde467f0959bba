"""Which readers may begin at which word, so that most words of a title cost one look into a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tme_tui.language.dates import days
from tme_tui.language.dates.durations import read_amount
from tme_tui.language.dates.moments import read_when
from tme_tui.language.dates.ranges import read_day_range, read_time_range
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Tokens
from tme_tui.language.dates.words import PARTS_OF_DAY, cardinals, months, ordinals, word_set
from tme_tui.language.quickadd.pieces import Length, Payload
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


_TIME_STARTERS = word_set(
    "at в во на in this noon midday midnight полдень полночь half quarter a без половина половине четверть "
    "пол"
)

NUMBER_READERS: tuple[PhraseReader, ...] = (read_repeat, _times, read_day_range, read_limit, _when)
"""What may begin with digits; of equally long readings the first counts."""

PLUS_READERS: tuple[PhraseReader, ...] = (_when,)
"""What may begin with a plus: `+3d`."""


@cache
def phrase_readers() -> dict[str, tuple[PhraseReader, ...]]:
    """For each word that may begin a phrase, its readers."""
    half_hours = {"пол" + form for form, value in ordinals().items() if form.endswith("го") and value > 0}
    when_words = days.first_words() | _TIME_STARTERS | set(PARTS_OF_DAY) | set(cardinals()) | half_hours
    groups: tuple[tuple[PhraseReader, frozenset[str] | set[str]], ...] = (
        (read_repeat, recurring_words.starters()),
        (_times, word_set("с со from between at в во")),
        (read_day_range, word_set("с со from between") | set(months())),
        (
            read_limit,
            word_set(
                "until till до ending through by к ко due starting since from с со начиная x х × for на в"
            ),
        ),
        (read_reminding, word_set("remind напомни напомнить напомните напоминание reminder за")),
        (_length, word_set("полчаса полтора полторы")),
        (_when, when_words),
    )
    table: dict[str, list[PhraseReader]] = {}
    for reader, words in groups:
        for word in words:
            table.setdefault(word, []).append(reader)
    return {word: tuple(readers) for word, readers in table.items()}
