"""The best of several verdicts on one name; two that fit equally well leave it uncertain."""

from __future__ import annotations

from collections.abc import Mapping

from kg.matching.verdicts import Match, Reason, Verdict, banded, reason

__all__ = ["best_of"]

_RIVALS = 5


def best_of(found: Mapping[str, tuple[Verdict, tuple[Reason, ...]]], several: str) -> Match:
    """The match out of verdicts by identifier; `several` is the reason when more than one fits."""
    scored = {
        id: (banded(verdict, reasons), verdict, reasons) for id, (verdict, reasons) in found.items()
    }
    ranked = sorted(scored.items(), key=lambda item: (-item[1][0], item[0]))
    ranked = [(id, values) for id, values in ranked if values[2]]
    if not ranked:
        return Match("new", None, 0.0)
    best, (score, verdict, reasons) = ranked[0]
    rivals = tuple((id, values[0]) for id, values in ranked[1 : 1 + _RIVALS] if values[1] != "new")
    others = [values for _, values in ranked[1:] if values[1] == "same"]
    if verdict == "same" and others and score - others[0][0] < 0.05:
        reasons = (*reasons, reason(several, str(1 + len(others))))
        return Match("uncertain", best, banded("uncertain", reasons), reasons, rivals)
    return Match(verdict, best, score, reasons, rivals)
