"""The page of one thing: its answer, made readable, with links to everything it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from api import urls
from api.html import Node, tag
from api.negotiation import Language
from api.pages.frame import Words, frame, in_language, say
from api.pages.labels import KIND_NAMES, LINKED_BY_FIELD, field_label
from kg.answers.errors import NotFound
from kg.answers.labels import choose_label
from kg.answers.models import Bilingual, Model
from kg.answers.passages import MOST_LINES, Passages
from kg.iris import Iris
from kg.texts import SourceText, TextDamaged, TextUnavailable

__all__ = ["thing_page"]

Json: TypeAlias = Any
"""A value of an answer as JSON has it."""
Labels: TypeAlias = Mapping[tuple[str, str], Bilingual]
"""What each concept is called, by its scheme and its code."""

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
_LINES: Words = ("lignes", "lines")
_READ: Words = ("Lire le passage", "Read the passage")
_FIRST_LINES: Words = (
    f"(les {MOST_LINES} premières lignes)",
    f"(the first {MOST_LINES} lines)",
)
_TEXT: Words = ("Le texte de la source", "The text of the source")
_TEXT_HERE: Words = (
    "Une copie du texte est enregistrée sur ce serveur : chaque endroit cité mène à son passage.",
    "A copy of the text is registered with this server: each place cited leads to its passage.",
)
_TEXT_MISSING: Words = (
    "Ce serveur n'a pas de copie du texte. Qui possède le document, avec l'empreinte SHA-256 "
    "indiquée plus haut, l'enregistre par la commande :",
    "This server has no copy of the text. Whoever has the document, with the SHA-256 given above, "
    "registers it with the command:",
)
_TEXT_DAMAGED: Words = (
    "La copie enregistrée n'est pas le texte qui a été lu : elle est abîmée, ou d'une autre "
    "édition. Pour l'enregistrer de nouveau :",
    "The registered copy is not the text that was read: it is damaged, or of another edition. To "
    "register it again:",
)
_CODES: Mapping[str, str] = {
    "countries": "country",
    "country": "country",
    "design": "design",
    "direction": "direction",
    "measure": "measure",
    "populations": "population",
    "settings": "setting",
    "stance": "stance",
}
"""Fields that hold codes of a scheme; `kind` and `type` are of a scheme by the kind of thing."""
_KINDS: Mapping[str, str] = {"programme": "programme-kind", "work": "work-type"}
_ADD: Words = ("pairkg sources add FICHIER", "pairkg sources add FILE")


def thing_page(
    kind: str,
    identifier: str,
    answer: Model,
    *,
    passages: Passages,
    labels: Labels,
    iris: Iris,
    lang: Language,
) -> bytes:
    """The page at the path of a thing's IRI; `labels` are those of the concepts."""
    body = answer.model_dump(mode="json")
    writer = _Writer(kind, iris, lang, passages, labels)
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
        _text_of_source(passages, identifier, lang) if kind == "source" else None,
        tag("h2", say(_MORE, lang)) if more else None,
        tag("p", tag("a", say(more[1], lang), href=more[0](identifier))) if more else None,
        tag("h2", say(_ALSO, lang)),
        tag("ul", [tag("li", link) for link in links]),
    ]
    other = urls.thing(kind, identifier, lang="en" if lang == "fr" else "fr")
    return frame(title, lang, content, other=other, head=alternates)


def _text_of_source(passages: Passages, source: str, lang: Language) -> Node:
    """Whether the text of a source is registered, and how to register it."""
    heading = tag("h2", say(_TEXT, lang), id="text")
    try:
        passages.text(source)
    except TextUnavailable as error:
        words = _TEXT_DAMAGED if isinstance(error, TextDamaged) else _TEXT_MISSING
        command = tag("pre", tag("code", say(_ADD, lang)))
        return [heading, tag("p", say(words, lang)), command]
    return [heading, tag("p", say(_TEXT_HERE, lang))]


class _Writer:
    """Writes the values of an answer in the language of the page."""

    def __init__(
        self, kind: str, iris: Iris, lang: Language, passages: Passages, labels: Labels
    ) -> None:
        self._iris, self._lang, self._passages = iris, lang, passages
        self._schemes = {**_CODES, "kind": _KINDS.get(kind, ""), "type": _KINDS.get(kind, "")}
        self._labels = labels

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
        placed = bool(body.get("source") and body.get("locator"))
        for key, value in body.items():
            if _is_empty(value) or (placed and key == "locator"):
                continue
            located = placed and key == "source"
            written = self._located(value, body["locator"]) if located else self.value(key, value)
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
                return self._row([self._code(key, str(item)) for item in value])
            return tag("ul", [tag("li", self.value(key, item)) for item in value])
        text = self._code(key, str(value))
        if text.startswith(("http://", "https://")):
            return tag("a", text, href=urls.path_of(self._iris, text) or text)
        return text

    def _code(self, key: str, value: str) -> str:
        """The label of a code, in the language of the page; what is no code stays as it is."""
        label = self._labels.get((self._schemes.get(key, ""), value))
        return choose_label(label, self._lang, value).text if label is not None else value

    def _object(self, key: str, value: Mapping[str, Json]) -> Node:
        """A value with fields, by which fields it has; a list of them where it is of no sort."""
        keys = set(value)
        written: Node = None
        if keys == {"fr", "en"} and not isinstance(value["fr"], list):
            written = in_language(Bilingual(**value), self._lang, "")
        elif keys == {"source", "locator"}:
            written = self._located(value["source"], value["locator"])
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
        facts = [self._code(key, str(value[key])) for key in ("year", "stance") if value.get(key)]
        known = f" ({', '.join(facts)})" if facts else None
        return [tag("a", self.title(value), href=path), known]

    def _located(self, source: Mapping[str, Json], locator: Mapping[str, Json] | None) -> Node:
        """A place: its source, and its lines with the passage where its text is registered."""
        name = self.value("source", source)
        if not locator:
            return name
        first = locator["line"]
        end = locator.get("line_end") or first
        last = min(end, first + MOST_LINES - 1)
        text = self._text(source["id"])
        if text is None:
            href = urls.text_of(source["id"])
            return [name, ", ", tag("a", self._lines(locator), href=href)]
        link = tag("a", self._lines(locator), href=urls.passage(source["id"], first, last))
        cut = tag("p", say(_FIRST_LINES, self._lang)) if last < end else None
        spoken = self._passages.card(source["id"]).maybe_text("language")
        quoted = tag("blockquote", text.passage(first, last), lang=spoken)
        details = tag("details", tag("summary", say(_READ, self._lang)), quoted, cut)
        return [name, ", ", link, details]

    def _text(self, source: str) -> SourceText | None:
        try:
            return self._passages.text(source)
        except (NotFound, TextUnavailable):
            return None

    def _row(self, texts: list[str]) -> str:
        """Texts side by side; where one holds a comma, something else must part them."""
        apart = say((" ; ", "; "), self._lang) if any("," in text for text in texts) else ", "
        return apart.join(texts)

    def _lines(self, locator: Mapping[str, Json]) -> str:
        parts = []
        for key, words in (("section", _SECTION), ("page", _PAGE)):
            if locator.get(key) is not None:
                parts.append(f"{say(words, self._lang)} {locator[key]}")
        first, last = locator["line"], locator.get("line_end")
        several = last not in (None, first)
        lines = f"{first}–{last}" if several else f"{first}"
        return ", ".join([*parts, f"{say(_LINES if several else _LINE, self._lang)} {lines}"])

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
