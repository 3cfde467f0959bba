"""What is taken out of texts before people read them."""

from __future__ import annotations

import io
import logging

import pytest

from tests.support.timing import cpu_of
from tme_tui.channels.redacting import RedactingFilter, redacted

BOT = "123456789:AAE-made-up-for-tests-made-up-0123456"
CLUB = "vk1.a.made-up-for-tests_made-up-for-tests"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"POST /bot{BOT}/sendMessage", "POST /bot123456789:***/sendMessage"),
        (f"the token {BOT}.", "the token 123456789:***."),
        (f"access_token={CLUB}&v=5", "access_token=***&v=5"),
        (f"with {CLUB}", "with vk1.a.***"),
        (
            "GET https://lp.vk.com/wh1?act=a_check&key=abc123&ts=5",
            "GET https://lp.vk.com/wh1?act=a_check&key=***&ts=5",
        ),
        ("socks5://me:pass@host:1080", "socks5://***@host:1080"),
        ("xoxb-123456789-abcdef", "xox-***"),
        (
            "POST https://hooks.slack.com/services/T0/B0/abc failed",
            "POST https://hooks.slack.com/services/*** failed",
        ),
        ("at 12:30 call 12345:6", "at 12:30 call 12345:6"),
        ("mail anna@example.org", "mail anna@example.org"),
    ],
)
def test_what_has_the_shape_of_a_secret(text: str, left: str) -> None:
    assert redacted(text) == left


def test_secrets_that_are_known() -> None:
    assert redacted("a hunter2-hunter2 b", "hunter2-hunter2", "") == "a *** b"


def test_long_texts_take_no_longer_than_they_should() -> None:
    for text in ("1:" * 50_000, "key=" * 50_000, "a://" * 50_000, "1" * 100_000, "x@" * 50_000):
        assert cpu_of(lambda text=text: redacted(text)) < 1  # type: ignore[misc]


def test_log_records_with_their_values_and_tracebacks() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(RedactingFilter())
    logger = logging.Logger("any")
    logger.addHandler(handler)
    try:
        dict[str, int]()[f"/bot{BOT}/getMe"]
    except KeyError:
        logger.exception("calling %s", f"/bot{BOT}/getMe")
    logger.warning("%d", "a value that does not fit")
    text = written.getvalue()
    assert "calling /bot123456789:***/getMe" in text
    assert "KeyError: '/bot123456789:***/getMe'" in text
    assert text.endswith("%d\n")
    assert BOT not in text
