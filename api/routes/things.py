"""Things under the paths of their own IRIs, in the form that the client accepts."""

# Annotations are evaluated here: each kind has its own example, which FastAPI reads from them.
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api import urls
from api.caching import validate
from api.languages import PageLanguage
from api.negotiation import Language, choose
from api.pages.thing import thing_page
from api.parameters import refuse_unknown_parameters
from api.problems import NotAcceptable
from api.representations import THINGS, write_triples
from api.state import CurrentGraph, CurrentTexts
from kg.answers.passages import Passages
from kg.answers.things import describe_thing, get_thing
from kg.answers.vocabularies import concept_labels
from kg.graph import KnowledgeGraph
from kg.texts import Texts

__all__ = ["router"]

router = APIRouter(tags=["things"], dependencies=[Depends(refuse_unknown_parameters)])

Form = Literal["html", "json", "turtle", "jsonld", "ntriples", "rdfxml"]
FormFilter = Annotated[
    Form | None,
    Query(alias="format", description="One form, whatever is accepted.", examples=["turtle"]),
]
_TYPES = {offer.name: offer.media_type for offer in THINGS}
_DESCRIPTION = (
    "HTML, JSON (the same as under `/api`), Turtle, JSON-LD, N-Triples or RDF/XML, by `Accept`. "
    "The triples are those of the thing and of its parts."
)
_EXAMPLES = {
    "claim": "reduces-hospitalisation",
    "programme": "denver",
    "study": "min-2007",
    "work": "min-2007",
    "finding": "min-2007-rehospitalisation",
    "citation": "ireps-dossier-2019-l911-min-2007",
    "person": "roelandt-jean-luc",
    "term": "pair-aidance",
    "source": "ireps-dossier-2019",
}


def _write(
    graph: KnowledgeGraph, texts: Texts, kind: str, identifier: str, *, form: str, lang: Language
) -> bytes:
    """A thing in one form."""
    if form in ("html", "json"):
        answer = get_thing(graph, kind, identifier)
        if form == "json":
            return answer.model_dump_json().encode()
        return thing_page(
            kind,
            identifier,
            answer,
            passages=Passages(graph, texts),
            labels=concept_labels(graph),
            iris=graph.iris,
            lang=lang,
        )
    return write_triples(describe_thing(graph, kind, identifier), form)


def _chosen(request: Request, form: Form | None) -> tuple[str, str]:
    """Name and media type of the form: the one asked for, else by Accept."""
    if form is not None:
        return form, _TYPES[form]
    found = choose(request.headers.get("accept"), THINGS)
    if found is None:
        raise NotAcceptable(list(_TYPES.values()))
    return found[0].name, found[1]


def _serve(kind: str) -> None:
    """Serve the things of one kind. Each has its own path, so that `/other/x` is a 404."""
    about = Path(description=f"Identifier of the {kind}.", examples=[_EXAMPLES[kind]])

    def read_thing(
        *,
        request: Request,
        graph: CurrentGraph,
        texts: CurrentTexts,
        lang: PageLanguage,
        id: Annotated[str, about],
        form: FormFilter = None,
    ) -> Response:
        """Negotiate, tag, then make the answer: a client that has it already costs nothing."""
        name, media_type = _chosen(request, form)
        vary = ("Accept", "Accept-Language") if name == "html" else ("Accept",)
        # A page shows the passages that are registered, and then nobody may keep it.
        shown = texts.state() if name == "html" else ""
        spoken = f"{media_type} {lang} {shown}" if name == "html" else media_type
        validate(request, graph.generation, spoken, vary, private=bool(shown))
        response = Response(
            _write(graph, texts, kind, id, form=name, lang=lang), media_type=media_type
        )
        if name != "json":
            href = urls.answer(kind, id)
            response.headers["Link"] = f'<{href}>; rel="alternate"; type="application/json"'
        return response

    router.add_api_route(
        f"/{kind}/{{id}}",
        read_thing,
        response_class=Response,
        summary=f"The {kind} itself",
        description=_DESCRIPTION,
        name=f"read_{kind}_itself",
    )


for _kind in urls.KINDS:
    _serve(_kind)
