"""Markdown dossiers as .docx, .odt, .html and .pdf files, in the way that people's programs do.

Each line of Markdown becomes a paragraph; bold, italic, links, headings, items and tables stay what
they are. Only what the dossiers of the tests use is understood.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import docx
import odfdo
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from fpdf import FPDF


class Run(NamedTuple):
    """Text in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass
class Block:
    """A paragraph, heading, item, empty line or table."""

    kind: str
    level: int = 0
    runs: list[Run] = field(default_factory=list)
    rows: list[list[list[list[Run]]]] = field(default_factory=list)


_RUN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*|\[(?P<shown>[^\]]*)\]\((?P<to>\S+?)\)"
    r"|<(?P<address>https?://[^>]+)>"
)
_ESCAPE = re.compile(r"\\([_*])")


def runs_of(text: str) -> list[Run]:
    """The runs of a line of Markdown."""
    runs: list[Run] = []
    at = 0
    for match in _RUN.finditer(text):
        runs.append(Run(text[at : match.start()]))
        if match["bold"]:
            runs.extend(run._replace(bold=True) for run in runs_of(match["bold"]))
        elif match["italic"]:
            runs.append(Run(match["italic"], italic=True))
        elif match["to"]:
            runs.append(Run(match["shown"], href=match["to"]))
        else:
            address = _ESCAPE.sub(r"\1", match["address"])
            runs.append(Run(address, href=address))
        at = match.end()
    runs.append(Run(text[at:]))
    return [run._replace(text=_ESCAPE.sub(r"\1", run.text)) for run in runs if run.text]


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a Markdown dossier."""
    lines = text.rstrip("\n").split("\n")
    at = 0
    while at < len(lines):
        line = lines[at].rstrip()
        at += 1
        if at < len(lines) and re.match(r"\s*\|?\s*:?-+:?\s*\|", lines[at]):
            table = Block("table")
            table.rows.append(_cells(line))
            at += 1
            while at < len(lines) and "|" in lines[at]:
                table.rows.append(_cells(lines[at]))
                at += 1
            yield table
        elif not line.strip():
            yield Block("blank")
        elif match := re.match(r"(#+) (.*)", line):
            yield Block("heading", len(match[1]), runs_of(match[2]))
        elif match := re.match(r"- (.*)", line):
            yield Block("item", 1, runs_of(match[1]))
        else:
            yield Block("line", 0, runs_of(line.strip().removeprefix("> ")))


def _cells(line: str) -> list[list[list[Run]]]:
    cells = line.strip().strip("|").split("|")
    return [[runs_of(part.strip()) for part in cell.split("<br>")] for cell in cells]


def as_html(text: str) -> bytes:
    """A page."""
    parts = ['<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body>']
    for block in blocks_of(text):
        if block.kind == "heading":
            parts.append(f"<h{block.level}>{_html(block.runs)}</h{block.level}>")
        elif block.kind == "item":
            parts.append(f"<ul><li>{_html(block.runs)}</li></ul>")
        elif block.kind == "line":
            parts.append(f"<div>{_html(block.runs)}</div>")
        elif block.kind == "table":
            rows = (
                "".join(f"<td>{'<br>'.join(map(_html, cell))}</td>" for cell in row)
                for row in block.rows
            )
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            parts.append("<p></p>")
    return "\n".join([*parts, "</body></html>"]).encode()


def _html(runs: list[Run]) -> str:
    shown = ""
    for run in runs:
        text = html.escape(run.text)
        text = f"<em>{text}</em>" if run.italic else text
        text = f"<strong>{text}</strong>" if run.bold else text
        shown += f'<a href="{html.escape(run.href)}">{text}</a>' if run.href else text
    return shown


def as_docx(text: str) -> bytes:
    """A Word document."""
    document = docx.Document()
    for block in blocks_of(text):
        if block.kind == "table":
            table = document.add_table(len(block.rows), len(block.rows[0]))
            for row, cells in zip(table.rows, block.rows, strict=True):
                for cell, lines in zip(row.cells, cells, strict=False):
                    for number, runs in enumerate(lines):
                        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                        _docx_runs(paragraph, runs)
            continue
        style = {"item": "List Bullet", "heading": f"Heading {block.level}"}.get(block.kind)
        _docx_runs(document.add_paragraph(style=style), block.runs)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_runs(paragraph: Any, runs: list[Run]) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold, made.italic = run.bold or None, run.italic or None
        if run.href:
            link = OxmlElement("w:hyperlink")
            to = paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), to)
            made._r.addprevious(link)
            link.append(made._r)


def as_odt(text: str) -> bytes:
    """A LibreOffice document, its looks in automatic styles."""
    document = odfdo.Document("text")
    document.body.clear()
    document.insert_style(odfdo.Style("text", name="T1", bold=True), automatic=True)
    document.insert_style(odfdo.Style("text", name="T2", italic=True), automatic=True)
    for block in blocks_of(text):
        if block.kind == "table":
            rows = "".join(
                "<table:table-row>"
                + "".join(
                    "<table:table-cell>"
                    + "".join(f"<text:p>{_odt(runs)}</text:p>" for runs in cell)
                    + "</table:table-cell>"
                    for cell in row
                )
                + "</table:table-row>"
                for row in block.rows
            )
            xml = f'<table:table table:name="T">{rows}</table:table>'
        elif block.kind == "heading":
            xml = f'<text:h text:outline-level="{block.level}">{_odt(block.runs)}</text:h>'
        elif block.kind == "item":
            item = f"<text:list-item><text:p>{_odt(block.runs)}</text:p></text:list-item>"
            xml = f"<text:list>{item}</text:list>"
        else:
            xml = f"<text:p>{_odt(block.runs)}</text:p>"
        document.body.append(odfdo.Element.from_tag(xml))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _odt(runs: list[Run]) -> str:
    shown = ""
    for run in runs:
        text = html.escape(run.text)
        if run.bold or run.italic:
            style = "T1" if run.bold else "T2"
            text = f'<text:span text:style-name="{style}">{text}</text:span>'
        if run.href:
            text = f'<text:a xlink:href="{html.escape(run.href)}">{text}</text:a>'
        shown += text
    return shown


SIZES = {1: 20.0, 2: 17.0, 3: 14.0, 4: 13.0}


def as_pdf(text: str) -> bytes:
    """A PDF without a table: running head, page numbers, and links as areas."""
    pdf = Paper()
    pdf.core_fonts_encoding = "cp1252"
    pdf.add_page()
    for block in blocks_of(text):
        if block.kind == "blank":
            pdf.ln(5)
            continue
        size = SIZES[block.level] if block.kind == "heading" else 10.0
        pdf.set_font("helvetica", size=size)
        for run in [Run("- "), *block.runs] if block.kind == "item" else block.runs:
            style = "B" * (run.bold or block.kind == "heading") + "I" * run.italic
            pdf.set_font("helvetica", style=style, size=size)
            pdf.write(size * 0.45, printable(run.text), run.href)
        pdf.ln(size * 0.5)
    return bytes(pdf.output())


class Paper(FPDF):
    """A4 pages with a running head and a page number."""

    def header(self) -> None:
        """Called by fpdf2 on each page."""
        self.set_font("helvetica", size=8)
        self.set_y(8)
        self.cell(0, 5, "Centre de ressources des composeurs")
        self.ln(12)

    def footer(self) -> None:
        """Called by fpdf2 on each page."""
        self.set_font("helvetica", size=8)
        self.set_y(-12)
        self.cell(0, 5, f"{self.page_no()}", align="C")


def printable(text: str) -> str:
    """What the built-in fonts of PDF can print."""
    return text.encode("cp1252", "replace").decode("cp1252")


AS = {"docx": as_docx, "odt": as_odt, "html": as_html, "pdf": as_pdf}
