"""PDFs line by line, and any file by its bytes."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

from kg.documents import Document, read_document

__all__ = ["Sheet", "read"]


def read(data: bytes, folder: Path, name: str) -> Document:
    path = folder / name
    path.write_bytes(data)
    return read_document(path)


class Sheet(FPDF):
    """A PDF of which each line is placed by the test; y from the top, in points."""

    def __init__(self) -> None:
        super().__init__(unit="pt", format="A4")
        self.set_auto_page_break(False)

    def put(self, x: float, y: float, text: str, size: float = 10, style: str = "") -> None:
        """Print one line."""
        self.set_font("helvetica", style=style, size=size)
        self.text(x, y, text)

    def made(self) -> bytes:
        """The file."""
        return bytes(self.output())
