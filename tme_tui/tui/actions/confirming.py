"""Which keys answer a question whose answer cannot be taken back.

A terminal does not tell which layout is on, so a letter has two readings: what it says, and what lies on its
key in the other layout. The key that types y types н, which begins «нет»; whoever presses it may mean either.
A letter therefore counts only when none of its readings contradicts it:

- y and н never answer, in any language;
- n and т (the same key) decline: a refusal harms nothing;
- д accepts in Russian, where the button says «Да»; l, its key in the Latin layout, does not, since l also
  moves to the right;
- Enter accepts and Escape declines, and the buttons say so.

In English nothing but Enter accepts.
"""

from __future__ import annotations

_DECLINES = frozenset({"escape", "n", "N", "т", "Т"})
_ACCEPTS = {"en": frozenset({"enter"}), "ru": frozenset({"enter", "д", "Д"})}
_SPELLED = {"en": ("Enter", "Esc, n"), "ru": ("Enter, д", "Esc, т")}


def confirmation(key: str, locale: str) -> bool | None:
    """Yes, no, or None when the key may mean either or nothing; `key` as it was pressed, not made Latin."""
    if key in _ACCEPTS[_language(locale)]:
        return True
    return False if key in _DECLINES else None


def confirmation_keys(locale: str) -> tuple[str, str]:
    """What stands on the buttons beside yes and no."""
    return _SPELLED[_language(locale)]


def _language(locale: str) -> str:
    return "ru" if locale[:2].casefold() == "ru" else "en"
