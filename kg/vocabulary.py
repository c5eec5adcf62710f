"""All namespaces and terms the program uses, in one place.

Own terms are defined in `ontology/pairkg.ttl`, own concepts in `ontology/schemes/`; a test compares
this module with those files, both ways. Of other vocabularies only the terms in use are listed,
each one seen in the vocabulary itself (`ontology/README.md` says where). Every class below is
closed: a misspelt term raises AttributeError at once.
"""
# ruff: noqa: N815 - the names of terms are the vocabularies' own

from __future__ import annotations

from typing import Final

from rdflib import Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD, DefinedNamespace

# fmt: off
__all__ = [
    "BIBO", "CITATION_FUNCTIONS", "CITO", "COUNTRY", "DC", "DCTERMS", "DESIGN", "DIRECTION",
    "EDTF", "EVENT_KIND", "FABIO", "FOAF", "LICENCE", "MEASURE", "OA", "OMISSION_REASON",
    "ONTOLOGY_IRI", "ONTOLOGY_VERSION", "OUTCOME", "OWL", "PK", "POPULATION", "PREFIXES", "PRISM",
    "PROGRAMME_KIND", "PROV", "RDF", "RDFS", "RFC5147", "SCHEMA", "SCHEME", "SCHEMES", "SETTING",
    "SKOS", "STANCE", "UNPRINTED_KIND", "VERSION_IRI", "VS", "WORK_CLASSES", "WORK_TYPE", "XSD",
]
# fmt: on


