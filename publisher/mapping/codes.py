"""From our names to the concepts of the code lists."""

from __future__ import annotations

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.errors import TableError


class Codes(msgspec.Struct, frozen=True):
    """The table of `mappings/codes.toml`.

    Attributes:
        table: Scheme to name to compact IRI.
    """

    table: dict[str, dict[str, str]]

    def concept(self, scheme: str, name: str) -> str:
        """Find the concept that a name stands for.

        Args:
            scheme: A section of the table, for example ``outcome``.
            name: A name of that scheme, for example ``approved``.

        Returns:
            A compact IRI that `mappings/context.jsonld` expands, for example ``tulos:hyvaksytty``.

        Raises:
            TableError: If the table lacks the name.
        """
        try:
            return self.table[scheme][name]
        except KeyError:
            message = f"mappings/codes.toml: add {name!r} under [{scheme}] and to ontology/"
            raise TableError(message) from None


def read_codes() -> Codes:
    """Read `mappings/codes.toml`.

    Returns:
        The whole table.

    Raises:
        TableError: If it is missing or damaged.
    """
    path = asset_dir("mappings") / "codes.toml"
    return Codes(read_toml(path, dict[str, dict[str, str]]))
