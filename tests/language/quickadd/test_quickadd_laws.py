"""Laws of the quick-add parser, tried on lines nobody would think of."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tests.language.quickadd.summary import context_at
from tme_tui.language.context import Dialect
from tme_tui.language.quickadd import completion_at, format_fields, parse_changes, parse_line, parse_outline
from tme_tui.model.draft import Draft, SpanKind
from tme_tui.model.text import clean_line, fold

SATURDAY = context_at("2026-11-21T10:00")

# Every word that begins or continues a phrase, and the marks around them: random sequences of these reach
# far more of the grammar than random letters do.
VOCABULARY = """
today tomorrow tom mon friday sat may march next this last weekend week month end of the mid in on at by
until starting from to for every every! other 2nd 1st 15th first last day workday weekday weekly daily
morning evening night noon midnight half past quarter 5 9:30 18:00 5pm 10-11:30 3-4pm 05.03 2026-12-05 5/3
an hour 3 days 2w 45m ~1h30m +3d x10 times remind me before remind:15m @anna @home #shop -#shop +Home !1 !!
p2 (A) ^12 dep:12 dep:-3 after:4ss+2d blocks:7 due:fri due:none wait:someday event:fri rec:weekly type:bug
severity:high points:3 note:"a" // -- >> https://a.org/x with until:31 milk report C# a@b 2+2
сегодня завтра пт в во на к до с по через день неделю месяц пятницу понедельникам следующую выходных конце
начале месяца каждый каждые! каждую второй последний рабочий будням раз числа 5-го марта утра вечера дня
утром вечером полдень полчаса полтора часа час половине шестого без четверти напомни за минут срок:пт
зависит:12 повтор:2н скрыть:завтра отчёт Ёлка , . ; : ! ? ( ) [ ] " « » \\ - — ' ` { } < > | & % $ * = _
"""


typed_words = st.lists(st.sampled_from(VOCABULARY.split()), max_size=10).map(" ".join)
glued_words = st.lists(st.sampled_from(VOCABULARY.split()), max_size=5).map("".join)
any_text = st.text(st.characters(codec=None), max_size=60)
lines = st.one_of(typed_words, glued_words, any_text, st.tuples(typed_words, any_text).map(" ".join))
dialects = st.sampled_from(list(Dialect))


def _all(draft: Draft) -> list[Draft]:
    return [draft, *draft.alternatives, *draft.chain]


@given(lines, dialects)
@example("\ud800tomorrow\x00 18:00", Dialect.TME)
@example('+"', Dialect.TME)
@example("remind:" + "9" * 5000, Dialect.TME)
def test_no_line_raises_and_spans_never_overlap(line: str, dialect: Dialect) -> None:
    context = context_at("2026-11-21T10:00", dialect=dialect, locale="ru")
    for draft in (parse_line(line, context), parse_changes(line, context)):
        for one in _all(draft):
            assert one.text == line
            position = 0
            for span in one.spans:
                assert position <= span.start < span.end <= len(line)
                assert not line[span.start].isspace()
                assert not line[span.end - 1].isspace()
                assert span.sentence
                position = span.end


@given(lines)
@example("\ud800tomorrow\x00 18:00")
def test_the_canonical_line_means_the_same(line: str) -> None:
    for parse in (parse_line, parse_changes):
        draft = parse(line, SATURDAY)
        canonical = format_fields(draft, SATURDAY)
        again = parse(canonical, SATURDAY)
        assert again.fields == draft.fields, canonical
        assert [one.fields for one in again.chain] == [one.fields for one in draft.chain], canonical
        assert format_fields(again, SATURDAY) == canonical


@given(lines)
def test_spans_cover_what_they_claim(line: str) -> None:
    """What is said to be the title, put together, is the title; the rest is not in it."""
    draft = parse_line(line, SATURDAY)
    if draft.chain or not isinstance(draft.fields.title, str):
        return
    kept = [span for span in draft.spans if span.kind in (SpanKind.TITLE, SpanKind.LITERAL)]
    said = "".join(str(span.value) for span in kept)
    title = draft.fields.title
    if title == draft.fields.link:
        return
    assert clean_line(said).replace(" ", "") == title.replace(" ", "")


@given(lines)
def test_nothing_typed_is_lost(line: str) -> None:
    """Each letter and figure is in the title or in a piece that was understood."""
    draft = parse_line(line, SATURDAY)
    covered = [False] * len(line)
    for one in (draft, *draft.chain):
        for span in one.spans:
            covered[span.start : span.end] = [True] * (span.end - span.start)
    lost = "".join(letter for letter, seen in zip(line, covered, strict=True) if not seen)
    assert not any(letter.isalnum() for letter in clean_line(lost))


@given(typed_words)
def test_case_yo_and_spaces_change_nothing(line: str) -> None:
    draft = parse_line(line, SATURDAY)
    for variant in (line.upper(), line.replace("ё", "е"), line.replace(" ", "  ") + " "):
        other = parse_line(variant, SATURDAY)
        for name, value in draft.fields.given().items():
            assert _folded(getattr(other.fields, name)) == _folded(value), (name, variant)


def _folded(value: object) -> object:
    return fold(clean_line(value)).replace(" ", "") if isinstance(value, str) else fold(repr(value))


@given(lines, st.integers(-5, 80), dialects)
def test_completion_never_raises_and_stays_inside(line: str, cursor: int, dialect: Dialect) -> None:
    found = completion_at(line, cursor, dialect)
    if found is not None:
        assert 0 <= found.start <= found.end <= len(line)


@given(st.lists(lines, max_size=5).map("\n".join))
def test_an_outline_never_raises_and_parents_come_first(text: str) -> None:
    for number, one in enumerate(parse_outline(text, SATURDAY)):
        assert one.parent is None or one.parent < number
