"""The log of `tme run`: its three forms, and what must not stand in it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from tme_tui.cli.service_log import write_log
from tme_tui.settings import load_settings

SECRETS = {
    "TME_TELEGRAM__PROXY": "socks5://me:proxy-hush@host:1080",
    "TME_EMAIL__PASSWORD": "mail-hush",
    "TME_SLACK__WEBHOOK": "https://slack.example.org/a/slack-hush",
    "TME_WEBHOOK__SECRET": "webhook-hush",
    "TME_WEBHOOK__HEADERS__AUTHORIZATION": "Basic header-hush",
    "DATABASE_URL": "postgresql://me:base-hush@host/base",
}


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("form", ["text", "tsv", "json"])
def test_no_secret_of_the_settings_is_written(form: str) -> None:
    settings = load_settings({**SECRETS, "TME_LOG__FORMAT": form, "HOME": "/nowhere"})
    written = io.StringIO()
    write_log(settings, "-", written)
    try:
        int(" ".join(SECRETS.values()))
    except ValueError:
        logging.getLogger("tme_tui.any").exception("with\ta tab and %s", SECRETS["TME_EMAIL__PASSWORD"])
    text = written.getvalue()
    assert "hush" not in text
    assert "ValueError" in text
    if form == "json":
        assert json.loads(text)["text"].startswith("with\ta tab")
    if form == "tsv":
        assert text.count("\n") == 1
        assert text.split("\t")[3].startswith("with\\ta tab")