class PK(DefinedNamespace):
    """Own terms: what no vocabulary in use has (`ontology/pairkg.ttl`)."""

    _NS = Namespace("https://w3id.org/pairkg/ontology#")
    _fail = True

    # Classes
    Alias: URIRef  # an identifier that leads to a work
    Claim: URIRef  # a statement that findings support or dispute
    Contribution: URIRef  # one name in the author line of a work, as printed
    Correction: URIRef  # what a source misprints about a work, and what we read instead
    Country: URIRef  # concept: a country
    Definition: URIRef  # what one source says that a term means
    Direction: URIRef  # concept: which way a finding points
    Disagreement: URIRef  # sources that say different things about one point
    Event: URIRef  # something that happened in a programme
    EventKind: URIRef  # concept: what kind of event
    EvidenceLine: URIRef  # a finding brought to bear on a claim, with a stance
    Figure: URIRef  # a measured value
    Finding: URIRef  # what one study found
    Import: URIRef  # a library or document whose records were taken in
    Measure: URIRef  # concept: what a figure measures
    MergedName: URIRef  # a name of a journal or publisher that stands for another
    Locator: URIRef  # a range of lines of a source document
    Naming: URIRef  # a name by which a source calls a role or notion
    Occurrence: URIRef  # a place where a source prints a reference to a work
    Omission: URIRef  # lines of a source that the data does not rest on
    OmissionReason: URIRef  # concept: why lines have no data resting on them
    Outcome: URIRef  # concept: what is claimed or measured to change
    Population: URIRef  # concept: who is studied
    Programme: URIRef  # an organised way of doing peer support
    ProgrammeKind: URIRef  # concept: what kind of programme
    PublicRecord: URIRef  # a public record that identifies a work
    Review: URIRef  # a point on which a second reader read otherwise
    Saying: URIRef  # what one source says in a disagreement
    Section: URIRef  # a numbered part of a source document
    Setting: URIRef  # concept: where a study takes place
    Spelling: URIRef  # a printed form of a name, joined to a person
    SourceDocument: URIRef  # a text that the graph is read from
    Stance: URIRef  # concept: what an evidence line does to its claim
    Study: URIRef  # an investigation, whatever publications report it
    StudyDesign: URIRef  # concept: how a study is designed
    Term: URIRef  # a word of the field, as its sources define it
    Unprinted: URIRef  # a value of the data that its places do not print
    UnprintedKind: URIRef  # concept: why a value is not printed at its places
    Variant: URIRef  # a value that a merged record has otherwise
    WorkType: URIRef  # concept: what kind of publication

    # Properties between things
    accordingTo: URIRef  # definition -> the work it is quoted from
    aliasOf: URIRef  # alias -> the work
    agent: URIRef  # contribution -> the person or organisation that the name stands for
    at: URIRef  # a statement about a text -> its place
    attestedAt: URIRef  # a thing -> a place where a source states it
    bearsOn: URIRef  # citation -> a claim it bears on
    carries: URIRef  # citation -> a finding it stands for
    concerns: URIRef  # disagreement -> what it is about
    contrastedWith: URIRef  # term -> a term that sources set against it
    corrects: URIRef  # correction -> the work
    country: URIRef  # a thing -> its country
    defines: URIRef  # definition -> the term
    design: URIRef  # study -> its design
    direction: URIRef  # finding -> its direction
    evaluates: URIRef  # study -> the programme that it evaluates
    eventKind: URIRef  # event -> its kind
    forClaim: URIRef  # evidence line -> the claim
    fromFinding: URIRef  # evidence line -> the finding
    hasContribution: URIRef  # work -> a name in its author line
    hasFigure: URIRef  # event or finding -> a value that goes with it
    hasSaying: URIRef  # disagreement -> what one source says
    hasSection: URIRef  # source document -> a section
    identifies: URIRef  # public record -> the work
    measure: URIRef  # figure -> what it measures
    namingOf: URIRef  # naming -> the term
    ofProgramme: URIRef  # event -> the programme
    ofStudy: URIRef  # finding -> the study
    ofWork: URIRef  # occurrence -> the work
    omissionReason: URIRef  # omission -> its reason
    operatedBy: URIRef  # programme -> the organisation that runs it
    outcome: URIRef  # claim or finding -> the outcome
    population: URIRef  # study -> who is studied
    programmeKind: URIRef  # programme -> its kind
    reportedIn: URIRef  # study -> a work that reports it
    setting: URIRef  # study -> where it takes place
    stance: URIRef  # evidence line -> its stance
    textOf: URIRef  # source document -> the work whose text it is
    unprintedKind: URIRef  # unprinted value -> its kind
    variantOf: URIRef  # variant -> the work

    # Properties with a value
    aspect: URIRef  # the point of a disagreement: date, end, value, name
    chosen: URIRef  # what the graph follows in a disagreement
    citedNumber: URIRef  # the reference number that a source prints
    comparator: URIRef  # what a figure is compared with
    confidence: URIRef  # trust that a record is the cited work, 0 to 1
    corrected: URIRef  # what we read instead of a misprint
    date: URIRef  # EDTF date, or start
    endDate: URIRef  # EDTF end
    familyName: URIRef  # family name as printed in that work
    field: URIRef  # the field of a record that a correction or variant is about
    fileName: URIRef  # name of a file that was read
    firstDay: URIRef  # first day that a date may mean
    firstReading: URIRef  # what the data said before a second reading
    firstLine: URIRef  # first line, from one
    givenName: URIRef  # given name as printed in that work
    group: URIRef  # whom a figure is about
    groupSize: URIRef  # size of that group
    identification: URIRef  # how well a work is identified
    inRecord: URIRef  # name of the public record that prints a figure
    inferred: URIRef  # true where we inferred which work is cited
    keptName: URIRef  # the name that a merged name stands for
    lastDay: URIRef  # last day that a date may mean
    lastLine: URIRef  # last line
    namedOnly: URIRef  # true where sources name a programme and tell nothing else
    page: URIRef  # page of a place
    place: URIRef  # name of a place, as text
    position: URIRef  # place in the author line, from one
    printed: URIRef  # as the source prints it
    printedName: URIRef  # name as printed, family name first
    reason: URIRef  # why we correct or infer
    recordStatus: URIRef  # complete or incomplete
    role: URIRef  # author, editor or others
    sampleSize: URIRef  # number of participants of a study
    says: URIRef  # what a source says, as text
    section: URIRef  # number of the section of a place
    sha256: URIRef  # SHA-256 of a file
    secondReading: URIRef  # what the second reader read
    settled: URIRef  # which reading was followed
    shows: URIRef  # what a public record shows
    statement: URIRef  # a sentence of our own
    timePoint: URIRef  # when a figure was measured
    unit: URIRef  # unit of a figure
    value: URIRef  # the number of a figure
    why: URIRef  # why we hold it so
    year: URIRef  # year of publication


