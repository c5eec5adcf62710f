"""HTML from Python calls; every text is escaped, because only `tag` makes what is not.

>>> tag("p", "1 < 2 ", tag("a", "more", href="/?a=1&b=2"))
'<p>1 &lt; 2 <a href="/?a=1&amp;b=2">more</a></p>'
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

__all__ = ["Html", "Node", "tag"]

_VOID = {"link", "meta", "br", "hr", "input"}


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


Node: TypeAlias = str | int | float | Iterable["Node"] | None


def tag(element: str, /, *children: Node, **attributes: str | bool | None) -> Html:
    """An element; `class_` stands for `class`, `_` in a name for `-`, None for no attribute."""
    written = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        key = name.rstrip("_").replace("_", "-")
        written.append(f" {key}" if value is True else f' {key}="{escape(value)}"')
    opening = f"<{element}{''.join(written)}>"
    if element in _VOID:
        return Html(opening)
    return Html(f"{opening}{''.join(map(_text, children))}</{element}>")


def _text(node: Node) -> str:
    if node is None:
        return ""
    if isinstance(node, Html):
        return node
    if isinstance(node, str | int | float):
        return escape(str(node), quote=False)
    return "".join(map(_text, node))
