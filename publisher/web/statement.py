"""The page on personal data: who answers for them, which are shown, on what ground, for how long.

It tells what articles 13 and 14 of the General Data Protection Regulation (EU) 2016/679 ask to be
told of this site, and follows from the settings alone: its words stand in `site/messages.toml`.
"""

from __future__ import annotations

from typing import Any

from publisher.rdf.iris import Iris
from publisher.settings import Settings
from publisher.web.derived import texts


def statement(settings: Settings) -> dict[str, Any]:
    """What the sentences of the page depend on."""
    iris, privacy = Iris(settings.base_iri), settings.privacy
    # In `strict` mode there are no names that could stay or leave.
    names = privacy.names_after_appeal if privacy.mode == "role" else "none"
    return {
        "names": names,
        "officer": None if privacy.officer is None else _contact(privacy.officer),
        "notice": privacy.register_notice,
        "kinds": sorted({organization.kind for organization in settings.organizations}),
        "organizations": [
            {"iri": iris.organization(one.slug), "name": texts(one.name)}
            for one in settings.organizations
        ],
    }


def _contact(officer: str) -> dict[str, str]:
    """Whom to write to, as a link: settings give an address of e-mail or one on the web."""
    href = officer if officer.startswith(("http://", "https://")) else f"mailto:{officer}"
    return {"href": href, "label": officer}
