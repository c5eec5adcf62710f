"""Why a remote server has not answered; each text is one sentence for the one who runs pairkg.

RemoteError
|- RemoteUnreachable   nothing listens there, or the name leads nowhere
|- RemoteTimeout       it took longer than it may
|- RemoteRefused       it answered with a status of refusal
|- RemoteMoved         it sends to another place, where nobody follows
|- NotSparql           what came back is not an answer of the protocol
|- RemoteCut           it says itself that its answer is not whole
|- RemoteTooLarge      its answer is longer than is read
|- WriteUnknown        nobody knows whether it made a write
`- NotOffered          it cannot do this, as its kind declares
"""

from __future__ import annotations

from kg.engine import EngineError

__all__ = [
    "NotOffered",
    "NotSparql",
    "RemoteCut",
    "RemoteError",
    "RemoteMoved",
    "RemoteRefused",
    "RemoteTimeout",
    "RemoteTooLarge",
    "RemoteUnreachable",
    "WriteUnknown",
]


class RemoteError(EngineError):
    """The remote server has not done what it was asked."""


class RemoteUnreachable(RemoteError):  # noqa: N818 - reads as what it is
    """Nothing listens there, or the connection broke."""


class RemoteTimeout(RemoteError):  # noqa: N818 - reads as what it is
    """It took longer than it may."""


class RemoteRefused(RemoteError):  # noqa: N818 - reads as what it is
    """It answered with a status of refusal; `said` is the first line of its reason."""

    def __init__(self, text: str, status: int, said: str = "") -> None:
        self.status, self.said = status, said
        super().__init__(text)


class RemoteMoved(RemoteError):  # noqa: N818 - reads as what it is
    """It sends to another place; credentials and data are for the place that was named."""


class NotSparql(RemoteError):  # noqa: N818 - reads as what it is
    """What came back is not an answer of the SPARQL protocol."""


class RemoteCut(RemoteError):  # noqa: N818 - reads as what it is
    """The server says that its answer is not whole."""


class RemoteTooLarge(RemoteError):  # noqa: N818 - reads as what it is
    """The answer has more bytes than are read."""

    def __init__(self, text: str, most: int) -> None:
        self.most = most
        super().__init__(text)


class WriteUnknown(RemoteError):  # noqa: N818 - reads as what it is
    """A write was sent, and no answer says what became of it."""


class NotOffered(RemoteError):  # noqa: N818 - reads as what it is
    """The server has no such service, or nobody said where it is."""
