"""What the tags of HTML mean for a text: what hides, what begins a line, how it looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.documents.inline import PLAIN, Look

__all__ = ["APART", "BLOCKS", "HEADINGS", "VOID", "is_hidden", "looked"]

_DROPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "select",
        "textarea",
        "button",
        "audio",
        "video",
        "canvas",
        "head",
        "title",
        "rt",
        "rp",
    ]
)
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var"))
HEADINGS = {f"h{level}": level for level in range(1, 7)}
APART = frozenset(("p", "blockquote", "pre", "table", "ul", "ol", "dl", "hr", "figure"))
BLOCKS = APART | frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "address",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "caption",
        "body",
        "form",
        "fieldset",
        "details",
        "summary",
        "figcaption",
        "center",
    ]
)
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "keygen",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HEAVY = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)", re.I)
_SLANTED = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.I)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a reader does not see an element, or sees it as a means to move about."""
    return (
        tag in _DROPPED
        or "hidden" in attributes
        or attributes.get("role") == "navigation"
        or bool(_HIDDEN.search(attributes.get("style", "")))
    )


def looked(look: Look, tag: str, attributes: Mapping[str, str]) -> Look:
    """How text looks inside an element that stands in text of another look."""
    if tag in HEADINGS:
        return PLAIN
    if tag in _BOLD:
        look = replace(look, bold=True)
    elif tag in _ITALIC:
        look = replace(look, italic=True)
    elif tag == "sup":
        look = replace(look, raised=True)
    elif tag == "a" and attributes.get("href"):
        look = replace(look, href=attributes["href"].strip())
    elif tag in BLOCKS:
        look = replace(look, raised=False)
    style = attributes.get("style", "")
    if heavy := _HEAVY.search(style):
        look = replace(look, bold=heavy[1][0] in "bB6789")
    if slanted := _SLANTED.search(style):
        look = replace(look, italic=slanted[1][0] in "iIoO")
    if _RAISED.search(style):
        look = replace(look, raised=True)
    return look
