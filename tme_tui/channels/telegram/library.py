"""A copy of pyTelegramBotAPI's method definitions for one client.

The library keeps the server's address and the sender of requests in its module, so a process could talk to
one server only. But a module can be loaded more than once: each client has a copy of `telebot.apihelper`
with its own address and sender, and the one that others import stays untouched. With our sender in it, the
copy opens no connection, starts no thread and repeats nothing.

Importing the library also makes it write errors to standard error, in the middle of the screen; that is
undone. It is under the GPL, so it is an optional package, and imported by this package alone.
"""

from __future__ import annotations

from importlib.util import find_spec, module_from_spec
from logging import NullHandler
from types import ModuleType
from typing import TYPE_CHECKING

from tme_tui.channels.redacting import RedactingFilter
from tme_tui.model.delivery import Permanent, Scope

if TYPE_CHECKING:
    from collections.abc import Callable


def own_methods(api_url: str, sender: Callable[..., object], patience: float) -> ModuleType:
    """The methods of the Bot API, sent through `sender` to the server at `api_url`."""
    try:
        spec = find_spec("telebot.apihelper")
        import telebot
    except ImportError:
        spec = None
    if spec is None or spec.loader is None:
        raise Permanent(
            "the library for Telegram is not installed; pip install 'tme-tui[telegram]' brings it",
            scope=Scope.CHANNEL,
        )
    _keep_quiet(telebot)
    methods = module_from_spec(spec)
    spec.loader.exec_module(methods)
    own = vars(methods)
    own["API_URL"] = api_url.rstrip("/").replace("{", "{{").replace("}", "}}") + "/bot{0}/{1}"
    own["CUSTOM_REQUEST_SENDER"] = sender
    own["READ_TIMEOUT"] = patience
    return methods


def _keep_quiet(telebot: ModuleType) -> None:
    logger = telebot.logger
    logger.handlers[:] = [NullHandler()]
    if not any(isinstance(each, RedactingFilter) for each in logger.filters):
        logger.addFilter(RedactingFilter())
