"""The page at `/docs`: the OpenAPI document as a page to read, without any script."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from api import urls
from api.html import Html, Node, tag
from api.pages.frame import frame
from api.problems import SORTS

__all__ = ["reference_page"]

_METHODS = ("get", "post", "put", "delete")


def reference_page(document: Mapping[str, Any]) -> bytes:
    """Every path with its parameters and answers, every model, every sort of problem."""
    sections: dict[str, list[Html]] = {}
    for path, method, operation in _operations(document):
        sections.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    body: list[Node] = [
        tag("p", document["info"]["description"], class_="lead"),
        tag("p", "The same for programs: ", tag("a", urls.OPENAPI, href=urls.OPENAPI), "."),
        tag("ul", [tag("li", tag("a", name, href=f"#{_slug(name)}")) for name in sections]),
        [
            tag("section", tag("h2", name, id=_slug(name)), operations)
            for name, operations in sections.items()
        ],
        tag("h2", "Problems", id="problems"),
        tag("p", "Errors are RFC 9457 documents (application/problem+json); `type` is one of:"),
        tag("dl", [_problem(slug) for slug in SORTS]),
        tag("h2", "Models", id="models"),
        [_model(name, model) for name, model in _models(document).items()],
    ]
    return frame("API", "en", body, other=None, description="Reference of the pairkg API.")


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _models(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return dict(sorted(document["components"]["schemas"].items()))


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> Html:
    example = _example(path, operation) if method == "get" else None
    return tag(
        "section",
        tag("h3", tag("code", f"{method.upper()} {path}"), id=operation["operationId"]),
        tag("p", tag("strong", operation["summary"]), ". ", operation.get("description", "")),
        _parameters(operation.get("parameters", [])),
        _answers(operation["responses"].get("200", {})),
        example and tag("p", "Example: ", _shown(example, operation)),
    )


def _parameters(parameters: list[Mapping[str, Any]]) -> Node:
    if not parameters:
        return None
    rows = [
        tag(
            "tr",
            tag("td", tag("code", parameter["name"])),
            tag("td", parameter["in"]),
            tag("td", _type(parameter["schema"])),
            tag("td", parameter.get("description", "")),
        )
        for parameter in parameters
    ]
    names = [tag("th", name, scope="col") for name in ("Parameter", "In", "Type", "Meaning")]
    table = tag("table", tag("thead", tag("tr", names)), tag("tbody", rows))
    return tag("div", table, class_="wide")


def _answers(response: Mapping[str, Any]) -> Node:
    if not response.get("content"):
        return tag("p", "Answers: without a body.")
    forms = [
        [tag("code", media_type), " ", _type(content.get("schema", {}))]
        for media_type, content in response.get("content", {}).items()
    ]
    return tag("p", "Answers: ", [[", " if n else "", form] for n, form in enumerate(forms)])


def _example(path: str, operation: Mapping[str, Any]) -> str | None:
    """A link that works: the path with the example of each part of it."""
    if made := operation.get("x-example"):
        return str(made)
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            examples = parameter["schema"].get("examples")
            if not examples:
                return None
            path = path.replace("{" + parameter["name"] + "}", examples[0])
    needed = {
        parameter["name"]: parameter["schema"]["examples"][0]
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query" and parameter.get("required")
    }
    return urls.with_query(path, needed)


def _shown(example: str, operation: Mapping[str, Any]) -> Html:
    """The example as a link; as text where the answer hangs on what this server holds."""
    if operation.get("x-needs-text") or operation.get("x-needs-token"):
        return tag("code", example)
    return tag("a", example, href=example, rel="nofollow")


def _model(name: str, model: Mapping[str, Any]) -> Html:
    rows = [
        tag("tr", tag("td", tag("code", key)), tag("td", _type(part)), tag("td", _meaning(part)))
        for key, part in model.get("properties", {}).items()
    ]
    names = [tag("th", title, scope="col") for title in ("Field", "Type", "Meaning")]
    table = tag("table", tag("thead", tag("tr", names)), tag("tbody", rows))
    return tag(
        "section",
        tag("h3", name, id=f"model-{_slug(name)}"),
        tag("p", model.get("description", "")),
        tag("div", table, class_="wide") if rows else None,
    )


def _meaning(part: Mapping[str, Any]) -> Node:
    examples = [json.dumps(example, ensure_ascii=False) for example in part.get("examples", [])]
    return [
        part.get("description", ""),
        [" For example ", tag("code", examples[0]), "."] if examples else None,
    ]


def _type(schema: Mapping[str, Any]) -> Node:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return tag("a", name, href=f"#model-{_slug(name)}")
    if "anyOf" in schema:
        parts = [_type(part) for part in schema["anyOf"]]
        return [[" or " if n else "", part] for n, part in enumerate(parts)]
    if "enum" in schema:
        return " or ".join(json.dumps(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return ["list of ", _type(schema.get("items", {}))]
    return str(schema.get("type", "text"))


def _problem(slug: str) -> Node:
    sort = SORTS[slug]
    name = f"problem-{slug}"
    return [tag("dt", tag("code", urls.problem(slug)), id=name), tag("dd", sort.meaning)]


def _slug(name: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in name.lower())
