"""What an answer means that is not in the server's own words: a page of a gateway, a proxy or a network.

Only the status tells, so it is asked whether the message itself is at fault, whether it may have arrived, and
whether it helps to wait:

| status                            | who says so                         | the message             |
| --------------------------------- | ----------------------------------- | ----------------------- |
| 2xx                               | half an answer, a network's login   | may have arrived        |
| 504, 524                          | a gateway that handed it on         | may have arrived        |
| 400, 411, 413, 414, 415, 422, 431 | a gateway that takes no such thing  | is given up             |
| 400 of a port for TLS             | the server: the scheme is wrong     | waits for the settings  |
| 407                               | the proxy of the settings           | is tried again          |
| 408, 425, 429, other 5xx          | a gateway without its server        | is tried again          |
| all else                          | a network's login, another server   | is tried again          |

A page that says 401, 403 or 404 does not stop a channel: where the network wants a login, one may come from
somebody else, and goes by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.i18n import message
from tme_tui.model.delivery import ChannelError, Permanent, Scope, Temporary, Unanswered

if TYPE_CHECKING:
    from tme_tui.channels.http import HttpAnswer

NOT_THIS_ONE = frozenset({400, 411, 413, 414, 415, 422, 431})
"""Statuses of a gateway to which the request itself is too large or odd."""
HANDED_ON = frozenset({504, 524})
"""Statuses of a gateway that gave the request to the server and waited in vain for its answer."""
PROXY_ASKS = message("the proxy wants a user and a password; they belong into its address in the settings")
WAIT_AND_SEE = frozenset({408, 425, 429})
_FOR_TLS = (b"plain http request was sent to https", b"an http request to an https server")
"""Pages of nginx and Go that a port for TLS gives to whoever talks without it."""


def meaning_of_page(answer: HttpAnswer, service: str, section: str) -> ChannelError:
    """An answer of somebody who is not `service`; its settings stand in `section`."""
    status = answer.status
    if status in HANDED_ON:
        return Unanswered(f"{service} did not answer in time ({status})")
    if 200 <= status < 300:
        return Unanswered(f"the answer was not that of {service}; look at {section}.api_url")
    if status in WAIT_AND_SEE or status >= 500:
        reason = f"{service} is not there at the moment ({status})"
        return Temporary(reason, retry_after=answer.retry_after)
    if status == 407:
        return Temporary(PROXY_ASKS)
    if any(words in answer.body[:2000].lower() for words in _FOR_TLS):
        return Permanent(
            f"{service} is not to be talked to in clear",
            scope=Scope.CHANNEL,
            hint=message("write https:// in api_url"),
        )
    if status in NOT_THIS_ONE:
        return Permanent(f"something before {service} does not take such a message ({status})")
    return Temporary(
        f"somebody else answered for {service} ({status}); does the network want a login, or a proxy?"
    )
