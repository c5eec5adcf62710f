"""PDF files: read in a process of their own, which has a limit of time and of memory.

A PDF may loop, unpack to gigabytes or nest without end in more ways than can be checked before it
is opened; nothing of that can reach the program that asks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from kg.documents.model import Document, Origin
from kg.problems import PairkgError

__all__ = ["read_pdf"]

SECONDS = 300
"""Of waiting; the process ends itself sooner, see `kg.documents.pdf_process`."""
_SAYS = {
    "damaged": "is not a text that can be read: its PDF is damaged; print it to a new PDF",
    "locked": "is locked by a password; save it without one",
    "scanned": "holds images and no text; run a text recognition (OCR) over it first",
    "undecodable": "prints letters that its fonts do not name; give its text or a .docx instead",
    "long": "takes too long to read or has too many pages; give its parts one by one",
    "large": "needs too much memory to be read; print it to a new PDF or give its parts",
}


def read_pdf(path: Path, data: bytes) -> Document:
    """A PDF as a document; `data` are the bytes of `path`."""
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = dict(os.environ) | {"PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-W", "ignore", "-m", "kg.documents.pdf_process"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, with no argument of a user's
            command, input=data, capture_output=True, timeout=SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise PairkgError(f"{path} {_SAYS['long']}.") from None
    except OSError as error:
        raise PairkgError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # it was ended, or ran out of memory in the middle
        raise PairkgError(f"{path} {_SAYS['large' if done.returncode else 'damaged']}.") from None
    if fault := answer.get("fault"):
        raise PairkgError(f"{path} {_SAYS[fault]}.")
    origins = tuple(Origin(line, place) for line, place in answer["origins"])
    return Document(answer["text"], "pdf", origins, tuple(answer["notes"]))
