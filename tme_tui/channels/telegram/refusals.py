"""What the answers of the Bot API mean for a delivery."""

from __future__ import annotations

from tme_tui.channels.http import HttpAnswer
from tme_tui.channels.pages import meaning_of_page
from tme_tui.channels.redacting import redacted
from tme_tui.i18n import message
from tme_tui.model.delivery import ChannelError, Permanent, Scope, Temporary

NOT_MODIFIED = "message is not modified"
NO_ENTITIES = "can't parse entities"
NO_BUTTONS = ("button_", "inline keyboard", "reply keyboard markup", "reply_markup")
GONE = ("message to delete not found", "message to edit not found", "message_id_invalid")
TOO_OLD = ("message can't be deleted", "message can't be edited")
STALE_PRESS = "query is too old"

_UNREACHABLE = (
    "chat not found",
    "chat_id is empty",
    "peer_id_invalid",
    "user not found",
    "not enough rights to send",
    "have no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat is deactivated",
    "group chat was upgraded",
    "group chat was deactivated",
    "topic_closed",
)


class Refusal(Permanent):
    """A refusal in the server's own words, for those callers that can do something about it."""

    def __init__(self, description: str, *, scope: Scope, hint: str = "", moved_to: str = "") -> None:
        super().__init__(f"Telegram says: {description}", scope=scope, hint=hint)
        self.description = description.casefold()
        self.moved_to = moved_to
        """The number that the chat has now, when it became a supergroup."""

    def says(self, *words: str) -> bool:
        """Whether the description holds any of these."""
        return any(each in self.description for each in words)


def result_of(answer: HttpAnswer) -> object:
    """What a call came to; an error for everything else."""
    document = answer.document
    if not isinstance(document, dict) or not isinstance(document.get("ok"), bool):
        raise meaning_of_page(answer, "Telegram", "telegram")
    if document["ok"]:
        return document.get("result")
    said = redacted(" ".join(str(document.get("description") or "").split())) or f"error {answer.status}"
    code = document.get("error_code")
    parameters = document.get("parameters")
    raise _refusal(
        code if isinstance(code, int) else answer.status,
        said,
        parameters if isinstance(parameters, dict) else {},
        answer.retry_after,
    )


def _refusal(code: int, said: str, parameters: dict[str, object], retry_after: float | None) -> ChannelError:
    lower = said.casefold()
    if code in (401, 404):
        return Permanent(
            "Telegram does not know this bot: the token is wrong or was replaced",
            scope=Scope.CHANNEL,
            hint=message("ask @BotFather for the token and set telegram.token"),
        )
    if code == 409:
        return _two_listeners(lower)
    if code == 429:
        asked = parameters.get("retry_after")
        wait = float(asked) if isinstance(asked, int | float) else retry_after
        return Temporary("Telegram wants us to wait", retry_after=wait)
    if code >= 500:
        return Temporary(f"Telegram is not there at the moment ({said})", retry_after=retry_after)
    if code == 403:
        return Refusal(said, scope=Scope.ADDRESS, hint=_way_back(lower))
    if any(each in lower for each in _UNREACHABLE):
        moved = parameters.get("migrate_to_chat_id")
        hint = message("link the chat again: tme link telegram")
        return Refusal(said, scope=Scope.ADDRESS, hint=hint, moved_to=str(moved or ""))
    return Refusal(said, scope=Scope.MESSAGE)


def heard_elsewhere() -> Permanent:
    """A webhook is set for the bot."""
    return Permanent(
        "the bot's messages go to a webhook, so nobody else can hear them",
        scope=Scope.CHANNEL,
        hint=message("remove the webhook, or make another bot for reminders with @BotFather"),
    )


def _two_listeners(lower: str) -> ChannelError:
    if "webhook" in lower:
        return heard_elsewhere()
    return Temporary(
        "another copy listens to this bot, or its token is in other hands",
    )


def _way_back(lower: str) -> str:
    if "blocked" in lower:
        return message("the person blocked the bot; they can unblock it in its chat")
    if "initiate" in lower:
        return message("the person has to write to the bot first: tme link telegram")
    if "deactivated" in lower:
        return message("the account is gone; link another: tme link telegram")
    return message("link the chat again: tme link telegram")
