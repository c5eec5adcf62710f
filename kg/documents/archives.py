"""Zipped documents, opened within bounds: how many members, how large, which XML.

A zip of a few kilobytes can unpack to gigabytes, and XML can name entities that grow without end or
read other files. Sizes are checked from the directory of the archive before anything is unpacked
(`zipfile` never unpacks more of a member than it declares); parts with a DOCTYPE are refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from xml.parsers import expat

from kg.problems import PairkgError

__all__ = ["check_xml", "damaged", "member_names", "refuse_locked"]

MEMBERS = 5_000
UNPACKED = 400_000_000
XML = 60_000_000
DEEPEST = 200
ELEMENTS = 1_500_000
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    RuntimeError,  # also what is packed in a way that is not known
    OverflowError,
)


def member_names(path: Path, data: bytes) -> frozenset[str]:
    """The members of a zip file, once its bounds are checked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except _FAULTS:
        raise damaged(path) from None
    if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED:
        raise PairkgError(
            f"{path} unpacks to more than {UNPACKED // 1_000_000} MB or {MEMBERS} parts; save it "
            "without its images."
        )
    return frozenset(member.filename for member in members)


def check_xml(path: Path, data: bytes, parts: Iterable[str]) -> None:
    """Refuse parts that are locked, too large, too deep, not well formed or declare a DOCTYPE.

    A part named with `*` at its end stands for all members that begin so.
    """
    wanted = tuple(parts)
    left = XML
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if _is_among(m.filename, wanted)]
            if len({m.filename for m in members}) < len(members):
                raise damaged(path)
            for member in members:
                left -= member.file_size
                if left < 0:
                    raise PairkgError(f"{path} holds too much text; give its parts one by one.")
                if member.flag_bits & 1:
                    raise PairkgError(f"{path} is locked by a password; save it without one.")
                _check(path, archive.read(member))
    except (*_FAULTS, expat.ExpatError):
        raise damaged(path) from None


def refuse_locked(path: Path, data: bytes) -> None:
    """Refuse an OpenDocument file whose manifest says that its parts are encrypted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            manifest = archive.getinfo("META-INF/manifest.xml")
            with archive.open(manifest) as part:
                locked = b"encryption-data" in part.read(4_000_000)
    except _FAULTS:
        return  # `check_xml` says what is wrong
    if locked:
        raise PairkgError(f"{path} is locked by a password; save it without one.")


def damaged(path: Path) -> PairkgError:
    """The error of a document that cannot be unpacked or parsed."""
    return PairkgError(f"{path} is damaged; open it in Word or LibreOffice and save it again.")


def _is_among(name: str, wanted: tuple[str, ...]) -> bool:
    return any(
        name.startswith(part[:-1]) and name.endswith((".xml", ".rels"))
        if part.endswith("*")
        else name == part
        for part in wanted
    )


def _check(path: Path, xml: bytes) -> None:
    """One pass over a part that keeps nothing."""
    depth = count = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > DEEPEST or count > ELEMENTS:
            raise PairkgError(
                f"{path} is nested too deeply or has too many parts; open it in Word or "
                "LibreOffice and save it again."
            )

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise PairkgError(
            f"{path} declares XML entities, which no word processor writes; open it in Word or "
            "LibreOffice and save it again."
        )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    parser.Parse(xml, True)
