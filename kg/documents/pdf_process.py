"""The process that reads one PDF: bytes on its input, JSON on its output.

The output is `{"text", "origins": [[line, place]], "notes": [text]}`, or `{"fault": name}` with one
of the names that `kg.documents.pdf` has a sentence for.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from os import _exit

from kg.documents.pdf_pages import Fault, read_pages
from kg.documents.pdf_text import text_of

__all__ = ["answer_for", "main", "seconds_for"]

SECONDS = 200.0
"""Time for the largest file; a small one that takes long goes round in a circle."""
_LEAST_SECONDS = 20.0
_BYTES_A_SECOND = 20_000
MEMORY = 2_000_000_000


def answer_for(data: bytes) -> dict[str, object]:
    """The answer for the bytes of a file."""
    try:
        document = text_of(read_pages(data))
    except Fault as fault:
        return {"fault": fault.name}
    except MemoryError:
        return {"fault": "large"}
    except Exception:
        return {"fault": "damaged"}
    origins = [[origin.line, origin.place] for origin in document.origins or ()]
    return {"text": document.text, "origins": origins, "notes": list(document.notes)}


def seconds_for(size: int) -> float:
    """The time that a file of so many bytes may take."""
    return min(SECONDS, _LEAST_SECONDS + size / _BYTES_A_SECOND)


def main() -> None:
    """Read, answer, end; a second thread ends the process when its time is over."""
    logging.disable(logging.CRITICAL)
    _limit_memory()
    data = sys.stdin.buffer.read()
    clock = threading.Timer(seconds_for(len(data)), _too_long)
    clock.daemon = True
    clock.start()
    answer = json.dumps(answer_for(data))
    clock.cancel()
    sys.stdout.write(answer)
    sys.stdout.flush()
    _exit(0)  # skips taking apart what was read


def _too_long() -> None:
    sys.stdout.write('{"fault": "long"}')
    sys.stdout.flush()
    _exit(0)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ValueError, OSError):  # a lower limit is set already
        return


if __name__ == "__main__":
    main()