class DCTERMS(DefinedNamespace):
    """DCMI Metadata Terms."""

    _NS = Namespace("http://purl.org/dc/terms/")
    _fail = True

    conformsTo: URIRef  # the specification that a resource follows
    creator: URIRef  # who made it
    description: URIRef  # an account of it
    identifier: URIRef  # its identifier
    isPartOf: URIRef  # what it is a part of
    issued: URIRef  # date of publication
    language: URIRef  # language tag of a text
    license: URIRef  # licence
    spatial: URIRef  # country that a work is about
    subject: URIRef  # programme that a work is about
    title: URIRef  # title
    type: URIRef  # kind of publication


class DC(DefinedNamespace):
    """Dublin Core elements 1.1, for plain text where the term wants a resource."""

    _NS = Namespace("http://purl.org/dc/elements/1.1/")
    _fail = True

    publisher: URIRef  # name of the publisher


class BIBO(DefinedNamespace):
    """Bibliographic Ontology."""

    _NS = Namespace("http://purl.org/ontology/bibo/")
    _fail = True

    Book: URIRef  # a book
    Chapter: URIRef  # a chapter of a book
    Document: URIRef  # any publication
    Legislation: URIRef  # a law or decree
    Report: URIRef  # a report
    Thesis: URIRef  # a thesis
    Webpage: URIRef  # a web page

    doi: URIRef  # DOI
    issue: URIRef  # issue of a journal
    numPages: URIRef  # number of pages
    pages: URIRef  # page range
    pmid: URIRef  # PubMed identifier
    uri: URIRef  # address on the web
    volume: URIRef  # volume


class FABIO(DefinedNamespace):
    """FaBiO, the FRBR-aligned Bibliographic Ontology."""

    _NS = Namespace("http://purl.org/spar/fabio/")
    _fail = True

    ConferencePaper: URIRef  # a paper given at a conference
    JournalArticle: URIRef  # an article of a journal
    NewspaperArticle: URIRef  # an article of a newspaper
    Presentation: URIRef  # slides or a talk


# fmt: off
CITATION_FUNCTIONS: Final = (
    "agreesWith", "cites", "citesAsAuthority", "citesAsDataSource", "citesAsEvidence",
    "citesAsPotentialSolution", "citesAsRecommendedReading", "citesAsRelated",
    "citesAsSourceDocument", "citesForInformation", "confirms", "containsAssertionFrom",
    "corrects", "credits", "critiques", "describes", "disagreesWith", "discusses", "disputes",
    "documents", "extends", "includesExcerptFrom", "includesQuotationFrom", "linksTo",
    "obtainsBackgroundFrom", "obtainsSupportFrom", "qualifies", "refutes", "repliesTo", "reviews",
    "speculatesOn", "supports", "updates", "usesConclusionsFrom", "usesDataFrom", "usesMethodIn",
)
# fmt: on
"""CiTO properties that may say what a citation does (`cito:cites` and those beneath it)."""


