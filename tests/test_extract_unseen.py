"""Layouts that lists found elsewhere print, each with an entry composed for it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from kg.extract import extract_text
from kg.extract.misprints import show
from kg.extract.particles import with_particle
from kg.extract.styles.single import read_single
from kg.library.names import bibtex_names, inverted_name

LAYOUTS: dict[str, tuple[str, dict[str, Any]]] = {
    "letters of a national style": (
        "[44] FERN T Y, MOSS F-C, REED H, et al. Paths in Water: A Review[J]. "
        "River Notes, 2018, 51(1).",
        {"title": "Paths in Water: A Review", "author": "FERN, T Y; MOSS, F-C; REED, H; et al."}
        | {"container-title": "River Notes", "volume": "51", "issue": "1"},
    ),
    "a label of letters and a year": (
        "[Thal84] John C. Thal. Tides and drift. In Second Meeting on Rivers, pages 12-17, 1984.",
        {"title": "Tides and drift", "author": "Thal, John C.", "page": "12-17"}
        | {"container-title": "Second Meeting on Rivers"},
    ),
    "numbers of PubMed glued to the end": (
        "8. Moss N, Reed B. Sets of values. J Tides. 2020. "
        "10.5555/jt-020-1.32514643 10.5555/jt-020-1PMC7561556",
        {"DOI": "10.5555/jt-020-1", "container-title": "J Tides", "type": "article-journal"},
    ),
    "an entry wholly in italics": (
        "- *FERN D. (2016). Paths : a tool for walks. In Proceedings of the\n"
        "5th Meeting on Paths, p. 13–18*.",
        {"title": "Paths : a tool for walks", "page": "13-18", "type": "paper-conference"},
    ),
    "names in bold": (
        "4. **Alder, John.** *The Art of Rowing: Notes on Craft.* Boston: Vane, 1983.",
        {"author": "Alder, John", "title": "The Art of Rowing: Notes on Craft"},
    ),
    "a dash behind the names": (
        "ROCHA, Ana; VALE, Luís (orgs.) – O Rio. Margens, pontes. Lisboa, Casa Azul, 2006.",
        {"editor": "ROCHA, Ana; VALE, Luís", "title": "O Rio. Margens, pontes"}
        | {"publisher": "Casa Azul", "publisher-place": "Lisboa"},
    ),
    "a body in capitals before italics": (
        "CENTRE D’ÉTUDES DES RIVES, _Les digues_, Talence, Presses des Rives, 1990, 175 p.",
        {"author": "CENTRE D'ÉTUDES DES RIVES", "title": "Les digues", "number-of-pages": "175"},
    ),
    "title and subtitle as sentences, then commas": (
        "Aline Morel et Luc Weiss, La Rive et le lac. Les marches du soir, Paris, Seuil, 1977, "
        "436 p.",
        {"title": "La Rive et le lac. Les marches du soir", "publisher": "Seuil"}
        | {"author": "Morel, Aline; Weiss, Luc"},
    ),
    "a remark on a later edition": (
        "Aline Morel, La Rive haute, Paris, Seuil, 1963, 414 p. (rééd. « Points », 1993).",
        {"title": "La Rive haute", "issued": "1963", "note": "rééd. « Points », 1993"},
    ),
    "first year in brackets, prose behind": (
        "Anna Karl Maria Berg, *Leçons sur les rives*, trad. J. Morel, Paris, Vrin, 1987 [1830]. "
        "Berg y refuse de parler de la mer et des îles qui la bordent.",
        {"issued": "1987", "original-date": "1830", "author": "Berg, Anna Karl Maria"}
        | {"translator": "Morel, J.", "publisher": "Vrin"},
    ),
    "the work named at the end of a note": (
        "Cette formule est attestée dans les manuels de l'époque. Voir : Claire Aubry, "
        "*Les manuels des rives*, Rennes, Presses des Rives, 2010.",
        {"author": "Aubry, Claire", "title": "Les manuels des rives"},
    ),
    "volume and issue in Roman and Arabic": (
        "Jean Morel, « Les rives », Revue des rives, XXIX-1, janvier-mars 1988, p. 5-18.",
        {"volume": "XXIX", "issue": "1", "page": "5-18", "container-title": "Revue des rives"},
    ),
    "a series in quotes behind the pages": (
        "Collectif. Les rives en hiver. Bruxelles, De Boeck, 2013, 96 pages, collection « Rives »",
        {"title": "Les rives en hiver", "publisher": "De Boeck", "collection-title": "Rives"}
        | {"publisher-place": "Bruxelles", "number-of-pages": "96"},
    ),
    "a host of two sentences, then its editors": (
        "« Marcher » (Extrait du chapitre de C. Morel et J. Weiss), dans Les rives. Entre lac et "
        "fleuve ? sous la direction de E. Aubry et C. Morel, Presses des Rives, 2007, p. 175.",
        {"container-title": "Les rives. Entre lac et fleuve ?", "editor": "Aubry, E.; Morel, C."}
        | {"author": "Morel, C.; Weiss, J.", "type": "chapter"},
    ),
    "a species in the title": (
        "21. Reed H, Kang Z. Spread of *Rivus minor* in towns. *J Tides*. 2026;92(4):106718.",
        {"title": "Spread of Rivus minor in towns", "container-title": "J Tides", "page": "106718"},
    ),
    "pages like years behind volume and issue": (
        "Reed, L. (1993). “On drift”. *Journal of Tides*, 48(5), 1779-1801.",
        {"issued": "1993", "volume": "48", "issue": "5", "page": "1779-1801"},
    ),
    "an unknown place before the publisher": (
        "Fredrik Holm (dir.), Rivers and Banks: The Order of Water, Bergen, Vannforlaget, 1969.",
        {"editor": "Holm, Fredrik", "title": "Rivers and Banks: The Order of Water"}
        | {"publisher-place": "Bergen", "publisher": "Vannforlaget"},
    ),
    "pages from one to another in words": (
        "Ann Holm, « Who walks? », in Ann Holm et Paul du Val (dir.), Walks, Londres, Sage, 1996, "
        "p. 1 à 17.",
        {"page": "1-17", "editor": "Holm, Ann; Val, Paul", "publisher": "Sage"},
    ),
    "an institution that prints a page": (
        "Agency for Rivers and Banks (2023) Daily number of boats. Oslo: ARB. "
        "https://www.example.org/boats.html",
        {"author": "Agency for Rivers and Banks", "type": "report", "publisher": "ARB"},
    ),
    "two persons and no date": (
        "A. Morel, P. Weiss. The role of river walks in small towns.",
        {"author": "Morel, A.; Weiss, P.", "title": "The role of river walks in small towns"},
    ),
    "a paper named by its kind": (
        "Communiqué de presse de la Société des rives daté du 29/04/2016.",
        {"title": "Communiqué de presse de la Société des rives", "issued": "2016-04-29"},
    ),
}


@pytest.mark.parametrize(("printed", "fields"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_layout(printed: str, fields: dict[str, str]) -> None:
    item = read_single(printed)
    assert item is not None
    assert {name: show(item.csl.get(name, "")) for name in fields} == fields


def test_prose_in_a_note_is_no_reference() -> None:
    for text in (
        "Cette proposition semble partagée par ceux qui cherchent à définir la marche.",
        "Merci à Claire Aubry, chargée de mission au Relais des rives.",
        "Société nationale des rives.",
    ):
        assert read_single(text) is None


def test_remarks_under_numbered_entries_stay_out() -> None:
    text = (
        "## Sources\n\n1. **Alder, John.** *Rowing.* Boston: Vane, 1983.\n"
        "   - On the rhythm of oars\n   - Nothing on sails\n\n"
        "2. **Moss, Ann, and Bea Fern.** *Sailing.* 2nd ed. Boston: Vane, 2019.\n   - On ropes\n"
    )
    found = extract_text(text).references
    assert [r.csl["title"] for r in found] == ["Rowing", "Sailing"]
    assert show(found[1].csl["author"]) == "Moss, Ann; Fern, Bea"


def test_two_references_beside_a_list_belong_to_it() -> None:
    book = "- {}, *{}* (Leeds: Vane Press, {})\n"
    first = "".join(
        book.format(who, what, year)
        for who, what, year in (
            ("Ann Moss", "Rowing Alone", 1965),
            ("Bea Fern", "Sailing Alone", 1990),
            ("Cal Reed", "Diving Alone", 1991),
        )
    )
    last = book.format("Dan Frank Holm and Eva Thal", "Walking Alone", 2017)
    found = extract_text(f"### Works\n{first}\n### Later\n{last}").references
    assert len(found) == 4


def test_notes_without_dates_are_found_with_their_pages() -> None:
    text = (
        "Le soir, ils marchent 1 et parlent 2.\n\n"
        "1 A. Morel, P. Weiss. The role of river walks in small towns.\n"
        "2 Communiqué de presse de la Société des rives daté du 29/04/2016.\n"
        "3 Merci à Claire Aubry, du Relais des rives.\n"
    )
    found = extract_text(text).references
    assert [r.occurrences[0].line for r in found] == [3, 4]


@pytest.mark.parametrize(
    ("printed", "particle", "family"),
    [("van den Berg", "van den", "Berg"), ("de Val", "de", "Val"), ("d'Aubry", "d'", "Aubry")],
)
def test_a_person_looks_the_same_wherever_they_are_read(
    printed: str, particle: str, family: str
) -> None:
    name = {"family": family, "given": "A.", "non-dropping-particle": particle}
    item = read_single(f"{printed}, A. (2011). Rivers and banks. *River Notes*, *4*(2), 3–9.")
    assert item is not None
    assert item.csl["author"] == [name]
    assert inverted_name(f"{printed}, A.") == name
    assert bibtex_names(f"{printed.replace(chr(39), chr(39) + ' ')}, A.")[0][0]["family"] == family


def test_a_capital_makes_a_particle_part_of_the_name() -> None:
    for family in ("Le Cardinal", "De Corte", "Van Hout", "Lemaire"):
        assert with_particle({"family": family, "given": "A."}) == {"family": family, "given": "A."}


@pytest.mark.parametrize(
    "unit", ["A. ", "(2010) ", "[M] ", "Voir : A. B. ", "a, b. ", "12(3): ", "Le De Van ", "« a » "]
)
def test_an_entry_takes_little_time_whatever_it_holds(unit: str) -> None:
    entry = "Durand A. Titre. " + unit * (430 // len(unit)) + " 2010."
    start = time.process_time()
    for _ in range(5):
        read_single(entry)
    assert time.process_time() - start < 2.0
