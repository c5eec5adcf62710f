"""The one door to the texts of the sources that a user has registered.

A text lies in the store under the identifier of its source, `{store}/texts/{id}`. It never enters
the data or a wheel: whoever has the document registers a copy. Nothing is taken on trust: a copy is
what `data/sources.yaml` says by its SHA-256, when it is registered and each time it is read.

    TextUnavailable
    ├── TextMissing       nobody has registered the text
    ├── TextDamaged       what is registered is not the text that the data counts in
    └── TextUnreadable    what is registered cannot be read
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.files import write_whole
from kg.iris import is_slug
from kg.problems import PairkgError

__all__ = [
    "SourceText",
    "TextDamaged",
    "TextMissing",
    "TextUnavailable",
    "TextUnreadable",
    "Texts",
    "UnknownText",
    "identified",
    "registered_text",
]


class UnknownText(PairkgError):  # noqa: N818 - reads as what it is
    """A file is the text of no source."""


class TextUnavailable(PairkgError):  # noqa: N818
    """There is no true copy of a source's text."""


class TextMissing(TextUnavailable):
    """Nobody has registered the text."""

    def __init__(self, source: str, sha256: str) -> None:
        super().__init__(
            f"The text of {source!r} is not registered here; whoever has the document registers "
            f"it with `pairkg sources add FILE` (SHA-256 {sha256})."
        )


class TextDamaged(TextUnavailable):
    """The copy that is registered is not the text that the data counts in."""

    def __init__(self, source: str, wanted: str, found: str) -> None:
        super().__init__(
            f"The registered copy of {source!r} is damaged or of another edition: its SHA-256 is "
            f"{found} where the data says {wanted}; register it again with "
            "`pairkg sources add FILE`."
        )


class TextUnreadable(TextUnavailable):
    """The system does not let us read the copy that is registered."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"The registered copy of {source!r} cannot be read: {reason}.")


@dataclass(frozen=True)
class SourceText:
    """The text of a source, as its file has it; lines are parted by line feeds, from one."""

    source: str
    sha256: str
    text: str

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each line starts, and at the end where one more line would."""
        lines = self.text.removesuffix("\n").split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        return tuple(starts)

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self._starts) - 1

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Offsets from the first to behind the last character of these lines that is not blank.

        None where the lines are blank, or not all there.
        """
        if not 1 <= first <= last <= self.lines:
            return None
        start = self._starts[first - 1]
        passage = self.text[start : self._starts[last]]
        trimmed = passage.strip()
        if not trimmed:
            return None
        start += len(passage) - len(passage.lstrip())
        return start, start + len(trimmed)

    def passage(self, first: int, last: int) -> str:
        """The text of these lines without the blanks around it."""
        span = self.span(first, last)
        return "" if span is None else self.text[span[0] : span[1]]


def identified(file: Path, digests: Mapping[str, str]) -> SourceText:
    """The text in a file, as that of the source (identifier -> SHA-256) whose digest it has."""
    content = _content(file)
    digest = hashlib.sha256(content).hexdigest()
    source = next((source for source, known in digests.items() if known == digest), None)
    if source is None:
        known = ", ".join(sorted(digests)) or "none"
        raise UnknownText(
            f"{file} (SHA-256 {digest}) is the text of none of the sources that the data knows: "
            f"{known}."
        )
    try:
        return SourceText(source, digest, content.decode("utf-8"))
    except UnicodeDecodeError:
        raise UnknownText(f"{file} is the text of {source!r}, but is not UTF-8.") from None


class Texts:
    """The texts registered in a store; without a store there are none."""

    def __init__(self, store: Path | None) -> None:
        self._folder = None if store is None else store / "texts"

    def add(self, text: SourceText) -> Path:
        """Keep a copy of a text, in place of an earlier one; where it lies."""
        path = self._path(text.source)
        if path is None:
            raise PairkgError("There is no store to keep the text in.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PairkgError(f"{path.parent} cannot be made: {error.strerror}.") from None
        write_whole(path, text.text.encode("utf-8"))
        return path

    def remove(self, source: str) -> bool:
        """Drop a copy; whether there was one."""
        path = self._path(source)
        if path is None or not path.is_file():
            return False
        path.unlink()
        return True

    def read(self, source: str, sha256: str) -> SourceText:
        """The text of a source, compared with its digest; TextUnavailable where it is not that."""
        path = self._path(source)
        if path is None:
            raise TextMissing(source, sha256)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise TextMissing(source, sha256) from None
        except OSError as error:
            raise TextUnreadable(source, error.strerror or str(error)) from None
        found = hashlib.sha256(content).hexdigest()
        if found != sha256:
            raise TextDamaged(source, sha256, found)
        return SourceText(source, sha256, content.decode("utf-8"))

    def registered(self) -> list[str]:
        """The sources of which there is a copy, true or not, in order."""
        return [source for source, _ in self._copies()]

    def state(self) -> str:
        """A text that changes when a copy comes, goes or is replaced; empty without any."""
        return " ".join(f"{source}@{time}" for source, time in self._copies())

    def _copies(self) -> list[tuple[str, int]]:
        if self._folder is None or not self._folder.is_dir():
            return []
        found = []
        for path in self._folder.iterdir():
            if is_slug(path.name):
                with suppress(FileNotFoundError):  # taken away in the meantime
                    found.append((path.name, path.stat().st_mtime_ns))
        return sorted(found)

    def _path(self, source: str) -> Path | None:
        return None if self._folder is None or not is_slug(source) else self._folder / source


def registered_text(store: Path, source: str, sha256: str) -> str | None:
    """The text of a source; None where nobody has registered it."""
    try:
        return Texts(store).read(source, sha256).text
    except TextMissing:
        return None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PairkgError(f"{path} cannot be read: {error.strerror}.") from None
