"""Web addresses as documents print them: bare, in angle brackets, as links, escaped, in two parts.

Hand-written: link finders know whole addresses, and what matters here are broken ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.lines import Line

__all__ = ["Address", "address_fields", "first_address", "is_address_line", "read_address"]

LABEL = re.compile(
    r"(?:^|(?<=[\s.(\[]))(?:en ligne|disponible "
    r"(?:en ligne|sur(?: internet| le site[^:]{0,40})?|à l'adresse)|"
    r"consultable (?:en ligne|sur)"
    r"|accès (?:en ligne|libre|au (?:texte|document))|texte intégral|"
    r"document en ligne|adresse|url|lien"
    r"|téléchargeable(?: sur| à)?|available (?:at|from)|doi)\s*:\s*",
    re.I,
)
_LINK = re.compile(
    r"\[([^\[\]]{0,900})\]\(<?((?:https?:|ftp:|www\.)[^\s<>]{0,900}?)>?\)(?=[\s.,;)]|$)"
)
_ANGLE = re.compile(r"<((?:https?:|ftp:|www\.)[^<>]{1,900})>")
_PLAIN = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>⟨⟩\[\]\"«»]{2,900}|doi\s?:\s?10\.[^\s<>⟨⟩]{4,200}"
    r"|\b10\.\d{4,9}/[^\s<>⟨⟩]{2,200}",
    re.I,
)
_DOI = re.compile(r"(?:doi\.org/|doi:\s?)(10\.\d{4,9}/[^\s?#]+)", re.I)
_READ = re.compile(r"\s*[\[(]?\s*(?:page |site )?(?:consultée?|visitée?|vue?) le .{4,40}$", re.I)
_REST = re.compile(r"^[^\s<>]{2,400}$")
_ESCAPED = re.compile(r"\\+([_*~\-.&#])")
_TAIL = '.,;:!?»"'


@dataclass(frozen=True)
class Address:
    """An address, the lines it stands on, and what was put right."""

    url: str
    printed: str
    first: int  # index of the line it begins on
    last: int
    start: int
    notes: tuple[str, ...] = ()


def address_fields(url: str) -> dict[str, str]:
    """The CSL fields that an address gives: it is printed, so it is kept; one of a DOI gives both.

    >>> address_fields("https://doi.org/10.5555/a.1")
    {'DOI': '10.5555/a.1', 'URL': 'https://doi.org/10.5555/a.1'}
    >>> address_fields("https://a.example/b")
    {'URL': 'https://a.example/b'}
    """
    fields = {}
    if doi := _DOI.search(url):
        fields["DOI"] = doi[1].rstrip(".,;")
    return fields | {"URL": url}


def is_address_line(line: Line) -> bool:
    """Whether a line holds nothing but an address or the label of one."""
    text = line.text
    label = LABEL.match(text)
    rest = text[label.end() :] if label else text
    return (bool(label) and not rest) or bool(
        _LINK.match(rest) or _ANGLE.match(rest) or _PLAIN.match(rest)
    )


def first_address(raw: str) -> re.Match[str] | None:
    """The first address in a line as printed."""
    found = [m for pattern in (_LINK, _ANGLE, _PLAIN) if (m := pattern.search(raw))]
    return min(found, key=lambda match: (match.start(), -match.end()), default=None)


def read_address(lines: Sequence[Line], index: int) -> Address | None:
    """The address that begins on a line, joined with its rest on the next."""
    raw = lines[index].raw
    match = first_address(raw)
    if match is None:
        return None
    notes: list[str] = []
    printed = match[1] if match.re is not _PLAIN else match[0]
    if match.re is _LINK:
        url, last = match[2], _rest_of_link(lines, index, match)
        if last > index:
            notes.append(
                f"the address is broken over lines {lines[index].number} to {lines[last].number}"
            )
        shown = _unescaped(printed)
        if last == index and _looks(shown) and shown != url:
            notes.append(f"the address is printed as {shown!r} and links to {url!r}")
            return Address(_clean(url), shown, index, last, match.start(), tuple(notes))
    else:
        url = _unescaped(printed) if match.re is _ANGLE else _trimmed(_unescaped(printed))
        last = index
        at_end = not raw[match.end() :].strip(" >.")
        following = _next(lines, index)
        if at_end and following is not None and _continues(url, lines[following]):
            url += _unescaped(_rest(lines[following]))
            last = following
            notes.append(
                f"the address is broken over lines {lines[index].number} to {lines[last].number}"
            )
    if " " in url:
        notes.append("the address holds a blank")
    if url.lower().startswith("doi"):
        url = "https://doi.org/" + url.split(":", 1)[1].strip()
    elif url.startswith("10."):
        url = "https://doi.org/" + url
    elif url.lower().startswith("www."):
        url = "http://" + url
        notes.append("the address is printed without http://")
    return Address(_clean(url), _clean(url), index, last, match.start(), tuple(notes))


def _rest_of_link(lines: Sequence[Line], index: int, match: re.Match[str]) -> int:
    """The last line of a link in parts: a converter gives each part the whole target."""
    last = index
    while (following := _next(lines, last)) is not None:
        rest = _LINK.match(lines[following].raw.strip())
        if rest is None or rest[2] != match[2] or rest[1].startswith(("http", "www.")):
            break
        last = following
    return last


def _continues(url: str, line: Line) -> bool:
    """Whether a line is the rest of an address that stops in its middle."""
    rest = _rest(line)
    if not _REST.match(rest) or line.level or rest.startswith(("http", "www.", "[", "(")):
        return False
    if url[-1] in "-/_=&?%.,":
        return not line.item and bool(re.search(r"[/\d._=&?%-]|\.\w{2,4}$", rest))
    return not line.after_blank and bool(
        re.search(r"[/_=&?%]|\.(?:pdf|html?|php|aspx?|docx?)\b", rest)
    )


def _rest(line: Line) -> str:
    """What a line adds to an address, without the note of when it was read."""
    return _READ.sub("", line.raw.strip()).strip().strip("<>")


def _next(lines: Sequence[Line], index: int) -> int | None:
    for following in range(index + 1, min(index + 4, len(lines))):
        if lines[following].text:
            return following
    return None


def _looks(text: str) -> bool:
    return text.startswith(("http", "www."))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _trimmed(url: str) -> str:
    url = url.rstrip(_TAIL)
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(_TAIL)
    return url


def _clean(url: str) -> str:
    return url.strip().replace("\\", "")
