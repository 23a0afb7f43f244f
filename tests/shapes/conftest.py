"""What the reference needs to be quick enough for a thousand records."""

from __future__ import annotations

import rdflib
from rdflib.query import Processor

rdflib.plugin.register("sparql", Processor, "tests.shapes.prepared", "PreparedProcessor")
