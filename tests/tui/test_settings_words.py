"""What the settings screen says of each setting is there in every language."""

from __future__ import annotations

import pytest

from tme_tui.i18n.extract import all_entries, messages_of_settings, untranslated
from tme_tui.i18n.translator import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_setting_is_explained(language: str) -> None:
    missing = [
        f"{each.place}: {each.message}"
        for each in untranslated(messages_of_settings(), all_entries(language))
    ]
    assert missing == [], "python -m tme_tui.i18n.extract prints them ready to be filled in"
