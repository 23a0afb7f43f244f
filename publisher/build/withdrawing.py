"""What `pykala withdraw` may take off the network."""

from __future__ import annotations

from publisher.errors import SettingsError
from publisher.rdf.iris import Iris
from publisher.settings import WITHDRAWN_FILE, Settings


def published_section(settings: Settings, address: str) -> str:
    """The § that an address leads to, if the site has it.

    An address with a slip of the pen is refused: whoever withdraws a § has to know that it has
    gone, and not that something else never was there.

    Args:
        settings: Of the site.
        address: As `Iris.section_at` takes it.

    Returns:
        The IRI of the §; that of one which was withdrawn before, too.

    Raises:
        SettingsError: If it is no such address, or nothing stands there.
    """
    iris = Iris(settings.base_iri)
    iri = iris.section_at(address)
    if iri is None:
        message = (
            f"this is no address of a § of this site: it looks like {settings.base_iri}eli/dl/"
            "<organisation>/<body>/<year>/<number>"
        )
        raise SettingsError(message)
    page = settings.output / "published" / "site" / f"{iris.path(iri)}.html"
    if not page.exists():
        message = (
            f"{iri}: there is no such § on the site, so that nothing was withdrawn: correct the "
            "address. To keep a § away before it is ever published, write it into "
            f"{WITHDRAWN_FILE} beside the settings, as docs/privacy.md shows"
        )
        raise SettingsError(message)
    return iri
