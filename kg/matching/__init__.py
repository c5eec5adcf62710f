"""One thing once: which known work, person, journal, publisher or programme something is."""

from kg.matching.verdicts import Match, Reason, Verdict
from kg.matching.works import WorkIndex

__all__ = ["Match", "Reason", "Verdict", "WorkIndex"]
