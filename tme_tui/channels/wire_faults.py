"""Why a call had no answer, in words that a person can act on and that hold no secret."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

from requests.exceptions import ConnectTimeout, ProxyError, ReadTimeout
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, ReadTimeoutError
from urllib3.exceptions import ProxyError as PoolProxyError

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
        return said("{host} did not answer in time", host=host)
    if among(ssl.SSLCertVerificationError):
        return said("{host} could not prove who it is (TLS)", host=host)
    if among(ProxyError, PoolProxyError) or (through_proxy and connecting):
        return said("the proxy does not connect us to {host}", host=host)
    if among(NameResolutionError, socket.gaierror):
        return said("the address of {host} was not found; is there a network?", host=host)
    if errno.ECONNREFUSED in codes:
        return said("{host} refuses connections", host=host)
    if codes & {*_UNREACHABLE}:
        return said("there is no way to {host}; is there a network?", host=host)
    if among(ConnectTimeout, ConnectTimeoutError):
        return said("{host} cannot be reached; is a proxy needed?", host=host)
    if connecting:
        return said("the connection to {host} broke off as it began; is a proxy needed?", host=host)
    if codes & {*_BROKEN} or among(ConnectionError):
        return said("the connection to {host} broke off", host=host)
    return said("the connection to {host} failed ({kind})", host=host, kind=type(error).__name__)


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
