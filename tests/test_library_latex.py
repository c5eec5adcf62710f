"""LaTeX in library files, and the measure of reading a large one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.bench.library import generated_library, time_library
from kg.library import read_library
from kg.library.bibtex import read_bibtex
from kg.library.dates import bibtex_date, edtf_date, slashed_date, spoken_date
from kg.library.decoding import decode, unknown_commands
from kg.library.names import bibtex_names, inverted_name


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"{\'E}quipe caf\'e d\'{e}j\`a \'{\i} \'\i {\'\i}", "Équipe café déjà í í í"),
        (r"Fran{\c{c}}ois Fran{\c c}ois Fran\c{c}ois {\c C}a", "François François François Ça"),
        (r"Dvo{\v r}{\'a}k \v{S} {\v S} \u{g} \k{a} \H{o} \d{h}", "Dvořák Š Š ğ ą ő ḥ"),
        (r"Stra{\ss}e Stra\ss e {\AA}s {\o}re \O{} c{\oe}ur {\L}", "Straße Straße Ås øre Ø cœur Ł"),
        (r"\'{\^e} {\"{u}} {\"u} \"u \~n \=a \.Z", "ế ü ü ü ñ ā Ż"),
        (r"5\,\% \& \$3 \#1 a\_b \{x\}", "5 % & $3 #1 a_b {x}"),
        ("pages 3--4 --- ``x''", "pages 3–4 — “x”"),
        (r"$\alpha$ and CO$_2$, m$^{2}$, x$^{th}$", "α and CO₂, m², xth"),
        ("costs $5 and $10", "costs $5 and $10"),
        (r"\emph{a} \textbf{b} {\it c} \textit {d} {\em e}", "a b c d e"),
        (r"\LaTeX{} and \TeX", "LaTeX and TeX"),
        ("{NHS} in {{double}} braces~here", "NHS in double braces here"),
        (r"\url{https://example.org/a}", "https://example.org/a"),
        (r"\texteuro 5 \textless{} \guillemotleft~a~\guillemotright", "€5 < « a »"),
        (r"\madeup{x}", r"\madeup x"),
        ("déjà vu\n  over lines", "déjà vu over lines"),
    ],
)
def test_latex_becomes_what_it_prints(written: str, printed: str) -> None:
    assert decode(written) == printed


def test_a_command_that_is_not_known_is_named() -> None:
    assert unknown_commands(r"\emph{a} \madeup{x} {\'e} \alpha") == ["madeup"]


ROE = {"family": "Roe", "given": "R."}
UNION = {"literal": "Simon and Schuster"}
VAN_DER_BERG = {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"}


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Roe, R.", [ROE]),
        ("Anna van der Berg", [VAN_DER_BERG]),
        ("van der Berg, Jr, Anna", [VAN_DER_BERG | {"suffix": "Jr"}]),
        ("family=Berg, given=Anna, prefix={van der}", [VAN_DER_BERG]),
        (r"{\L}ukasz, B.", [{"family": "Łukasz", "given": "B."}]),
        (r"d'{\'E}vry, Zo{\'e}", [{"family": "d'Évry", "given": "Zoé"}]),
        ("{Simon and Schuster}", [UNION]),
        ("{Simon and Schuster} and Roe, R.", [UNION, ROE]),
        ("Roe, R. AND R. Roe", [ROE, ROE]),
        ("Roe, R. and et al.", [ROE, {"literal": "et al."}]),
        ("Roe, R. and others", [ROE, {"literal": "et al."}]),
        ("{van Gogh}, Vincent", [{"family": "van Gogh", "given": "Vincent"}]),
        ("Roe, R., Poe House, Doe, D.", [{"literal": "Roe, R., Poe House, Doe, D."}]),
        ("Plato", [{"family": "Plato"}]),
        ("and Roe, R. and and", [ROE]),
        (" and ", []),
    ],
)
def test_names_of_bibtex(written: str, names: list[dict[str, str]]) -> None:
    assert bibtex_names(written)[0] == names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Le Cardinal,P.", {"family": "Le Cardinal", "given": "P."}),
        ("Roe, R., III", {"family": "Roe", "given": "R.", "suffix": "III"}),
        ("Ministère de la santé,", {"literal": "Ministère de la santé"}),
        ("A, B, C, D", {"literal": "A, B, C, D"}),
        ("  ", None),
    ],
)
def test_names_of_ris(written: str, name: dict[str, str] | None) -> None:
    assert inverted_name(written) == name


@pytest.mark.parametrize(
    ("read", "parts"),
    [
        (edtf_date("2012-09-14"), [[2012, 9, 14]]),
        (edtf_date("2012-09/2013-01"), [[2012, 9], [2013, 1]]),
        (edtf_date("2012-13"), None),
        (edtf_date("2012/.."), None),
        (bibtex_date("2012", "sep"), [[2012, 9]]),
        (bibtex_date("2012", "9", "3"), [[2012, 9, 3]]),
        (bibtex_date("2012", "mars--avril"), [[2012, 3], [2012, 4]]),
        (bibtex_date("2012", "14 sep"), [[2012, 9, 14]]),
        (bibtex_date("2010/2011"), [[2010], [2011]]),
        (bibtex_date("in press"), None),
        (bibtex_date("2012", "nonsense"), None),
        (slashed_date("2012///Spring"), [[2012]]),
        (slashed_date("2012/13/01"), None),
        (slashed_date("3 septembre 2012"), [[2012, 9, 3]]),
        (spoken_date("2012 Sep-Oct"), [[2012, 9], [2012, 10]]),
        (spoken_date("1999 Dec 31"), [[1999, 12, 31]]),
        (spoken_date("s.d."), None),
    ],
)
def test_a_date_is_numbers_or_stays_as_printed(
    read: dict[str, object], parts: list[list[int]] | None
) -> None:
    assert read.get("date-parts") == parts
    assert parts or read["literal"]


def test_seasons_and_doubt_are_kept() -> None:
    assert edtf_date("2012-23") == {"date-parts": [[2012]], "season": 3}
    assert bibtex_date("2012", "Printemps") == {"date-parts": [[2012]], "season": 1}
    assert edtf_date("2012?") == {"date-parts": [[2012]], "circa": True}


def test_the_generated_library_is_the_same_each_time_and_is_read_whole(tmp_path: Path) -> None:
    text = generated_library(300)
    assert text == generated_library(300)
    path = tmp_path / "generated.bib"
    path.write_text(text, "utf-8")
    result = read_library(path)
    assert len(result.references) == result.records_in == 300
    assert len(result.problems) == 3
    assert not any("\\" in str(reference.csl) for reference in result.references)
    assert not any("{" in str(reference.csl["title"]) for reference in result.references)


def test_reading_takes_at_most_twice_the_bare_parser() -> None:
    timing = time_library(2_000, runs=3)
    assert timing.references == 2_000
    assert timing.ratio < 2.0


def test_a_comment_inside_an_entry_does_not_hide_the_field_after_it() -> None:
    text = "@book{a,\n  title = {T}, % why, not\n  author = {Roe, R.},\n}"
    result = read_bibtex("@book{a,\n  title = {T}, % as printed\n  author = {Roe, R.},\n}", "any")
    assert result.references[0].csl["author"] == [ROE]
    assert "'% as printed'" in result.references[0].warnings[0]
    assert len(read_bibtex(text, "any").references) == 1


def test_inheritance_that_fans_out_is_gathered_once() -> None:
    keys = [f"k{number}" for number in range(60)]
    entries = (f"@book{{{key}, title={{T}}, xdata={{{','.join(keys)}}}}}" for key in keys)
    assert len(read_bibtex("\n".join(entries), "any").references) == 60
