"""The line that is being read: its text, its tokens, and pieces of raw text in it."""

from __future__ import annotations

from bisect import bisect_left

from tme_tui.language.dates.tokens import Sort, Tokens, length, tokenize, without_controls

QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“”", "‟": "”"}
_NOT_IN_NAMES = frozenset(',;:!?()[]{}<>"«»“”„‟`\\#@|')
_PAIRS = {")": "(", "]": "[", "}": "{"}
_TRAILING = ",.;:!?)]}…»”"


class Line:
    """A typed line with its tokens."""

    __slots__ = ("_starts", "_unclosed", "size", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = without_controls(text)
        self.tokens: Tokens = tokenize(self.text)
        self.size = length(self.tokens)
        self._starts: list[int] | None = None
        self._unclosed: set[str] = set()

    def token_at(self, position: int, after: int) -> int:
        """The first token, from token `after` on, that begins at `position` or later."""
        if self._starts is None:
            self._starts = [token.start for token in self.tokens[: self.size]]
        return bisect_left(self._starts, position, after)

    def slice(self, first: int, last: int) -> str:
        """The text of tokens `first` up to `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def chunk_end(self, i: int) -> int:
        """The token after the last one that follows `i` without a space."""
        j = i + 1
        tokens = self.tokens
        while not tokens[j].spaced:
            j += 1
        return j

    def chunk(self, i: int) -> tuple[str, int]:
        """The word at token `i` up to the next space, without closing punctuation."""
        j = self.chunk_end(i)
        while j - 1 > i and self.tokens[j - 1].sort is Sort.MARK and self.tokens[j - 1].text[0] in _TRAILING:
            opening = _PAIRS.get(self.tokens[j - 1].text)
            if opening is not None and opening in self.slice(i, j):
                break
            j -= 1
        return self.slice(i, j), j

    def quoted(self, i: int) -> tuple[str, int] | None:
        """The text between quotation marks that open at token `i`, with its escapes resolved."""
        closing = QUOTES.get(self.tokens[i].text)
        if closing is None or closing in self._unclosed:
            return None
        out: list[str] = []
        position, size = self.tokens[i].end, len(self.text)
        while position < size:
            letter = self.text[position]
            if letter == "\\" and position + 1 < size:
                follower = self.text[position + 1]
                out.append("\n" if follower == "n" else follower)
                position += 2
                continue
            if letter in closing:
                j = self.token_at(position, i)
                if j >= self.size or self.tokens[j].start != position or len(self.tokens[j].text) != 1:
                    return None
                return "".join(out), j + 1
            out.append(letter)
            position += 1
        self._unclosed.add(closing)  # a later one cannot be closed either
        return None

    def name(self, i: int) -> tuple[str, int] | None:
        """The name after a sigil: quoted, or up to a space or a mark that cannot be in one."""
        quoted = self.quoted(i)
        if quoted is not None:
            return quoted if quoted[0].strip() else None
        j = i
        tokens = self.tokens
        while j < self.size and (j == i or not tokens[j].spaced):
            token = tokens[j]
            if token.sort is Sort.MARK and token.text[0] in _NOT_IN_NAMES:
                break
            j += 1
        while j > i and tokens[j - 1].sort is Sort.MARK and tokens[j - 1].text[0] in ".'’-/…&":
            j -= 1
        if j == i or not any(
            tokens[k].sort is not Sort.MARK or not tokens[k].text.isascii() for k in range(i, j)
        ):
            return None
        return self.slice(i, j), j
