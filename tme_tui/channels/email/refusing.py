"""What the refusals of a mail server mean: 4xx is for now; 5xx is for good, for one person or for all.

A server's own words may repeat addresses and subjects, so only its code is told.
"""

from __future__ import annotations

from tme_tui.i18n import message, said
from tme_tui.model.delivery import ChannelError, Permanent, Scope, Temporary


def unless_well(answer: tuple[int, bytes]) -> None:
    """The greeting: 220, or nobody talks to us."""
    if answer[0] != 220:
        raise at_door(*answer)


def at_door(code: int, _: object = b"") -> ChannelError:
    """Before the letter: whether the server talks to us at all."""
    reason = said(f"the mail server refuses to talk to us ({code})")
    if 400 <= code < 500:
        return Temporary(reason)
    return Permanent(
        reason, scope=Scope.CHANNEL, hint=message("look at email.host and email.port in the settings")
    )


def no_encryption() -> ChannelError:
    """The server would take the password and the letter in clear."""
    return Permanent(
        "the mail server offers no encryption",
        scope=Scope.CHANNEL,
        hint=message("set email.security to tls, or to none for a server on this machine"),
    )


def of_password(code: int) -> ChannelError:
    """What it means that the login is refused."""
    if 400 <= code < 500:
        return Temporary(f"the mail server cannot check the password now ({code})")
    return Permanent(
        f"the mail server does not take the user or the password ({code})",
        scope=Scope.CHANNEL,
        hint=message(
            "look at email.user and email.password; many providers want a password made for programs"
        ),
    )


def of_letters() -> ChannelError:
    """An address has letters that the server does not know."""
    return Permanent("the mail server takes only addresses in Latin letters", scope=Scope.ADDRESS)


def of_sender(code: int, _: object) -> None:
    """Raise what the answer to MAIL FROM means, if it is no."""
    if 400 <= code < 500:
        raise Temporary(f"the mail server takes no letters now ({code})")
    if code >= 500:
        raise Permanent(
            f"the mail server takes no letters from this sender ({code})",
            scope=Scope.CHANNEL,
            hint=message("look at email.sender and email.user in the settings"),
        )


def of_address(code: int, _: object) -> None:
    """Raise what the answer to RCPT TO means, if it is no."""
    if 400 <= code < 500:
        raise Temporary(f"the mail server does not take letters for this address now ({code})")
    if code >= 500:
        raise Permanent(
            f"the mail server takes no letters for this address ({code})",
            scope=Scope.ADDRESS,
            hint=message("look whether the address is right"),
        )


def of_letter(code: int, _: object) -> None:
    """Raise what the answer to the letter itself means, if it is no."""
    if 400 <= code < 500:
        raise Temporary(f"the mail server does not take the letter now ({code})")
    if not 200 <= code < 300:
        raise Permanent(f"the mail server does not take the letter ({code})")
