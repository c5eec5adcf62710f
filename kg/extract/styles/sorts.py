"""What kind of publication a reference describes, by the fields that it prints."""

from __future__ import annotations

import re

from kg.extract.kinds import kind_of
from kg.extract.styles.draft import Draft
from kg.extract.styles.people import body_word

__all__ = ["set_type"]

_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|actes d|paper presented|presented at|"
    r"communication présentée|conference|congrès|colloque|symposium|proc\.)",
    re.I,
)
_NEWS = re.compile(
    r"\b(?:times|guardian|post|monde|libération|figaro|herald|tribune|gazette|"
    r"news|telegraph|independent|humanité|croix|dépêche|echos|observer|daily|"
    r"mail|soir|devoir|presse|journal|newspaper|chronicle|globe|parisien|"
    r"ouest-france|progrès)\b",
    re.I,
)
_GREY = re.compile(
    r"\b(?:department|government|commission|council|agency|association|institute|organi[sz]ation|"
    r"ministry|office|foundation|trust|centre|center|committee|federation|authority|nhs|who|unicef|"
    r"oecd|author|working group|task force)\b",
    re.I,
)
_JOURNAL = re.compile(
    r"\b(?:journal|revue|review|bulletin|annals|annales|cahiers|archives)\b", re.I
)
_PRESS = re.compile(r"\b(?:press|presses|books|publishing|publishers|éditions?|verlag)\b", re.I)


def set_type(draft: Draft, *, web: bool, medium: str) -> None:
    """Set the CSL type; `web` and `medium` are what a mark such as `[en ligne]` says."""
    csl = draft.csl
    site = "line" in medium and "URL" in csl and "publisher" in csl
    if site and not {"publisher-place", "page", "container-title", "number-of-pages"} & csl.keys():
        csl["container-title"] = csl.pop("publisher")
        draft.sure["container-title"] = 0.75
    if kind_of("", csl, (), ())[0] == "legislation":
        kind = "legislation"
    elif "type" in csl:
        kind = csl.pop("type")
    elif (
        "container-title" in csl
        and _PROCEEDINGS.search(csl["container-title"])
        and "volume" not in csl
    ):
        kind = "paper-conference"
    elif (
        "container-title" in csl and ("volume" in csl or "issue" in csl) and "publisher" not in csl
    ):
        kind = "article-journal"
    elif "container-title" in csl and ("publisher" in csl or "editor" in csl):
        kind = "chapter"
    elif "container-title" in csl:
        parts = csl.get("issued", {}).get("date-parts", [[0]])[0]
        if len(parts) == 3 and "DOI" not in csl:
            news = "URL" not in csl or "page" in csl or _NEWS.search(csl["container-title"])
            kind = "article-newspaper" if news else "webpage"
        elif (
            "page" in csl
            or "DOI" in csl
            or "status" in csl
            or len(parts) == 2
            or _JOURNAL.search(csl["container-title"])
        ):
            kind = "article-journal"
        else:
            kind = "webpage" if "URL" in csl else "chapter"
    elif (
        web
        or ("internet" in medium and "author" not in csl and "URL" in csl)
        or ("URL" in csl and "publisher" not in csl and "number-of-pages" not in csl)
    ):
        kind = "webpage"
    else:
        kind = _book(csl)
    csl["type"] = kind
    draft.sure["type"] = 0.9


def _book(csl: dict[str, object]) -> str:
    publisher = str(csl.get("publisher", ""))
    if _PRESS.search(publisher) or "ISBN" in csl:
        return "book"
    authors = csl.get("author")
    if (
        "URL" in csl
        and publisher
        and isinstance(authors, list)
        and all(body_word(name.get("literal", "")) for name in authors)
    ):
        return "report"
    printed = {name: value for name, value in csl.items() if name not in ("URL", "DOI")}
    return (
        "report"
        if _GREY.search(publisher) or kind_of("publisher", printed, (), ())[0] == "report"
        else "book"
    )
