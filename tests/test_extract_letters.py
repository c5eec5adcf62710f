"""Names with letters beyond the first 256, and particles that stand first."""

from __future__ import annotations

import re

import pytest

from kg.extract import extract_text
from kg.extract.letters import CAPITAL

NOTICE = """# Dossier

## Programmes

**Hospitalité des retraités en refuge**
{}
Annales rêvées de psychiatrie 1990 ; 12(5) : 199-208
http://www.example.org/70

Les auteurs racontent une chose.
"""

AUTHORS = {
    "von ŁOŚ H., GIRAUDOUX É.": [("von", "ŁOŚ", "H."), ("", "GIRAUDOUX", "É.")],
    "von LOS H., GIRAUDOUX E.": [("von", "LOS", "H."), ("", "GIRAUDOUX", "E.")],
    "van der ZÖLLNER M., de la ÜNAL U.": [("van der", "ZÖLLNER", "M."), ("de la", "ÜNAL", "U.")],
    "LACHÈVRE A., ĐORĐEVIĆ I.": [("", "LACHÈVRE", "A."), ("", "ĐORĐEVIĆ", "I.")],
    "ŠKODA Ž., ÇELİK İ.": [("", "ŠKODA", "Ž."), ("", "ÇELİK", "İ.")],
    "du DUCHÊNE V.": [("du", "DUCHÊNE", "V.")],
    "LE CARDINAL P.": [("", "LE CARDINAL", "P.")],
}


@pytest.mark.parametrize("line", AUTHORS)
def test_authors_of_a_notice(line: str) -> None:
    (reference,) = extract_text(NOTICE.format(line)).references
    assert reference.csl["title"] == "Hospitalité des retraités en refuge"
    found = [
        (name.get("non-dropping-particle", ""), name["family"], name["given"])
        for name in reference.csl["author"]
    ]
    assert found == AUTHORS[line]


def test_the_class_holds_capitals_and_nothing_else() -> None:
    capital = re.compile(f"[{CAPITAL}]")
    assert all(capital.match(letter) for letter in "AZÀÞŒŠŽŁĐĆŐİẞỲ")
    assert not any(capital.match(letter) for letter in "az÷×þœšłđıß-]^0_ ")
