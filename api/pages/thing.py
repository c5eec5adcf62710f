"""The page of one thing: its answer, made readable, with links to everything it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from api import urls
from api.html import Node, tag
from api.negotiation import Language
from api.pages.frame import Words, frame, in_language, say
from api.pages.labels import KIND_NAMES, LINKED_BY_FIELD, field_label
from kg.answers.models import Bilingual, Model
from kg.iris import Iris

__all__ = ["thing_page"]

Json: TypeAlias = Any
"""A value of an answer as JSON has it."""

_TITLES = ("label", "statement", "title", "printed")
_ALSO: Words = ("Sous d'autres formes", "In other forms")
_MORE: Words = ("Voir aussi", "See also")
_FORMS = (
    ("turtle", "Turtle", "text/turtle"),
    ("jsonld", "JSON-LD", "application/ld+json"),
)
_MORE_OF: Mapping[str, tuple[Any, Words]] = {
    "claim": (urls.evidence_of, ("Les études pour et contre", "The studies for and against")),
    "programme": (urls.timeline_of, ("La chronologie", "The timeline")),
    "finding": (urls.citations_of, ("Les citations qui le portent", "The citations that carry it")),
}
_SECTION: Words = ("section", "section")
_PAGE: Words = ("page", "page")
_LINE: Words = ("ligne", "line")


def thing_page(kind: str, identifier: str, answer: Model, iris: Iris, lang: Language) -> bytes:
    """The page at the path of a thing's IRI."""
    body = answer.model_dump(mode="json")
    writer = _Writer(iris, lang)
    title = writer.title(body)
    name = next((key for key in _TITLES if body.get(key)), None)
    shown = {key: value for key, value in body.items() if key not in (name, "id")}
    json_path = urls.answer(kind, identifier)
    links = [tag("a", "JSON", href=json_path, type="application/json")]
    alternates = [tag("link", rel="alternate", type="application/json", href=json_path)]
    for form, label, media_type in _FORMS:
        href = urls.thing(kind, identifier, form)
        links.append(tag("a", label, href=href, type=media_type))
        alternates.append(tag("link", rel="alternate", type=media_type, href=href))
    more = _MORE_OF.get(kind)
    content = [
        tag("p", say(KIND_NAMES[kind], lang), class_="kind"),
        writer.fields(shown),
        tag("h2", say(_MORE, lang)) if more else None,
        tag("p", tag("a", say(more[1], lang), href=more[0](identifier))) if more else None,
        tag("h2", say(_ALSO, lang)),
        tag("ul", [tag("li", link) for link in links]),
    ]
    other = urls.thing(kind, identifier, lang="en" if lang == "fr" else "fr")
    return frame(title, lang, content, other=other, head=alternates)


class _Writer:
    """Writes the values of an answer in the language of the page."""

    def __init__(self, iris: Iris, lang: Language) -> None:
        self._iris, self._lang = iris, lang

    def title(self, body: Mapping[str, Json]) -> str:
        """What a thing is called, as plain text."""
        for key in _TITLES:
            value = body.get(key)
            if isinstance(value, str) and value:
                return value
            if isinstance(value, Mapping):
                first, second = (value.get(key) for key in _in_order(self._lang))
                if first or second:
                    return str(first or second)
        return str(body.get("id", ""))

    def fields(self, body: Mapping[str, Json]) -> Node:
        """A list of fields; what is unknown or empty is passed over."""
        rows = []
        for key, value in body.items():
            if _is_empty(value):
                continue
            written = self.value(key, value)
            rows.append([tag("dt", field_label(key, self._lang)), tag("dd", written)])
        return tag("dl", rows)

    def value(self, key: str, value: Json) -> Node:
        """One value of a field."""
        if isinstance(value, bool):
            return say(("oui", "yes") if value else ("non", "no"), self._lang)
        if isinstance(value, Mapping):
            return self._object(key, value)
        if isinstance(value, Sequence) and not isinstance(value, str):
            if all(isinstance(item, str | int | float) for item in value):
                return ", ".join(str(item) for item in value)
            return tag("ul", [tag("li", self.value(key, item)) for item in value])
        text = str(value)
        if text.startswith(("http://", "https://")):
            return tag("a", text, href=urls.path_of(self._iris, text) or text)
        return text

    def _object(self, key: str, value: Mapping[str, Json]) -> Node:
        """A value with fields, by which fields it has; a list of them where it is of no sort."""
        keys = set(value)
        written: Node = None
        if keys == {"fr", "en"} and not isinstance(value["fr"], list):
            written = in_language(Bilingual(**value), self._lang, "")
        elif keys == {"source", "locator"}:
            written = [self.value("source", value["source"]), self._place(value["locator"])]
        elif "family" in keys:
            written = self._name(value)
        elif "value" in keys and "unit" in keys:
            written = self._figure(value)
        elif "iri" in keys and (path := urls.path_of(self._iris, value["iri"])):
            written = self._reference(path, value)
        elif "id" in keys and (kind := LINKED_BY_FIELD.get(key)):
            written = self._reference(urls.thing(kind, value["id"]), value)
        elif keys == {"id", "label"}:
            written = self.title(value)
        return self.fields(value) if written is None else written

    def _reference(self, path: str, value: Mapping[str, Json]) -> Node:
        facts = [str(value[key]) for key in ("year", "stance") if value.get(key)]
        known = f" ({', '.join(facts)})" if facts else None
        return [tag("a", self.title(value), href=path), known]

    def _place(self, locator: Mapping[str, Json] | None) -> Node:
        if not locator:
            return None
        parts = []
        for key, words in (("section", _SECTION), ("page", _PAGE)):
            if locator.get(key) is not None:
                parts.append(f"{say(words, self._lang)} {locator[key]}")
        first, last = locator["line"], locator.get("line_end")
        lines = f"{first}–{last}" if last not in (None, first) else f"{first}"
        return ", " + ", ".join([*parts, f"{say(_LINE, self._lang)} {lines}"])

    def _name(self, name: Mapping[str, Json]) -> Node:
        text = " ".join(part for part in (name.get("given"), name["family"]) if part)
        if name.get("id") and name.get("kind") == "person":
            return tag("a", text, href=urls.thing("person", name["id"]))
        return text

    def _figure(self, figure: Mapping[str, Json]) -> Node:
        unit = f" {figure['unit']}" if figure["unit"] else ""
        facts = [figure.get("group"), figure.get("time_point"), figure.get("comparator")]
        facts += [f"n = {figure['n']}"] if figure.get("n") is not None else []
        known = "; ".join(str(fact) for fact in facts if fact)
        label = in_language(Bilingual(**figure["label"]), self._lang, "")
        return [label, f" : {figure['value']}{unit}", f" ({known})" if known else None]


def _in_order(lang: Language) -> tuple[str, str]:
    return ("fr", "en") if lang == "fr" else ("en", "fr")


def _is_empty(value: Json) -> bool:
    """Whether there is nothing to show: null, no items, or a text in neither language."""
    if value is None or value in ("", [], {}):
        return True
    return isinstance(value, Mapping) and all(_is_empty(part) for part in value.values())
