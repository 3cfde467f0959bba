"""A recurrence in one sentence; the words are chosen by the language modules beside this one."""

from __future__ import annotations

from typing import Protocol

from tme_tui.language.describe import english, russian
from tme_tui.language.describe.outline import Outline, outline_of
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.rule import Rule, parse_rule
from tme_tui.model.recurrence.values import Missed, Recurrence


class Voice(Protocol):
    """What a language module offers."""

    def sentence(self, recurrence: Recurrence, rule: Rule, outline: Outline) -> str: ...

    def dates(self, moments: tuple[Moment, ...], *, after_rule: bool) -> str: ...

    def exceptions(self, moments: tuple[Moment, ...]) -> str: ...

    def missed(self, policy: Missed) -> str: ...


def describe_recurrence(recurrence: Recurrence, locale: str) -> str:
    """`every month on the 1st`, `каждый месяц 1-го числа`; raises InvalidValue for a malformed rule."""
    voice: Voice = russian if locale.startswith("ru") else english
    said = ""
    if recurrence.rule:
        rule = parse_rule(recurrence.rule)
        said = voice.sentence(recurrence, rule, outline_of(recurrence, rule))
    if recurrence.dates:
        said += voice.dates(recurrence.dates, after_rule=bool(said))
    if recurrence.excluded:
        said += voice.exceptions(recurrence.excluded)
    return said + voice.missed(recurrence.missed)
