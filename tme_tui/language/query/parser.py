"""From tokens to a query: `or` binds loosest, then `and` and mere neighbours, then `not` and the minus."""

from __future__ import annotations

from collections.abc import Sequence

from tme_tui.language.context import Context
from tme_tui.language.query.attributes import known_names
from tme_tui.language.query.dates import ReadDate
from tme_tui.language.query.fields import FieldReader, text_condition
from tme_tui.language.query.lexer import Lexer, Shape, Token
from tme_tui.language.query.mistakes import mistake
from tme_tui.language.query.spans import spans_of
from tme_tui.language.query.value_words import SORTS
from tme_tui.language.query.values import Piece, items_of
from tme_tui.language.query.words import DATES, FIELDS, JOINS, Field
from tme_tui.model.conditions import And, Condition, Not, Or
from tme_tui.model.query import Query, Sort
from tme_tui.model.text import fold

LENGTH_LIMIT = 50_000
BRACKETS_LIMIT = 100
DEPTH_LIMIT = 20
"""How often `and`, `or` and `not` may change places: SQLite's parser goes no deeper."""
CONDITIONS_LIMIT = 200
"""More would not fit the depth of an expression that SQLite accepts."""
_DATE_WORDS = 4
"""`due:next friday 18:00`: how many words after the first may still belong to it."""


def parse_query(line: str, context: Context, read_date: ReadDate | None = None) -> Query:
    """Read a query, or raise a `SyntaxMistake` that says where and why not.

    `read_date` reads whole phrases as moments, by default `language.dates.read_moment`.
    """
    if len(line) > LENGTH_LIMIT:
        raise mistake(f"a query has up to {LENGTH_LIMIT:,} characters", line, LENGTH_LIMIT, len(line))
    tokens = Lexer(line, known_names(context)).tokens()
    return _Parser(line, tokens, FieldReader(line, context, read_date)).query()


