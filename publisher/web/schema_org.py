"""What a page is about, once more in the terms of schema.org, which search engines read.

It says nothing that the record of the page does not say: what schema.org has no fitting term for,
such as a case or an office, is left out. Bodies are `GovernmentOrganization`, meetings `Event` (as
in the record), and a decision as an act is `Legislation`, which schema.org took from ELI with its
properties (https://schema.org/docs/legislation.html).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from publisher.web.formatting import Formats
from publisher.web.links import Links, statute
from publisher.web.messages import Words
from publisher.web.schema_org_catalogue import describe_catalogue
from publisher.web.texts import Texts

Node = dict[str, Any]
Record = Mapping[str, Any]

CONTEXT = "https://schema.org"
"""As search engines want it named; nothing of a page is read from there."""

_LANGUAGES = {"FIN": "fi", "SWE": "sv", "ENG": "en"}


@dataclass(frozen=True, kw_only=True)
class SchemaOrg:
    """Describes pages of one language.

    Attributes:
        base: Where the IRIs of the site begin, with a final slash.
        languages: Of the site.
        publisher: Who publishes it.
        texts: Choose and show what records say.
        formats: Write days.
        words: Of the site.
        links: To its documents.
    """

    base: str
    languages: tuple[str, ...]
    publisher: str
    texts: Texts
    formats: Formats
    words: Words
    links: Links

    def describe(
        self, kind: str, iri: str, record: Record, organization: str | None
    ) -> Mapping[str, Any]:
        """Describe a page.

        Args:
            kind: Of the page.
            iri: What it is about.
            record: What is said of that.
            organization: The organisation that it belongs to; None for a page of the whole site.

        Returns:
            A JSON-LD document: the page, what it is about, and the way to it from the front page.
        """
        address = self._address(iri)
        page: Node = {
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "inLanguage": self.texts.language,
            "isPartOf": {"@id": self.base},
        }
        found = [page]
        if record and (main := _MAIN.get(kind)) is not None:
            nodes = main(self, iri, record)
            found += nodes
            if nodes and kind != "index":
                page["about" if kind == "law" else "mainEntity"] = {"@id": nodes[0]["@id"]}
        if record and (way := self._way(kind, iri, record, organization)):
            found.append(_breadcrumbs(f"{address}#polku", way))
        return {"@context": CONTEXT, "@graph": found}

    # What pages are about -----------------------------------------------------------------------

    def site_itself(self, iri: str, record: Record) -> list[Node]:
        """The site, on its front page."""
        return [
            {
                "@type": "WebSite",
                "@id": iri,
                "url": self._address(iri),
                "name": self._text(record["pageTitle"]),
                "inLanguage": list(self.languages),
                "publisher": {"@type": "Organization", "name": self.publisher},
            }
        ]

    def decision(self, iri: str, record: Record) -> list[Node]:
        """The decision of a § as an act; nothing where none was read."""
        act = record.get("decision", {}).get("act")
        if act is None:
            return []
        node: Node = {"@type": "Legislation", "@id": act["id"], "url": self._address(iri)}
        same = {"legislationIdentifier": "idLocal", "legislationDate": "dateDocument"}
        node |= {term: act[said] for term, said in same.items() if said in act}
        if "passedBy" in act:
            node["legislationPassedBy"] = self._decider(act["passedBy"], record)
        kind = self.texts.labels.find(act.get("typeDocument", ""), self.texts.language)
        if kind is not None:
            node["legislationType"] = self._text(dict([kind]))
        if act.get("cites"):
            node["citation"] = [{"@id": cited} for cited in act["cites"]]
        return [node | self._expressed(act.get("realizedBy", ()))]

    def _expressed(self, expressions: Iterable[Record]) -> Node:
        """The title of an act, and the languages that it is in."""
        titles: dict[str, str] = {}
        languages = []
        for one in expressions:
            titles |= one.get("title", {})
            if "language" in one:
                languages.append(_LANGUAGES[one["language"].partition(":")[2]])
        found: Node = {"name": self._text(titles)} if titles else {}
        return found | ({"inLanguage": languages} if languages else {})

    def meeting(self, iri: str, record: Record) -> list[Node]:
        """A meeting, held or foreseen."""
        body = self._decider(record["body"], record)
        name = self.texts.labels.find(record["body"], self.texts.language)
        called = name[1] if name else record.get("bodyAsPrinted", self.words["body"])
        node: Node = {
            "@type": "Event",
            "@id": iri,
            "url": self._address(iri),
            "name": f"{called} {self.formats.day(record['date'])}",
            "startDate": record.get("startDate", record["date"]),
            "organizer": body,
        }
        if "endDate" in record:
            node["endDate"] = record["endDate"]
        if "location" in record:
            node["location"] = {"@type": "Place", "name": self._text(record["location"])}
        return [node]

    def authority(self, iri: str, record: Record) -> list[Node]:
        """An organisation, or a body of one."""
        node: Node = {
            "@type": "GovernmentOrganization",
            "@id": iri,
            "url": self._address(iri),
            "name": self._text(record["name"]),
        }
        for term, said in (("subOrganization", "hasUnit"), ("sameAs", "exactMatch")):
            if record.get(said):
                node[term] = [{"@id": other} for other in record[said]]
        if "unitOf" in record:
            node["parentOrganization"] = {"@id": record["unitOf"]}
        return [node]

    def person(self, iri: str, record: Record) -> list[Node]:
        """Somebody in a public role, as long as the name may stand there."""
        if "personName" not in record:
            return []
        return [{"@type": "Person", "@id": iri, "name": record["personName"]}]

    def law(self, iri: str, record: Record) -> list[Node]:
        """An act that §§ cite, which is not ours."""
        node: Node = {
            "@type": "Legislation",
            "@id": record["about"],
            "legislationIdentifier": statute(iri),
        }
        if record.get("pageTitle"):
            node["name"] = self._text(record["pageTitle"])
        return [node]

    def terms(self, iri: str, record: Record) -> list[Node]:
        """Function classes, or a vocabulary."""
        node: Node = {"@type": "DefinedTermSet", "@id": iri, "url": self._address(iri)}
        for term in ("name", "description"):
            if record.get(term):
                node[term] = self._text(record[term])
        return [node]

    def catalogue(self, _: str, record: Record) -> list[Node]:
        """The datasets, from the record of the catalogue."""
        return describe_catalogue(record, self._text, self._address, self.texts.language)

    def _decider(self, iri: str, record: Record) -> Node:
        """Who decided or met. An office is an authority, but no organisation of schema.org's."""
        node: Node = {"@id": iri}
        if record.get("bodyKind") != "toimielin:viranhaltija":
            node = {"@type": "GovernmentOrganization"} | node
        if (name := self.texts.labels.find(iri, self.texts.language)) is not None:
            node["name"] = self._text(dict([name]))
        elif "bodyAsPrinted" in record:
            node["name"] = record["bodyAsPrinted"]
        return node

    # The way to a page --------------------------------------------------------------------------

    def _way(
        self, kind: str, iri: str, record: Record, organization: str | None
    ) -> list[tuple[str, Any]]:
        """Address and name of each step; empty for a page that has no name of its own."""
        last = _LAST.get(kind, _title)(self, iri, record)
        if kind == "index" or not last:
            return []
        steps: list[tuple[str, Any]] = [(self._address(self.base), self.words["home"])]
        if organization and organization != iri:
            steps.append(self._step(organization, self.words["organization"]))
        if kind in {"section", "meeting"}:
            steps.append(self._step(record["body"], record.get("bodyAsPrinted", "")))
        if kind == "section" and "meeting" in record:
            steps.append((self._address(record["meeting"]), self.formats.day(record["date"])))
        return [*steps, (self._address(iri), last)]

    def _step(self, iri: str, otherwise: str) -> tuple[str, Any]:
        name = self.texts.labels.find(iri, self.texts.language)
        return self._address(iri), self._text(dict([name])) if name else otherwise

    def _address(self, iri: str) -> str:
        """Of the document about a thing of ours in the language of the page."""
        return self.links.link(iri, self.base)

    def _text(self, value: Mapping[str, str] | str) -> str | Node:
        """A text, with its language where that is not the page's."""
        language, text = self.texts.chosen(value)
        if language == self.texts.language:
            return text
        return {"@language": language, "@value": text}


