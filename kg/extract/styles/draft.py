"""Fields while a reference is being read, and how much of the text they explain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Draft"]


@dataclass
class Draft:
    """`explained` counts characters, weighed by how firm the marks are that gave the field."""

    csl: dict[str, Any] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    explained: float = 0.0
    warnings: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    penalty: float = 0.0

    def put(self, name: str, value: Any, sure: float, printed: int | None = None) -> None:  # noqa: ANN401 - a value of CSL-JSON
        """Set a field that is not set yet; `printed` characters of the text gave it."""
        if not value or name in self.csl:
            return
        self.csl[name] = value
        self.sure[name] = sure
        size = printed if printed is not None else len(value) if isinstance(value, str) else 4
        self.explained += size * sure

    def leave(self, text: str) -> None:
        """Name what is not understood."""
        text = text.strip(" .,;:()[]\ue000\ue001")
        if len(text) > 1:
            self.left.append(text)