class _Parser:
    def __init__(self, line: str, tokens: list[Token], fields: FieldReader) -> None:
        self.line = line
        self.tokens = tokens
        self.fields = fields
        self.place = 0
        self.depth = 0
        self.conditions = 0
        self.sort: tuple[Sort, ...] = ()
        self.limit: int | None = None

    def query(self) -> Query:
        condition = self._either()
        token = self._peek()
        if token is not None:
            raise mistake(
                "this bracket closes nothing; to search for it, put it in quotes",
                self.line,
                token.start,
                token.end,
            )
        if condition is not None and _depth(condition) > DEPTH_LIMIT:
            message = f"and, or and not may lie {DEPTH_LIMIT} deep in each other, here they lie deeper"
            raise mistake(message, self.line, 0, len(self.line))
        return Query(condition, self.sort, self.limit, spans_of(self.tokens))

    def _peek(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def _join(self) -> str:
        """The keyword that stands here, if one does."""
        token = self._peek()
        if token is None or token.shape is not Shape.WORD or token.negated:
            return ""
        return JOINS.get(token.text.casefold(), "")

    def _either(self) -> Condition | None:
        parts = [self._all()]
        while self._join() == "or":
            word = self.tokens[self.place]
            self.place += 1
            parts.append(self._all())
            if parts[-2] is None or parts[-1] is None:
                raise mistake(
                    f"{word.text!r} needs a condition on both sides", self.line, word.start, word.end
                )
        found = tuple(part for part in parts if part is not None)
        return _joined(Or, found) if found else None

    def _all(self) -> Condition | None:
        parts: list[Condition] = []
        waiting: Token | None = None
        while (token := self._peek()) is not None and token.shape is not Shape.CLOSE:
            join = self._join()
            if join == "or":
                break
            if join == "and":
                if waiting is not None or not parts:
                    break
                waiting = token
                self.place += 1
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
                waiting = None
        word = waiting if waiting is not None else self._peek() if self._join() == "and" else None
        if word is not None:
            raise mistake(f"{word.text!r} needs a condition on both sides", self.line, word.start, word.end)
        return _joined(And, parts) if parts else None

    def _one(self) -> Condition | None:
        """One condition with what negates it; None for `sort:` and `limit:`."""
        first = self.tokens[self.place]
        negated = False
        while self._join() == "not":
            negated = not negated
            self.place += 1
        token = self._peek()
        if token is None or token.shape is Shape.CLOSE or self._join():
            last = self.tokens[self.place - 1]
            raise mistake(f"{last.text!r} needs a condition after it", self.line, last.start, last.end)
        self.place += 1
        if token.shape is Shape.OPEN:
            condition = self._bracket(token)
        elif token.shape is Shape.FIELD and FIELDS.get(fold(token.name)) in (Field.SORT, Field.LIMIT):
            if negated or token.negated or self.depth:
                raise mistake(
                    f"{token.name}: is no condition: it stands outside brackets and is not negated",
                    self.line,
                    first.start,
                    token.end,
                )
            self._modifier(token)
            return None
        else:
            condition = self._condition(token)
        return _negated(condition) if negated != token.negated else condition

    def _bracket(self, opening: Token) -> Condition:
        self.depth += 1
        if self.depth > BRACKETS_LIMIT:
            raise mistake(f"brackets go up to {BRACKETS_LIMIT} deep", self.line, opening.start, opening.end)
        condition = self._either()
        closing = self._peek()
        if closing is None:
            raise mistake("this bracket is never closed", self.line, opening.start, opening.end)
        if condition is None:
            raise mistake("there is nothing between these brackets", self.line, opening.start, closing.end)
        self.place += 1
        self.depth -= 1
        return condition

    def _condition(self, token: Token) -> Condition:
        self.conditions += 1
        if self.conditions > CONDITIONS_LIMIT:
            raise mistake(
                f"a query has up to {CONDITIONS_LIMIT} conditions", self.line, token.start, token.end
            )
        if token.shape in (Shape.WORD, Shape.TEXT):
            return text_condition(self.line, Piece(token.text, token.start, token.end))
        field = FIELDS.get(fold(token.name)) if token.shape is Shape.FIELD else None
        if field is not None and field in DATES:
            token = self._with_following_words(token, field)
        return self.fields.condition(token)

    def _with_following_words(self, token: Token, field: Field) -> Token:
        """`due:next friday` is one date: where one word is none, take as many as make one."""
        bare = token.text.rpartition("..")[2]
        if not bare or "\0" in token.mask or "," in token.mask:
            return token
        begin = token.end - len(bare)
        following = self.tokens[self.place : self.place + _DATE_WORDS]
        complete = self.fields.date(Piece(bare, begin, token.end), field) is not None
        if complete and not (following and _clock(following[0])):
            return token
        best: Token | None = None
        for word in following:
            if word.shape is not Shape.WORD or word.negated or word.text.casefold() in JOINS:
                break
            piece = Piece(self.line[begin : word.end], begin, word.end)
            if self.fields.date(piece, field) is not None:
                best = word
        return token if best is None else self._extended(token, best)

    def _extended(self, token: Token, last: Token) -> Token:
        text = self.line[token.value_start : last.end]
        longer = token._replace(end=last.end, text=text, mask=text)
        self.tokens[self.place - 1 : self.tokens.index(last, self.place) + 1] = [longer]
        return longer

    def _modifier(self, token: Token) -> None:
        if not token.text or token.operator not in (":", "="):
            example = "urgency,-due" if FIELDS[fold(token.name)] is Field.SORT else "20"
            raise mistake(
                f"{token.name}: needs a value, such as {token.name}:{example}",
                self.line,
                token.start,
                token.end,
            )
        if FIELDS[fold(token.name)] is Field.SORT:
            self.sort = tuple(self._sort_keys(token))
            return
        if not token.text.isdecimal() or len(token.text) > 9 or int(token.text) == 0:
            raise mistake(
                f"{token.name}: takes a number from 1, such as {token.name}:20",
                self.line,
                token.value_start,
                token.end,
            )
        self.limit = int(token.text)

    def _sort_keys(self, token: Token) -> list[Sort]:
        found: dict[object, Sort] = {}
        for item in items_of(token):
            word = self.line[item.start : item.end]
            reverse = word[:1] == "-"
            key = SORTS.get(fold(word.lstrip("+-")))
            if key is None:
                raise mistake(
                    f"there is no order by {word!r}",
                    self.line,
                    item.start,
                    item.end,
                    word=word.lstrip("+-"),
                    known=SORTS,
                )
            found.setdefault(key, Sort(key, reverse))
        return list(found.values())


def _joined(how: type[And] | type[Or], parts: Sequence[Condition]) -> Condition:
    """All in one level, whatever brackets there were."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, how) else (part,)))
    return how(flat) if len(flat) > 1 else flat[0]


def _negated(condition: Condition) -> Condition:
    return condition.part if isinstance(condition, Not) else Not(condition)


def _depth(condition: Condition) -> int:
    """How many of `and`, `or`, `not` lie in each other."""
    deepest = 0
    stack = [(condition, 1)]
    while stack:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        inner = node.parts if isinstance(node, And | Or) else (node.part,) if isinstance(node, Not) else ()
        stack += [(part, depth + 1) for part in inner]
    return deepest


def _clock(token: Token) -> bool:
    """Whether the word is a time of day, such as 18:00."""
    hours, colon, minutes = token.text.partition(":")
    return token.shape is Shape.WORD and bool(colon) and hours.isdecimal() and minutes[:2].isdecimal()
