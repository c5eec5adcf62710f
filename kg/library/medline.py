"""Reads the export of PubMed (.nbib, MEDLINE tags)."""

from __future__ import annotations

import re
from typing import Any

from kg.library.dates import spoken_date
from kg.library.names import inverted_name
from kg.library.result import Collector, LibraryResult
from kg.library.ris import report_outside
from kg.library.tagged import split_medline
from kg.library.tagged_evidence import evidence_of_tags

__all__ = ["read_medline"]

_VARIABLES = {
    "TI": "title",
    "BTI": "container-title",
    "JT": "container-title",
    "TA": "container-title-short",
    "VI": "volume",
    "IP": "issue",
    "AB": "abstract",
    "LA": "language",
    "PMC": "PMCID",
    "PB": "publisher",
    "PL": "publisher-place",
    "TT": "original-title",
}
_SHORT_NAME = re.compile(r"(.+?) ([A-Z]{1,4})(?: (Jr|Sr|\d\w\w))?")
_NUMBER = re.compile(r"(\S+)(?: \[(\w+)\]| \((\w+)\))?")


def read_medline(text: str, file: str) -> LibraryResult:
    """The records of a text in order."""
    account = Collector(file)
    records, outside = split_medline(text)
    for record in records:
        csl, rest = _csl(record.values())
        warnings = []
        if not record.begun:
            message = "The record does not begin with its number (PMID)"
            warnings.append(f"Line {record.line}: {message}")
            account.problem(record.line, message, "Add the line; it is read all the same")
        if len(csl) == 1 and not rest:
            account.lost(record.line, "The record has no fields", "Add them or delete it")
            continue
        key = f"pmid-{csl['PMID']}" if "PMID" in csl else f"record-{record.line}"
        evidence = evidence_of_tags(csl, record.placed())
        account.add(key, csl, record.line, warnings, rest, evidence=evidence)
    report_outside(outside, account)
    return account.result()


def _csl(tags: list[tuple[str, str]]) -> tuple[dict[str, Any], dict[str, str]]:
    """The CSL fields of a record, and what has no place among them."""
    kinds = {value for tag, value in tags if tag == "PT"}
    csl: dict[str, Any] = {
        "type": "book" if {"Book", "Books & Documents"} & kinds else "article-journal"
    }
    rest: dict[str, list[str]] = {}
    full_names = any(tag == "FAU" for tag, _ in tags)
    for tag, value in tags:
        variable = _VARIABLES.get(tag)
        if not value:
            continue
        if variable and variable not in csl:
            csl[variable] = value
        elif not (_placed(csl, tag, value) or (tag == "AU" and full_names)):
            rest.setdefault(tag, []).append(value)
        if tag == "AU" and not full_names:
            csl.setdefault("author", []).append(_short_name(value))
            rest.pop("AU", None)
    return csl, {tag: "; ".join(values) for tag, values in rest.items()}


def _placed(csl: dict[str, Any], tag: str, value: str) -> bool:
    """Whether a tag that needs more than copying found its place."""
    if tag == "PMID" and value.isdigit():
        csl.setdefault("PMID", value)
    elif tag in ("FAU", "CN", "FED"):
        name = {"literal": value} if tag == "CN" else inverted_name(value)
        csl.setdefault("editor" if tag == "FED" else "author", []).append(
            name or {"literal": value}
        )
    elif tag == "DP":
        csl["issued"] = dict(spoken_date(value))
    elif tag == "PG":
        csl["page"] = value
    elif tag in ("AID", "LID", "IS"):
        return _identifier(csl, tag, value)
    elif tag in ("OT", "MH"):
        csl["keyword"] = f"{csl['keyword']}, {value}" if "keyword" in csl else value
    else:
        return False
    return True


def _identifier(csl: dict[str, Any], tag: str, value: str) -> bool:
    match = _NUMBER.fullmatch(value)
    if not match:
        return False
    if match[2] == "doi":
        csl.setdefault("DOI", match[1])
    elif tag == "IS":
        csl["ISSN"] = f"{csl['ISSN']}, {match[1]}" if "ISSN" in csl else match[1]
    else:
        return False
    return True


def _short_name(text: str) -> dict[str, str]:
    if "," in text:  # ERIC writes names in full under the tag for short ones
        return inverted_name(text) or {"literal": text}
    match = _SHORT_NAME.fullmatch(text) if len(text) < 200 else None
    if not match:
        return {"literal": text}
    return {"family": match[1], "given": match[2]} | ({"suffix": match[3]} if match[3] else {})