class CITO(DefinedNamespace):
    """CiTO, the Citation Typing Ontology; its functions are `CITATION_FUNCTIONS`."""

    _NS = Namespace("http://purl.org/spar/cito/")
    _fail = True
    _extras: list[str] = list(CITATION_FUNCTIONS)  # noqa: RUF012 - as rdflib declares it

    Citation: URIRef  # a link from a citing to a cited entity

    hasCitationCharacterization: URIRef  # citation -> its function
    hasCitedEntity: URIRef  # citation -> the cited work
    hasCitingEntity: URIRef  # citation -> the citing work


class SKOS(DefinedNamespace):
    """Simple Knowledge Organization System."""

    _NS = Namespace("http://www.w3.org/2004/02/skos/core#")
    _fail = True

    Concept: URIRef  # an idea
    ConceptScheme: URIRef  # a set of concepts

    altLabel: URIRef  # another label
    broader: URIRef  # the more general concept
    closeMatch: URIRef  # nearly the same concept elsewhere
    definition: URIRef  # what a concept means
    exactMatch: URIRef  # the same concept elsewhere
    example: URIRef  # an example
    inScheme: URIRef  # the scheme of a concept
    notation: URIRef  # code of a concept
    note: URIRef  # a note
    prefLabel: URIRef  # the label, one a language
    related: URIRef  # an associated concept
    relatedMatch: URIRef  # an associated concept elsewhere
    scopeNote: URIRef  # how a concept is used
    topConceptOf: URIRef  # the scheme that a concept stands at the top of


class FOAF(DefinedNamespace):
    """Friend of a Friend."""

    _NS = Namespace("http://xmlns.com/foaf/0.1/")
    _fail = True

    Agent: URIRef  # a person or an organisation
    Organization: URIRef  # an organisation
    Person: URIRef  # a person

    familyName: URIRef  # family name
    givenName: URIRef  # given name
    name: URIRef  # whole name
    page: URIRef  # a web page about it


class PROV(DefinedNamespace):
    """PROV-O, the provenance ontology."""

    _NS = Namespace("http://www.w3.org/ns/prov#")
    _fail = True

    Activity: URIRef  # a build
    Entity: URIRef  # a file that was read, a graph that was made
    SoftwareAgent: URIRef  # the program

    endedAtTime: URIRef  # when an activity ended
    used: URIRef  # activity -> its input
    wasAssociatedWith: URIRef  # activity -> the program
    wasAttributedTo: URIRef  # entity -> who answers for it
    wasDerivedFrom: URIRef  # entity -> the entity it comes from
    wasGeneratedBy: URIRef  # entity -> the activity that made it


