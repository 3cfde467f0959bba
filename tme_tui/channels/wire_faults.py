"""Why a call had no answer, in words that a person can act on and that hold no secret."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from http.client import BadStatusLine, IncompleteRead

from requests.exceptions import ConnectTimeout, ProxyError, ReadTimeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    InvalidChunkLength,
    NameResolutionError,
    ReadTimeoutError,
)
from urllib3.exceptions import ProxyError as PoolProxyError

from tme_tui.channels.pages import PROXY_ASKS
from tme_tui.i18n import said

_UNREACHABLE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN)
_BROKEN = (errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED)


def reason_in_words(
    error: BaseException, host: str, *, overdue: bool, connecting: bool, through_proxy: bool
) -> str:
    """One line.

    `overdue` says that we ended the call ourselves, `connecting` that the request had not left yet, and
    `through_proxy` that the settings name a proxy.
    """
    causes = tuple(_causes(error))
    codes = {cause.errno for cause in causes if isinstance(cause, OSError)}

    def among(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if overdue or among(ReadTimeout, ReadTimeoutError):
        return said(f"{host} did not answer in time")
    if among(ssl.SSLCertVerificationError):
        return said(f"{host} could not prove who it is (TLS)")
    if any("407" in str(cause) for cause in causes if isinstance(cause, PoolProxyError)):
        return PROXY_ASKS
    if among(ProxyError, PoolProxyError) or (through_proxy and connecting):
        return said(f"the proxy does not connect us to {host}")
    if among(NameResolutionError, socket.gaierror):
        return said(f"the address of {host} was not found; is there a network?")
    if errno.ECONNREFUSED in codes:
        return said(f"{host} refuses connections")
    if codes & {*_UNREACHABLE}:
        return said(f"there is no way to {host}; is there a network?")
    if among(ConnectTimeout, ConnectTimeoutError):
        return said(f"{host} cannot be reached; is a proxy needed?")
    if connecting:
        return said(f"the connection to {host} broke off as it began; is a proxy needed?")
    if codes & {*_BROKEN} or among(ConnectionError):
        return said(f"the connection to {host} broke off")
    if among(IncompleteRead, InvalidChunkLength, BadStatusLine, DecodeError):
        return said(f"{host} gave an answer that breaks off or cannot be read")
    return said(f"the connection to {host} failed ({type(error).__name__})")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it was made of: libraries put the first cause among the arguments, or in `reason`."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [arg for arg in one.args if isinstance(arg, BaseException)]
        reason = getattr(one, "reason", None)
        waiting += [reason if isinstance(reason, BaseException) else None, one.__cause__, one.__context__]
