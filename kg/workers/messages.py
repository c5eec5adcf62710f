"""What is said to a worker and what it says, as bytes: a line of JSON, then the answer itself.

A worker runs what strangers send, so the server takes nothing of it that could run there: it reads
a few facts, never an object of Python.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.engine import Dataset, EngineError, QuerySyntaxError, WrongFormatError
from kg.workers.errors import QueryTooLarge, SnapshotGone
from kg.workers.task import Question, WorkerAnswer

__all__ = ["read_question", "read_reply", "write_error", "write_question", "write_reply"]

_SAID = {kind.__name__: kind for kind in (QuerySyntaxError, WrongFormatError, SnapshotGone)}
"""Errors that are their sentence."""


def write_question(question: Question) -> bytes:
    """A question as bytes."""
    asked = question.dataset
    return json.dumps(
        [
            str(question.snapshot),
            question.text,
            question.formats,
            [asked.default, asked.named, asked.base],
            question.union,
            str(question.spool),
        ]
    ).encode()


def read_question(message: bytes) -> Question:
    """The question that a message holds."""
    snapshot, text, formats, (default, named, base), union, spool = json.loads(message)
    dataset = Dataset(tuple(default), tuple(named), base)
    return Question(Path(snapshot), text, tuple(formats), dataset, union, Path(spool))


def write_reply(answer: WorkerAnswer) -> bytes:
    """An answer as bytes; of one in a file only that it is there."""
    facts = {"form": answer.form, "format": answer.format, "size": answer.size}
    body = answer.body if isinstance(answer.body, bytes) else None
    facts["filed"] = body is None
    return json.dumps(facts).encode() + b"\n" + (body or b"")


def write_error(error: Exception) -> bytes:
    """Why there is no answer, as bytes."""
    facts: dict[str, object] = {"error": type(error).__name__, "text": str(error)}
    if isinstance(error, QueryTooLarge):
        facts |= {"most": error.most, "what": error.what}
    elif not isinstance(error, EngineError):
        facts["text"] = f"{type(error).__name__} in a worker: {error}"
    return json.dumps(facts).encode() + b"\n"


def read_reply(message: bytes, spool: Path) -> WorkerAnswer:
    """The answer, whose file is `spool` if it is in one; raises why there is none.

    That is an EngineError, or RuntimeError for what should not happen.
    """
    head, _, body = message.partition(b"\n")
    facts = json.loads(head)
    if "error" not in facts:
        kept = spool if facts["filed"] else body
        return WorkerAnswer(facts["form"], facts["format"], kept, facts["size"])
    name, text = facts["error"], facts["text"]
    if name == QueryTooLarge.__name__:
        raise QueryTooLarge(facts["most"], facts["what"])
    if name == EngineError.__name__:
        raise EngineError(text)
    raise _SAID.get(name, RuntimeError)(text)