def _title(one: SchemaOrg, _: str, record: Record) -> Any:  # noqa: ANN401  (a text or a node)
    """What a record calls its thing."""
    for term in ("name", "personName", "pageTitle"):
        if record.get(term):
            return one._text(record[term])
    return ""


def _breadcrumbs(iri: str, way: list[tuple[str, Any]]) -> Node:
    """The steps as schema.org has them, counted from 1."""
    return {
        "@type": "BreadcrumbList",
        "@id": iri,
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (address, name) in enumerate(way, start=1)
        ],
    }


# What a page is about, by its kind; of the other kinds schema.org has no fitting class.
_MAIN: Mapping[str, Callable[[SchemaOrg, str, Record], list[Node]]] = {
    "index": SchemaOrg.site_itself,
    "section": SchemaOrg.decision,
    "meeting": SchemaOrg.meeting,
    "organization": SchemaOrg.authority,
    "body": SchemaOrg.authority,
    "person": SchemaOrg.person,
    "law": SchemaOrg.law,
    "classes": SchemaOrg.terms,
    "vocabulary": SchemaOrg.terms,
    "downloads": SchemaOrg.catalogue,
}

# What the last step of the way is called where it is not called like its thing.
_LAST: Mapping[str, Callable[[SchemaOrg, str, Record], Any]] = {
    "section": lambda _, __, record: f"§ {record['order']}",
    "meeting": lambda one, _, record: one.formats.day(record["date"]),
    "case": lambda one, _, record: f"{one.words['case']} {record['processNumber']}",
    "law": lambda _, iri, __: statute(iri),
    "downloads": lambda one, _, __: one.words["downloads"],
    "tombstone": lambda _, __, ___: "",
}
