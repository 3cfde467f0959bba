"""A recurrence in one sentence; the words are chosen by the language modules beside this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tme_tui.model.recurrence.rule import Rule, parse_rule
from tme_tui.model.recurrence.values import Missed, Recurrence

if TYPE_CHECKING:
    from tme_tui.language.describe.outline import Outline
    from tme_tui.model.moment import Moment

    class Voice(Protocol):
        """What a language module offers."""

        def sentence(self, recurrence: Recurrence, rule: Rule, outline: Outline) -> str: ...

        def dates(self, moments: tuple[Moment, ...], *, after_rule: bool) -> str: ...

        def exceptions(self, moments: tuple[Moment, ...]) -> str: ...

        def missed(self, policy: Missed) -> str: ...


def describe_recurrence(recurrence: Recurrence, locale: str) -> str:
    """`every month on the 1st`, `каждый месяц 1-го числа`; raises InvalidValue for a malformed rule."""
    voice = _voice(locale)
    said = ""
    if recurrence.rule:
        from tme_tui.language.describe.outline import outline_of

        rule = parse_rule(recurrence.rule)
        said = voice.sentence(recurrence, rule, outline_of(recurrence, rule))
    if recurrence.dates:
        said += voice.dates(recurrence.dates, after_rule=bool(said))
    if recurrence.excluded:
        said += voice.exceptions(recurrence.excluded)
    return said + voice.missed(recurrence.missed)


def _voice(locale: str) -> Voice:
    """The language's words, loaded with the first sentence in it."""
    if locale.startswith("ru"):
        from tme_tui.language.describe import russian

        return russian
    from tme_tui.language.describe import english

    return english
