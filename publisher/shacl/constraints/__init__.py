"""The constraint components of SHACL Core, by the parameter that declares them.

https://www.w3.org/TR/shacl/#core-components
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from publisher.shacl.constraints import amounts, choices, pairs, shapes, strings, types
from publisher.shacl.constraints.declaration import Builder, Declaration

BUILDERS: Final[dict[ox.NamedNode, Builder]] = {
    **types.BUILDERS,
    **amounts.BUILDERS,
    **strings.BUILDERS,
    **pairs.BUILDERS,
    **shapes.BUILDERS,
    **choices.BUILDERS,
}
"""Parameter to builder. Parameters that only qualify another one have a builder that checks that
the other one is there. ``sh:property`` is not among them: its results are those of the shape that
it names (https://www.w3.org/TR/shacl/#PropertyConstraintComponent)."""

__all__ = ["BUILDERS", "Builder", "Declaration"]
