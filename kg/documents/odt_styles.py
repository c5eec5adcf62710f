"""What the styles of an OpenDocument text make bold, italic, raised or numbered."""

from __future__ import annotations

from dataclasses import replace

import odfdo
from odfdo import Element

from kg.documents.inline import Look

__all__ = ["Styles"]

_HEAVY = frozenset(("bold", "600", "700", "800", "900"))
_DEEPEST = 20  # of styles that inherit; a loop of styles ends here


class Styles:
    """Looked up once each; `last_number` is where a numbered list stopped, by style and depth."""

    def __init__(self, document: odfdo.Document) -> None:
        self.last_number: dict[tuple[str, int], int] = {}
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for part in (document.styles, document.content):  # automatic styles of the text come last
            for style in part.root.get_elements("//style:style"):
                if style.get_attribute_string("style:family") in ("text", "paragraph"):
                    self._styles[style.get_attribute_string("style:name") or ""] = style
            for style in part.root.get_elements("//text:list-style"):
                self._lists[style.get_attribute_string("style:name") or ""] = style
        self._traits: dict[str, dict[str, str]] = {}

    def look(self, name: str | None, before: Look) -> Look:
        """How text in a style looks inside text that looked so before."""
        if not name:
            return before
        traits = self._traits.get(name)
        if traits is None:
            traits = self._traits[name] = self._read(name)
        weight, slant = traits.get("fo:font-weight"), traits.get("fo:font-style")
        place = traits.get("style:text-position", "")
        return replace(
            before,
            bold=before.bold if weight is None else weight in _HEAVY,
            italic=before.italic if slant is None else slant in ("italic", "oblique"),
            raised=before.raised if not place else place.startswith(("super", "3", "5")),
        )

    def is_title(self, name: str | None) -> bool:
        """Whether a paragraph style is that of the document's title."""
        return any(
            (style.get_attribute_string("style:name") or "") == "Title"
            for style in self._line_of(name or "")
        )

    def is_numbered(self, name: str, depth: int) -> bool:
        """Whether a list style numbers its items at a depth."""
        style = self._lists.get(name)
        if style is None:
            return False
        return any(
            level.tag == "text:list-level-style-number"
            and level.get_attribute_string("text:level") == str(depth)
            and level.get_attribute_string("style:num-format")
            for level in style.children
        )

    def _line_of(self, name: str) -> list[Element]:
        """A style and those that it inherits from."""
        found: list[Element] = []
        while (style := self._styles.get(name)) is not None and len(found) < _DEEPEST:
            found.append(style)
            name = style.get_attribute_string("style:parent-style-name") or ""
        return found

    def _read(self, name: str) -> dict[str, str]:
        traits: dict[str, str] = {}
        for style in self._line_of(name):
            for child in style.children:
                if child.tag != "style:text-properties":
                    continue
                for trait in ("fo:font-weight", "fo:font-style", "style:text-position"):
                    value = child.get_attribute_string(trait)
                    if value is not None:
                        traits.setdefault(trait, value)
        return traits
