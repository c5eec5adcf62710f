"""What a file is: by its first bytes and what its archive holds, and only then by its suffix."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from kg.documents.archives import member_names
from kg.problems import PairkgError

__all__ = ["kind_of"]

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html\b|<html\b)",
    re.I | re.S,
)
_TAG = re.compile(r"</?(?:html|head|body|p|div|h[1-6]|ul|ol|li|table|a|br)\b[^<>]{0,500}>", re.I)
_OTHER = (
    (b"{\\rtf", "is an RTF text"),
    (b"\x89PNG", "is an image"),
    (b"\xff\xd8\xff", "is an image"),
    (b"GIF87a", "is an image"),
    (b"GIF89a", "is an image"),
    (b"II*\0", "is an image"),
    (b"MM\0*", "is an image"),
    (b"AT&TFORM", "is a DjVu scan"),
    (b"\x1f\x8b", "is a compressed file"),
    (b"7z\xbc\xaf", "is a compressed file"),
    (b"Rar!\x1a", "is a compressed file"),
)
_REMEDY = {
    "is an RTF text": "open it in Word or LibreOffice and save it as .docx",
    "is an image": "give its text, or a PDF in which text can be selected",
    "is a DjVu scan": "give its text, or a PDF in which text can be selected",
    "is a compressed file": "unpack it and give the documents inside",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(path: Path, data: bytes) -> str:
    """One of docx, odt, pdf, html, markdown, text; a PairkgError says what to do with others."""
    if data.startswith(b"PK\x03\x04"):
        return _archive(path, member_names(path, data), data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (
        path.suffix.lower() == ".pdf" and b"%PDF-" in data[:1024]
    ):
        return "pdf"
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PairkgError(f"{path} is locked by a password; save it without one.")
        raise PairkgError(
            f"{path} is a file of an old Office; open it in Word or LibreOffice and save it as "
            ".docx."
        )
    for start, what in _OTHER:
        if data.startswith(start):
            raise PairkgError(f"{path} {what}; {_REMEDY[what]}.")
    head = _head(data)
    if "<office:document" in head:
        raise PairkgError(f"{path} is a flat OpenDocument file; save it as .odt.")
    if "<pkg:package" in head or "<w:wordDocument" in head:
        raise PairkgError(f"{path} is a Word document as XML; save it as .docx.")
    if "multipart/related" in head and re.search(r"(?im)^mime-version:", head):
        raise PairkgError(f"{path} is a web archive; save the page as .html or .docx.")
    suffix = path.suffix.lower()
    if _HTML.match(head) or (suffix in (".html", ".htm", ".xhtml") and _TAG.search(head)):
        return "html"
    return "markdown" if suffix in (".md", ".markdown") else "text"


def _archive(path: Path, names: Collection[str], data: bytes) -> str:
    """What a zip file holds; Word and LibreOffice documents are zip files."""
    if any(name.startswith("word/") for name in names):
        return "docx"
    first = data[30:200]
    if b"application/vnd.oasis.opendocument.text" in first:
        return "odt"
    if b"application/epub+zip" in first or "META-INF/container.xml" in names:
        raise PairkgError(f"{path} is an EPUB book; convert it to .docx or .html.")
    if any(name.startswith(("xl/", "ppt/")) for name in names) or b"opendocument" in first:
        raise PairkgError(f"{path} holds sheets, slides or drawings; save its text as .docx.")
    if any(name.endswith(".iwa") or name == "index.xml" for name in names):
        raise PairkgError(f"{path} is a Pages document; export it as Word (.docx).")
    if "content.xml" in names and path.suffix.lower() in (".odt", ".ott"):
        return "odt"
    raise PairkgError(f"{path} is a zip archive; unpack it and give the documents inside.")


def _head(data: bytes) -> str:
    """The beginning as text, whatever its encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[:8000].decode("utf-16", errors="replace")
    return data.removeprefix(b"\xef\xbb\xbf")[:4000].decode("latin-1")
