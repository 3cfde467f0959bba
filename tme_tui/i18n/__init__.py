"""What the program says: message catalogues and the plural rules of each language."""

from __future__ import annotations

from tme_tui.i18n.translator import LANGUAGES, Translator, message, plural_message, said, translator

__all__ = ["LANGUAGES", "Translator", "message", "plural_message", "said", "translator"]
