"""What the tests of the ontology look at."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from publisher.rdf.terms import Terms, read_terms
from tests.ontology.reading import ONTOLOGY, read


@pytest.fixture(scope="package")
def terms() -> Terms:
    return read_terms()


@pytest.fixture(scope="package")
def ontology() -> list[ox.Quad]:
    return read(*ONTOLOGY)
