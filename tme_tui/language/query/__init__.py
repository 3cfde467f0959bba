"""The query language: `+Work #urgent due<friday -is:blocked sort:due`, in English and Russian."""

from tme_tui.language.query.parser import parse_query

__all__ = ["parse_query"]
