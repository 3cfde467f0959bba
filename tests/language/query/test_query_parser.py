"""What lines mean: each is read into the conditions that a person would expect."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.language.context import Context
from tme_tui.language.query import parse_query
from tme_tui.model.aspects import NumberField, PersonRole, Presence, Relation, State, TextPlace
from tme_tui.model.conditions import (
    And,
    AttributeBetween,
    AttributeContains,
    AttributeIn,
    Between,
    Condition,
    Has,
    HasTag,
    IdIn,
    InCategory,
    Involves,
    Is,
    KindIs,
    Not,
    OfType,
    Or,
    RelatedTo,
    StatusIn,
    Text,
    UidStarts,
)
from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.query import Query, Sort, SortKey
from tme_tui.model.task import Kind, Status
from tme_tui.model.task_type import Attribute, AttributeKind, TaskType

BUG = TaskType(
    "Bug",
    (
        Attribute("severity", AttributeKind.CHOICE, ("low", "medium", "high")),
        Attribute("votes", AttributeKind.NUMBER),
        Attribute("public", AttributeKind.YES_NO),
        Attribute("found", AttributeKind.DATE),
        Attribute("Browser"),
    ),
)
CONTEXT = Context(datetime(2026, 11, 18, 9, 30, tzinfo=UTC), "Europe/Moscow", types={"bug": BUG})

a, b, c = Text("a"), Text("b"), Text("c")


def read(line: str) -> Condition | None:
    return parse_query(line, CONTEXT).condition


def priority(low: int | None, high: int | None, **strict: bool) -> Between:
    return Between(NumberField.PRIORITY, low, high, **strict)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", None),
        ("   ", None),
        ("Молоко", Text("молоко")),
        ("ЁЛКА", Text("елка")),
        ('"buy  milk"', Text("buy milk")),
        ("«купить молоко»", Text("купить молоко")),
        (r'"say \"hi\" \\ bye"', Text(r'say "hi" \ bye')),
        ("a b", And((a, b))),
        ("a and b", And((a, b))),
        ("a AND b", And((a, b))),
        ("a и b", And((a, b))),
        ("a or b", Or((a, b))),
        ("a или b или c", Or((a, b, c))),
        ("a b or c", Or((And((a, b)), c))),
        ("a (b or c)", And((a, Or((b, c))))),
        ("not a", Not(a)),
        ("не a", Not(a)),
        ("not not a", a),
        ("-a", Not(a)),
        ("not -a", a),
        ("-(a b)", Not(And((a, b)))),
        ('-"a b"', Not(Text("a b"))),
        ("not a or b", Or((Not(a), b))),
        ('"and"', Text("and")),
        (r"\or", Text("or")),
        (r"\#1", Text("#1")),
        (r"-\#1", Not(Text("#1"))),
        ("c++ a-b - # ! +3d --", And(tuple(map(Text, ["c++", "a-b", "-", "#", "!", "+3d", "--"])))),
        ("http://x.y/?a=b 18:00 std::vec", And((Text("http://x.y/?a=b"), Text("18:00"), Text("std::vec")))),
        ("->", Text("->")),
    ],
)
def test_words_and_how_they_are_joined(line: str, expected: Condition | None) -> None:
    assert read(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("+Work", InCategory("Work")),
        ("+Work/Design", InCategory("Work/Design")),
        ('+"Home office"', InCategory("Home office")),
        ("category:Work", InCategory("Work")),
        ("проект:Дом", InCategory("Дом")),
        ('cat:"Home, sweet",Work', Or((InCategory("Home, sweet"), InCategory("Work")))),
        ("cat:none", Not(Has(Presence.CATEGORY))),
        ('cat:"none"', InCategory("none")),
        ("#shop", HasTag("shop")),
        ("-#shop", Not(HasTag("shop"))),
        ("тег:магазин", HasTag("магазин")),
        ("tag:a,b", Or((HasTag("a"), HasTag("b")))),
        ("tag!=a", Not(HasTag("a"))),
        ("@anna", Involves("anna", PersonRole.INVOLVED)),
        ("assignee:@anna", Involves("anna", PersonRole.ASSIGNEE)),
        ("owner:me", Involves("me", PersonRole.OWNER)),
        ("кому:none", Not(Has(Presence.ASSIGNEE))),
        ("!1", priority(1, 1)),
        ("!!", priority(2, 2)),
        ("!!!", priority(1, 1)),
        ("!1-2", priority(1, 2)),
        ("!важно", priority(1, 1)),
        ("priority:high", priority(1, 1)),
        ("priority<=2", priority(None, 2)),
        ("priority:<3", priority(None, 3, below=True)),
        ("приоритет>1", priority(1, None, above=True)),
        ("priority = 2", priority(2, 2)),
        ("priority:none,4", Or((Not(Has(Presence.PRIORITY)), priority(4, 4)))),
        ("status:done", StatusIn(frozenset({Status.DONE}))),
        (
            "status:open,started",
            Or((StatusIn(frozenset({Status.OPEN})), StatusIn(frozenset({Status.STARTED})))),
        ),
        ("статус:любой", StatusIn(frozenset(Status))),
        ("is:open", StatusIn(frozenset({Status.OPEN, Status.STARTED}))),
        ("это:заблокировано", Is(State.BLOCKED)),
        ("is:ждёт", Is(State.WAITING)),
        ("is:event", KindIs(Kind.EVENT)),
        ("kind:template", KindIs(Kind.TEMPLATE)),
        (
            "is:inbox",
            And((KindIs(Kind.TASK), Not(Has(Presence.CATEGORY)), Not(Has(Presence.PARENT)))),
        ),
        ("is:recurring", Has(Presence.RECURRENCE)),
        ("has:notes", Has(Presence.NOTES)),
        ("no:due", Not(Has(Presence.DUE))),
        ("без:срока", Not(Has(Presence.DUE))),
        ("due:any", Has(Presence.DUE)),
        ("type:Bug", OfType("Bug")),
        ("id:3-7,12", IdIn(((3, 7), (12, 12)))),
        ("id:7..3,4-9,8", IdIn(((3, 9),))),
        ("uid:01890a5d", UidStarts("01890a5d")),
        ("parent:12", RelatedTo(Relation.PARENT, ((12, 12),))),
        ("depends:1,3", RelatedTo(Relation.DEPENDS, ((1, 1), (3, 3)))),
        ("блокирует:7", RelatedTo(Relation.BLOCKS, ((7, 7),))),
        ("parent:none", Not(Has(Presence.PARENT))),
        ("title:Отчёт", Text("отчет", TextPlace.TITLE)),
        ("notes:a,b..c", Text("a,b..c", TextPlace.NOTES)),
        ("estimate>1h30m", Between(NumberField.ESTIMATE, 5400, None, above=True)),
        ("оценка:30м..2ч", Between(NumberField.ESTIMATE, 1800, 7200)),
        ("estimate<=1:30", Between(NumberField.ESTIMATE, None, 5400)),
        ("urgency>=12.5", Between(NumberField.URGENCY, 12.5, None)),
    ],
)
def test_fields_and_signs(line: str, expected: Condition) -> None:
    assert read(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("severity:HIGH", AttributeIn("severity", ("high",))),
        ("severity>low", AttributeIn("severity", ("medium", "high"))),
        ("severity<=medium", AttributeIn("severity", ("low", "medium"))),
        ("severity!=low", Not(AttributeIn("severity", ("low",)))),
        ("votes>3", AttributeBetween("votes", 3, None, above=True, below=True)),
        ("votes:1..5", AttributeBetween("votes", 1, 5)),
        ("votes:none", Not(AttributeIn("votes"))),
        ("public:да", AttributeIn("public", (True,))),
        ("found<2026-01-01", AttributeBetween("found", None, "2026-01-01", above=True, below=True)),
        ("browser:Fire", AttributeContains("Browser", "fire")),
        ("has:browser", AttributeIn("Browser")),
        ("no:votes", Not(AttributeIn("votes"))),
    ],
)
def test_attributes_of_known_types_are_fields(line: str, expected: Condition) -> None:
    assert read(line) == expected


def test_an_attribute_that_types_understand_differently_is_read_in_each_way() -> None:
    types = {
        "bug": TaskType("bug", (Attribute("size", AttributeKind.NUMBER),)),
        "shirt": TaskType("shirt", (Attribute("size", AttributeKind.CHOICE, ("S", "3")),)),
    }
    context = Context(CONTEXT.now, types=types)
    assert parse_query("size:S", context).condition == AttributeIn("size", ("S",))
    assert parse_query("size:3", context).condition == Or(
        (AttributeIn("size", (3,)), AttributeIn("size", ("3",)))
    )


def test_order_and_limit_are_no_conditions() -> None:
    query = parse_query("sort:due,-urgency milk limit:20", CONTEXT)
    assert query.condition == Text("milk")
    assert query.sort == (Sort(SortKey.DUE), Sort(SortKey.URGENCY, reverse=True))
    assert query.limit == 20
    assert parse_query("сорт:-срок лимит:5", CONTEXT).sort == (Sort(SortKey.DUE, reverse=True),)


@pytest.mark.parametrize(
    ("line", "start", "end", "words"),
    [
        ("milk duee:today", 5, 9, "due"),
        ("is:blokced", 3, 10, "blocked"),
        ("status:don", 7, 10, "done"),
        ("sort:urgncy", 5, 11, "urgency"),
        ("severty:high", 0, 7, "severity"),
        ("приорите:1", 0, 8, "приоритет"),
        ("severity:zzz", 9, 12, "low, medium, high"),
        ("due:blurgh", 4, 10, "no date"),
        ("due:today..blurgh", 11, 17, "no date"),
        ("due<today,tomorrow", 4, 18, "one value"),
        ("due:", 0, 4, "value"),
        ("due: today", 0, 4, "value"),
        ("due : today", 3, 5, "space"),
        ("(a b", 0, 1, "never closed"),
        ("a b)", 3, 4, "closes nothing"),
        ("a ()", 2, 4, "between"),
        ("or a", 0, 2, "both sides"),
        ("a or", 2, 4, "both sides"),
        ("a and and b", 2, 5, "both sides"),
        ("(a or) b", 3, 5, "both sides"),
        ("a not", 2, 5, "after it"),
        ('a "b', 2, 3, "never closed"),
        ('+"', 1, 2, "never closed"),
        ('""', 0, 2, "nothing to search"),
        ("limit:0", 6, 7, "number"),
        ("limit:many", 6, 10, "number"),
        ("-limit:3", 0, 8, "no condition"),
        ("(sort:due a)", 1, 9, "no condition"),
        ("!9", 1, 2, "priority"),
        ("!foo", 1, 4, "priority"),
        ("id:12-x", 3, 7, "ids"),
        ("id:1,,2", 5, 6, "missing"),
        ("title<a", 0, 7, "compare"),
        ("uid:xyz", 4, 7, "uid"),
        ("estimate:soon", 9, 13, "length of time"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_where(line: str, start: int, end: int, words: str) -> None:
    with pytest.raises(SyntaxMistake) as caught:
        read(line)
    assert (caught.value.start, caught.value.end) == (start, end)
    assert words in str(caught.value)
    assert caught.value.text == line


def test_a_suggestion_is_a_word_of_its_own() -> None:
    with pytest.raises(SyntaxMistake) as caught:
        read("is:blokced")
    assert caught.value.suggestion == "blocked"


def outcome(line: str) -> tuple[Query | None, SyntaxMistake | None]:
    try:
        return parse_query(line, CONTEXT), None
    except SyntaxMistake as error:
        return None, error


SIGNIFICANT = st.sampled_from(
    [
        "(",
        ")",
        '"',
        "«",
        "-",
        "+",
        "#",
        "@",
        "!",
        ":",
        "<",
        "=",
        "..",
        ",",
        " ",
        "\\",
        "a",
        "7",
        "due",
        "is:",
        "not ",
        "or ",
        "и ",
        "sort:",
        "limit:",
        "today",
        "severity",
        "blocked",
        "\0",
        "\ud800",
        "🜁",
        "́",
    ]
)


@given(st.lists(st.one_of(SIGNIFICANT, st.text(max_size=3)), max_size=40).map("".join))
def test_any_line_is_read_or_refused_with_a_place_in_it(line: str) -> None:
    query, error = outcome(line)
    if error is not None:
        assert 0 <= error.start <= len(line)
        assert str(error)
    if query is not None:
        places = [place for span in query.spans for place in (span.start, span.end)]
        assert places == sorted(places)
        covered = {p for span in query.spans for p in range(span.start, span.end)}
        assert all(p in covered for p, letter in enumerate(line) if not letter.isspace() and letter != "\\")


@pytest.mark.parametrize(
    "line",
    [
        "(",
        ")",
        "1",
        "-",
        "not ",
        "id:1,",
        "due:x ",
        '"',
        ":",
        "a:",
        "a ",
        ".",
        "\\",
        "due,",
        "\ud800",
        "<",
        "+",
    ],
)
@pytest.mark.parametrize("length", [40_000, 100_000])
def test_a_hundred_thousand_of_anything_is_answered_at_once(line: str, length: int) -> None:
    query, error = outcome((line * length)[:length])
    assert query is not None or len(str(error)) < 200


def test_brackets_alone_add_no_depth() -> None:
    assert read("(" * 100 + "a" + ")" * 100) == a
    assert read("-(" * 50 + "a" + ")" * 50) == a
    assert read("(a b) (c (a b))") == And((a, b, c, a, b))
    assert read("(a or b) or (c or a)") == Or((a, b, c, a))
    with pytest.raises(SyntaxMistake, match="brackets go up to 100 deep"):
        read("(" * 101 + "a" + ")" * 101)


def test_conditions_in_conditions_go_as_deep_as_every_database_reads() -> None:
    assert read("a (b or " * 9 + "c" + ")" * 9) is not None
    with pytest.raises(SyntaxMistake, match="deep"):
        read("a (b or " * 10 + "c" + ")" * 10)
