"""A file as a document: what it is decides who reads it."""

from __future__ import annotations

import re
from pathlib import Path

from kg.documents.decoding import decoded
from kg.documents.kinds import kind_of
from kg.documents.model import Document
from kg.problems import PairkgError

__all__ = ["LARGEST", "read_document"]

LARGEST = 50_000_000
"""Bytes of a file, and letters of its text."""
_GIVE = "give a dossier as .docx, .odt, .html, .pdf, text or Markdown"
_NO_TEXT = re.compile(r"(?:\s|^[#>|-]+|\[\^[^\]]*\]:?)+", re.M)


def read_document(path: Path) -> Document:
    """Read a file as marked text; a PairkgError says in one sentence why it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise PairkgError(f"{path} is larger than 50 MB; give its parts one by one.")
        data = path.read_bytes()
    except OSError as error:
        raise PairkgError(f"{path} cannot be read: {error.strerror}.") from None
    document = _read(path, data)
    if len(document.text) > LARGEST:
        raise PairkgError(f"{path} holds too much text; give its parts one by one.")
    if not _NO_TEXT.sub("", document.text):
        raise PairkgError(f"{path} is empty; {_GIVE}.")
    return document


def _read(path: Path, data: bytes) -> Document:
    """Readers are imported when they are needed: text needs none of their libraries."""
    kind = kind_of(path, data)
    if kind == "docx":
        from kg.documents.docx import read_docx

        return read_docx(path, data)
    if kind == "odt":
        from kg.documents.odt import read_odt

        return read_odt(path, data)
    if kind == "pdf":
        from kg.documents.pdf import read_pdf

        return read_pdf(path, data)
    if kind == "html":
        from kg.documents.decoding import decoded_html
        from kg.documents.html import read_html

        return read_html(path, decoded_html(data))
    text = decoded(data)
    if text is None:
        raise PairkgError(f"{path} is not a text; {_GIVE}.")
    return Document(text, kind)