class OA(DefinedNamespace):
    """Web Annotation vocabulary."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    FragmentSelector: URIRef  # a part of a text given by a fragment
    TextPositionSelector: URIRef  # a part of a text given by its characters

    end: URIRef  # selector -> the offset behind the last character
    hasSelector: URIRef  # place -> the selector
    hasSource: URIRef  # place -> the document
    start: URIRef  # selector -> the offset of the first character, from zero


class PRISM(DefinedNamespace):
    """PRISM basic metadata."""

    _NS = Namespace("http://prismstandard.org/namespaces/basic/2.0/")
    _fail = True

    publicationName: URIRef  # title of the journal or book that a work stands in


class SCHEMA(DefinedNamespace):
    """Schema.org."""

    _NS = Namespace("https://schema.org/")
    _fail = True

    softwareVersion: URIRef  # version of the program


class VS(DefinedNamespace):
    """Vocabulary status."""

    _NS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
    _fail = True

    term_status: URIRef  # stable, testing, unstable or archaic


ONTOLOGY_IRI: Final = URIRef("https://w3id.org/pairkg/ontology")
"""The ontology; its terms are in the namespace `PK`."""
ONTOLOGY_VERSION: Final = "0.1.0"
VERSION_IRI: Final = URIRef(f"{ONTOLOGY_IRI}/{ONTOLOGY_VERSION}")

EDTF: Final = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
"""Datatype of dates as sources give them."""
RFC5147: Final = URIRef("http://tools.ietf.org/rfc/rfc5147")
"""What the value of a line selector conforms to."""
LICENCE: Final = URIRef("https://creativecommons.org/licenses/by/4.0/")
"""Licence of ontology and data."""

SCHEME: Final = Namespace("https://w3id.org/pairkg/scheme/")
"""The concept schemes themselves, `SCHEME["outcome"]`."""
OUTCOME: Final = Namespace("https://w3id.org/pairkg/outcome/")
DESIGN: Final = Namespace("https://w3id.org/pairkg/design/")
STANCE: Final = Namespace("https://w3id.org/pairkg/stance/")
PROGRAMME_KIND: Final = Namespace("https://w3id.org/pairkg/programme-kind/")
EVENT_KIND: Final = Namespace("https://w3id.org/pairkg/event-kind/")
SETTING: Final = Namespace("https://w3id.org/pairkg/setting/")
POPULATION: Final = Namespace("https://w3id.org/pairkg/population/")
DIRECTION: Final = Namespace("https://w3id.org/pairkg/direction/")
WORK_TYPE: Final = Namespace("https://w3id.org/pairkg/work-type/")
COUNTRY: Final = Namespace("https://w3id.org/pairkg/country/")
MEASURE: Final = Namespace("https://w3id.org/pairkg/measure/")
OMISSION_REASON: Final = Namespace("https://w3id.org/pairkg/omission-reason/")
UNPRINTED_KIND: Final = Namespace("https://w3id.org/pairkg/unprinted-kind/")

SCHEMES: Final[dict[str, tuple[Namespace, URIRef]]] = {
    "outcome": (OUTCOME, PK.Outcome),
    "design": (DESIGN, PK.StudyDesign),
    "stance": (STANCE, PK.Stance),
    "programme-kind": (PROGRAMME_KIND, PK.ProgrammeKind),
    "event-kind": (EVENT_KIND, PK.EventKind),
    "setting": (SETTING, PK.Setting),
    "population": (POPULATION, PK.Population),
    "direction": (DIRECTION, PK.Direction),
    "work-type": (WORK_TYPE, PK.WorkType),
    "country": (COUNTRY, PK.Country),
    "measure": (MEASURE, PK.Measure),
    "omission-reason": (OMISSION_REASON, PK.OmissionReason),
    "unprinted-kind": (UNPRINTED_KIND, PK.UnprintedKind),
}
"""Name of each scheme -> namespace and class of its concepts."""

WORK_CLASSES: Final[dict[str, URIRef]] = {
    "article-journal": FABIO.JournalArticle,
    "article-newspaper": FABIO.NewspaperArticle,
    "book": BIBO.Book,
    "chapter": BIBO.Chapter,
    "document": BIBO.Document,
    "legislation": BIBO.Legislation,
    "paper-conference": FABIO.ConferencePaper,
    "presentation": FABIO.Presentation,
    "report": BIBO.Report,
    "thesis": BIBO.Thesis,
    "webpage": BIBO.Webpage,
}
"""Work type -> the class that a work of this type has besides `bibo:Document`."""

PREFIXES: Final[dict[str, str]] = {
    "pk": str(PK._NS),
    "bibo": str(BIBO._NS),
    "cito": str(CITO._NS),
    "dc": str(DC._NS),
    "dcterms": str(DCTERMS._NS),
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "fabio": str(FABIO._NS),
    "foaf": str(FOAF._NS),
    "oa": str(OA._NS),
    "owl": str(OWL._NS),
    "prism": str(PRISM._NS),
    "prov": str(PROV._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "schema": str(SCHEMA._NS),
    "skos": str(SKOS._NS),
    "vs": str(VS._NS),
    "xsd": str(XSD._NS),
    "scheme": str(SCHEME),
    **{name: str(namespace) for name, (namespace, _) in SCHEMES.items()},
}
"""Prefix -> namespace, as files and exports of this project write them."""
