"""Word and LibreOffice documents from their XML, for what no library of the tests can write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(body: str, head: str = "", **parts: str) -> bytes:
    """A Word document: the XML of its body, and of other parts by name (footnotes="...")."""
    others = {f"word/{name}.xml": f"<w:{name} {W}>{xml}</w:{name}>" for name, xml in parts.items()}
    document = f'<?xml version="1.0"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": document,
            **others,
        }
    )


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, each given as text or as XML."""
    shown = (
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>'
        for run in runs
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(shown)}</w:p>"


_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("manifest", "manifest"),
    )
)


def writer(body: str, styles: str = "", head: str = "") -> bytes:
    """A LibreOffice text: the XML of its body and of its automatic styles."""
    mimetype = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", mimetype), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    return zipped(
        {
            "mimetype": mimetype,
            "content.xml": (
                f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {_NAMES}>'
                f"<office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body>"
                "</office:document-content>"
            ),
            "styles.xml": (
                f"<office:document-styles {_NAMES}><office:styles/></office:document-styles>"
            ),
            "META-INF/manifest.xml": (f"<manifest:manifest {_NAMES}>{entries}</manifest:manifest>"),
        }
    )
