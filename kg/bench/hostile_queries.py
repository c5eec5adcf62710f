"""Queries that a stranger may send to bring a server down; each has no end in sight."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["HOSTILE"]

_CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
_DOUBLED = " ".join(f"BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(31))

HOSTILE: Mapping[str, str] = {
    "cross product, counted": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}",
    "cross product, distinct": f"SELECT DISTINCT ?a ?d ?g ?j {{ {_CROSS} }}",
    "cross product, in order": f"SELECT * {{ {_CROSS} }} ORDER BY ?c ?f ?i LIMIT 10",
    "cross product, joined texts": f"SELECT (GROUP_CONCAT(STR(?c)) AS ?t) {{ {_CROSS} }}",
    "cross product, constructed": f"CONSTRUCT {{ ?a ?e ?i . ?d ?h ?l }} WHERE {{ {_CROSS} }}",
    "closure over everything": (
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)* ?b . ?b !<x:x>+ ?c }"
    ),
    "nested OPTIONAL": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i "
        "OPTIONAL { ?j ?k ?l FILTER(?l = ?c) } } } }"
    ),
    "nested NOT EXISTS": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f FILTER(?f = ?a || "
        "?e != ?b) FILTER NOT EXISTS { ?g ?h ?i FILTER(STR(?i) = CONCAT(STR(?c), STR(?f))) } } }"
    ),
    "text doubled": (
        f'SELECT (STRLEN(?t31) AS ?n) {{ ?s ?p ?o BIND("aaaaaaaa" AS ?t0) {_DOUBLED} }}'
    ),
    "regular expressions": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
        'FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), "(a|e|i)+(.*)(x+x+)+y", "i")) }'
    ),
}
"""By what is hostile about it."""
