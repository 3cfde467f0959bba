"""Queries as SQL: what a query asks for, its order and its pages, on SQLite and on PostgreSQL."""

from tme_tui.store.query.names import Named, Unknown
from tme_tui.store.query.page import Answer, Page, answer

__all__ = ["Answer", "Named", "Page", "Unknown", "answer"]
