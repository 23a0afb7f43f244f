"""The page of queries and one for each example: what they show, and what they say as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from publisher.examples.answers import Answer
from publisher.examples.charts import chart
from publisher.examples.reading import Theme, all_prefixes
from publisher.examples.service import read_endpoint, service_record
from publisher.rdf.iris import SPARQL, part_of
from publisher.settings import Language, Settings
from publisher.web.catalogue.record import entry_iri
from publisher.web.messages import read_messages
from publisher.web.page import Page


class Download(NamedTuple):
    """A file that a browser can load.

    Attributes:
        href: Below the site's root.
        size_bytes: As it is.
    """

    href: str
    size_bytes: int


class Choice(NamedTuple):
    """What a visitor can choose to load.

    Attributes:
        name: In the page and in ``parts.json``; of a theme, its fragment.
        label: By language, or as it is.
        detail: A year; empty for a theme; ``register`` for the register of an organisation.
        files: What is loaded.
    """

    name: str
    label: Mapping[str, str] | str
    detail: str
    files: tuple[Download, ...]

    @property
    def size_bytes(self) -> int:
        """Of all files together."""
        return sum(file.size_bytes for file in self.files)


def prefixes_iri(base_iri: str) -> str:
    """The set of all prefixes that the examples use."""
    return f"{base_iri}{SPARQL}#etuliitteet"


def example_page(settings: Settings, answer: Answer) -> Page:
    """The page of an example, with its query, its answer and its chart.

    Search engines, which keep copies, may not have it: what it lists is taken back with the §§.

    Args:
        settings: Of the site.
        answer: Of the store.
    """
    example = answer.example
    record = {
        "id": example.iri,
        "type": ["SparqlExecutable", "SparqlSelectExecutable"],
        "pageTitle": dict(example.title),
        "comment": dict(example.comment),
        "select": example.query,
        "prefixes": prefixes_iri(settings.base_iri),
        "requires": example.theme,
    }
    listing = {
        "title": dict(example.title),
        "comment": dict(example.comment),
        "query": example.query,
        "columns": answer.columns,
        "rows": answer.rows,
        "chart": chart(answer),
        "csv": f"{example.name}.csv",
        "sparql": f"{settings.base_iri}{SPARQL}",
        "name": example.name,
    }
    path = f"{SPARQL}/{example.name}"
    return Page(
        kind="example", iri=example.iri, path=path, record=record, listing=listing, indexed=False
    )


def sparql_page(
    settings: Settings,
    answers: Sequence[Answer],
    choices: tuple[Sequence[Choice], Sequence[Choice]],
    browser: Mapping[str, str] | None,
) -> Page:
    """The page on which queries are asked, which tells of all examples.

    Args:
        settings: Of the site.
        answers: To the examples, in their order.
        choices: What can be loaded: by theme, and by organisation and year.
        browser: Paths of the engine: ``script``, ``wasm`` and ``licence``; None without it.

    Returns:
        A page of the kind ``sparql``.

    Raises:
        TableError: If a word of it is missing in `site/messages.toml`, or what endpoints can do.
    """
    iri = f"{settings.base_iri}{SPARQL}"
    words = read_messages(get_args(Language))
    declared = all_prefixes(answer.example for answer in answers)
    names = prefixes_iri(settings.base_iri)
    declarations = [
        {"id": part_of(names, name), "prefix": name, "namespace": namespace}
        for name, namespace in declared.items()
    ]
    themes, years = choices
    record: dict[str, Any] = {
        "id": iri,
        "type": "FoafDocument",
        "pageTitle": {language: words[language]["sparql_title"] for language in words},
        "isPartOf": settings.base_iri,
        "publisher": entry_iri(settings, "julkaisija"),
        "licenceOfSite": settings.licence,
        "hasPart": [
            {"id": names, "declare": declarations},
            *({"id": part_of(iri, theme.name), "pageTitle": theme.label} for theme in themes),
            *({"id": answer.example.iri} for answer in answers),
        ],
    }
    if service := service_record(settings):
        record["primaryTopic"] = service
    listing = {
        "examples": [
            {
                "iri": answer.example.iri,
                "name": answer.example.name,
                "title": dict(answer.example.title),
                "theme": answer.example.theme.rpartition("#")[2],
                "query": answer.example.query,
                "rows": len(answer.rows),
            }
            for answer in answers
        ],
        "themes": [_shown(choice) for choice in themes],
        "years": [_shown(choice) for choice in years],
        "prefixes": declared,
        "browser": browser,
        "endpoint": _endpoint_shown(settings),
    }
    return Page(kind="sparql", iri=iri, path=SPARQL, record=record, listing=listing)


def _endpoint_shown(settings: Settings) -> dict[str, Any] | None:
    if not settings.sparql_endpoint:
        return None
    endpoint = read_endpoint()
    return {
        "address": settings.sparql_endpoint,
        "formats": {each.name: each.media_type for each in endpoint.formats},
        "functions": endpoint.functions,
        "functions_namespace": endpoint.functions_namespace,
    }


def _shown(choice: Choice) -> dict[str, Any]:
    return {
        "name": choice.name,
        "label": choice.label,
        "detail": choice.detail,
        "sizeBytes": choice.size_bytes,
    }


def themes_as_choices(themes: Iterable[Theme], parts: Mapping[str, list[Download]]) -> list[Choice]:
    """What can be loaded by theme; what is empty everywhere is left out of the files only."""
    return [
        Choice(theme.name, dict(theme.title), "", tuple(parts.get(theme.name, ())))
        for theme in themes
    ]


def parts_record(
    choices: Iterable[Choice], terms: Mapping[str, Mapping[str, int]], prefixes: Mapping[str, str]
) -> dict[str, Any]:
    """What the scripts of the page need: ``files`` by choice, ``terms`` with counts, ``prefixes``.

    Args:
        choices: What can be loaded.
        terms: How often each class and each property is used, by IRI, as VoID tells it.
        prefixes: For the completion.
    """
    return {
        "files": {
            choice.name: [
                {"href": file.href, "sizeBytes": file.size_bytes} for file in choice.files
            ]
            for choice in choices
        },
        "terms": terms,
        "prefixes": prefixes,
    }
