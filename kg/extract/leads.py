"""What stands before an imprint or in place of a title: authors, title, host volume, marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.names import corporate, looks_like_names

__all__ = ["NESTED", "Lead", "clean_title", "host_of", "lead_of_title", "names_end", "split_lead"]

NESTED = re.compile(
    r"(?:^|(?<=[.;»)] ))(?:cité(?:e|s|es)? (?:par|dans)|pour en savoir plus|"
    r"voir aussi|lire aussi|à lire|source"
    r"|référence|extrait de|tiré de|d'après|texte intégral|cf\.?|et aussi)\s*:\s*(?=\S)",
    re.I,
)
_LEAD_IN = re.compile(
    r"^(?:définitions?|extraits?|textes?|citations?|tableaux?|"
    r"passages?)\s+(?:extraite?s?|tirée?s?|issue?s?)\s+(?:de la |du |de l'|des |"
    r"de |d')",
    re.I,
)
_MARK = re.compile(r"\s*\[([^\[\]]{2,60})\]\s*\.?")
_IN = re.compile(r"(?:^|(?<=[.\s]))[Ii]n\s?:?\s+(?=[A-ZÀ-ÞŒ\"«])|(?:^|(?<=[.\s]))[Ii]n\s?:\s*")
_OTHERS = re.compile(r"[\[(]?(?:et|&|and)\s+(?:al|coll)\b", re.I)
_ISBD = re.compile(r"\s+/\s+")
_INITIAL = re.compile(r"^[A-ZÀ-ÞŒ]\.?(?:-?[A-ZÀ-ÞŒ]\.)*(?:,|\s*\(|\.|$)")
_BODY = re.compile(r"^([^.:?!«»]{3,90})\.\s+(?=[A-ZÀ-ÞŒ\"«])")
_EDITORS = re.compile(
    r"[,.]?\s*(?:\bsous la (?:direction|dir\.?|coordination)\s*(?:de\s+|d')?|"
    r"\bss la dir\.?\s*(?:de\s+|d')?|\bcoordonné par\s+|\bdirigé par\s+|/\s+)",
    re.I,
)


@dataclass
class Lead:
    """What was read, each part as printed."""

    authors: str = ""
    title: str = ""
    host: str = ""
    host_editors: str = ""
    marks: list[str] = field(default_factory=list)
    lead_in: str = ""


def split_lead(text: str) -> Lead:
    """`Authors. Title. In : Host`, any of which may be missing."""
    text = text.strip(" ;,-–")
    lead = Lead()
    inside = _IN.search(text)
    if inside is not None and (inside[0].rstrip().endswith(":") or inside.start() == 0):
        lead.host, lead.host_editors = host_of(text[inside.end() :])
        text = text[: inside.start()].strip(" ,-–")
    quoted = re.match(r"^(?P<a>[^«]{3,300}?)[,.:]\s*«\s?(?P<t>[^»]{3,400}?)\s?»\s*[,.]?\s*$", text)
    if quoted and looks_like_names(quoted["a"]):
        lead.authors, lead.title = quoted["a"].strip(), quoted["t"].strip()
        return lead
    if looks_like_names(text):
        lead.authors = text
        return lead
    cut = names_end(text)
    if cut:
        lead.authors, text = _names(text[:cut]), text[cut:].lstrip(" .:-–")
    elif dashed := _dashed(text):
        lead.authors, text = dashed
    elif (comma := _comma_names(text)) > 0:
        lead.authors, text = text[:comma].strip(" ,"), text[comma:].lstrip(" ,")
    elif (body := _BODY.match(text)) and corporate(body[1]):
        lead.authors, text = body[1], text[body.end() :]
    _title(text, lead)
    return lead


def _dashed(text: str) -> tuple[str, str] | None:
    """Authors and title of `Title – Durand Alice` or `Durand Alice – Title`."""
    parts = re.split(r"\s[–—]\s+", text)
    if not 2 <= len(parts) <= 4:
        return None
    for names, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        if looks_like_names(names) and len(names.split()) > 1:
            return names, " – ".join(rest)
    return None


def _comma_names(text: str) -> int:
    """Where the names end that a comma parts from the title; 0 if none do."""
    pieces = text[:900].split(", ")
    for count in range(min(len(pieces) - 1, 10), 0, -1):
        names = ", ".join(pieces[:count])
        if looks_like_names(names, several=True) and len(text) > len(names) + 8:
            return len(names)
    return 0


def _names(text: str) -> str:
    """The names without the stop that ends them, which is no part of a last initial."""
    text = text.strip(" :")
    return text[:-1] if text.endswith(".") and "." not in text[:-1] else text


def host_of(text: str) -> tuple[str, str]:
    """The title of a host volume and the names of its editors, both as printed."""
    text = text.strip(" .,;")
    cut = names_end(text)
    if cut:
        return text[cut:].lstrip(" .:-–"), text[:cut].strip()
    parts = _EDITORS.split(text, maxsplit=1)
    if len(parts) == 2 and parts[0].strip():
        return parts[0].strip(" .,"), parts[1].strip()
    return text, ""


def clean_title(text: str) -> Lead:
    """A title without its marks, and the authors behind its slash or before its first stop."""
    lead = Lead()
    cut = names_end(text)
    if cut and len(text) > cut + 8:
        lead.authors, text = _names(text[:cut]), text[cut:].lstrip(" .:-–")
    _title(text, lead)
    return lead


def lead_of_title(text: str) -> Lead:
    """A title and the host volume behind it, where the authors are already read."""
    lead = Lead()
    inside = _IN.search(text)
    if inside is not None and inside.start() > 2:
        lead.host, lead.host_editors = host_of(text[inside.end() :])
        text = text[: inside.start()].strip(" ,-–")
    _title(text, lead)
    return lead


def _title(text: str, lead: Lead) -> None:
    for mark in _MARK.findall(text):
        if re.search(r"[A-Za-zÀ-ÿ]{3}", mark):
            lead.marks.append(mark)
    text = _MARK.sub(" ", text).strip() if lead.marks else text
    nested = NESTED.match(text)
    if nested:
        text = text[nested.end() :]
    if match := _LEAD_IN.match(text):
        lead.lead_in = match[0].strip()
        text = text[match.end() :]
    slashes = list(_ISBD.finditer(text))
    if slashes and not lead.authors:
        tail = text[slashes[-1].end() :].strip(" .")
        if looks_like_names(tail) and len(tail.split()) > 1:
            lead.authors, text = tail, text[: slashes[-1].start()]
    text = re.sub(r"\s+", " ", text).strip(" ,;-–")
    if text.endswith(".") and not text.endswith(("...", "etc.", "..")):
        text = text[:-1].rstrip()
    if text.startswith("«") and text.endswith("»") and text.count("«") == 1:
        text = text[1:-1].strip()
    lead.title = text


def names_end(text: str) -> int:
    """Where the list of names that a text begins with ends; 0 if it begins with none."""
    best = 0
    listed = False
    for match in list(re.finditer(r"\.\s+|\s:\s|\)\s*[.,:]\s+", text[:900]))[:40]:
        stop = match.start() + (1 if match[0].startswith((")", ".")) else 0)
        prefix, rest = text[:stop], text[match.end() :]
        if best and not listed and not _INITIAL.match(text[best:].lstrip(" .")):
            break
        if looks_like_names(prefix, several=True) and rest and not _OTHERS.match(rest):
            best, listed = match.end(), "," in match[0]
    if best:
        role = re.match(r"^\((?:dirs?|coords?|éds?|eds?)\.?\)\s*[.:,]?\s*", text[best:], re.I)
        if role:
            best += role.end()
    return best
