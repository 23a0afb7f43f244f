"""Harvest a site with the code of CKAN itself, without its server or database.

This runs in the environment that `fetch_ckan.sh` makes, and not in that of the tests: CKAN pins old
versions of what it needs. It prints what CKAN made of the site, as JSON.

    python harvest.py action URL                     the action API, as ckanext-harvest reads it
    python harvest.py dcat PROFILE TYPE LOCALE LICENCES URL
                                                     the catalogue, as ckanext-dcat reads it, with
                                                     a list of licences, or CKAN's own: -
"""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import warnings
from types import SimpleNamespace

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

HERE = "organisation-of-the-source"


def action(url):
    """Search, and bring each dataset to where CKAN would save it."""
    from ckan.logic import NotFound
    from ckan.logic.validators import name_validator, tag_length_validator, tag_name_validator
    from ckanext.harvest.harvesters import ckanharvester

    errors, imported = [], []

    def get_action(name):
        def call(context, asked):
            if name == "package_show":  # of the source, which belongs to somebody
                return {"owner_org": HERE}
            if name == "group_show" and asked["id"].startswith("valtioneuvosto"):
                return {"id": "group-1", "name": asked["id"]}
            raise NotFound

        return call

    class Harvester(ckanharvester.CKANHarvester):
        def _get_user_name(self):
            return "harvest"

        def _save_object_error(self, message, *rest, **named):
            errors.append(message)

        def _create_or_update_package(self, package, *rest, **named):
            imported.append(package)
            return True

    ckanharvester.get_action = get_action
    harvester = Harvester()
    harvester._set_config("{}")
    source = SimpleNamespace(
        id="source", url=url, title="", config='{"remote_groups": "only_local"}'
    )
    for found in harvester._search_for_datasets(url):
        job = SimpleNamespace(source=source, id="job")
        one = SimpleNamespace(
            id="1", guid=found["id"], content=json.dumps(found), job=job, source=source
        )
        if harvester.import_stage(one) is not True:
            errors.append(f"{found['name']} was not imported")
    for package in imported:
        name_validator(package["name"], {})
        for tag in package["tags"]:
            tag_length_validator(tag_name_validator(tag["name"], {}), {})
    return {"packages": imported, "errors": errors}


def dcat(profile, media_type, locale, licences, url):
    """Fetch a catalogue with all its pages, and parse each."""
    from ckan.common import config

    config["ckan.locale_default"] = locale
    config["ckanext.dcat.rdf.profiles"] = profile
    if licences != "-":
        config["licenses_group_url"] = f"file://{licences}"
    from ckanext.dcat.harvesters.rdf import DCATRDFHarvester
    from ckanext.dcat.processors import RDFParser, RDFParserException

    errors, datasets, pages = [], [], []

    class Harvester(DCATRDFHarvester):
        def _save_gather_error(self, message, *rest):
            errors.append(message)

    harvester, first, following = Harvester(), None, url
    while following:
        content, told = harvester._get_content_and_type(following, None, 1, content_type=media_type)
        if not content:
            break
        digest = hashlib.sha256(content.encode()).hexdigest()
        if digest == first:
            errors.append(f"{following} is the first page again")
            break
        first = first or digest
        parser = RDFParser()
        try:
            parser.parse(content, _format=told)
        except RDFParserException as error:
            errors.append(str(error))
            break
        pages.append(following)
        for dataset in parser.datasets():
            dataset["guid"] = harvester._get_guid(dataset, source_url=url)
            datasets.append(dataset)
        following = parser.next_page()
    return {"packages": datasets, "errors": errors, "pages": pages}


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    told = {"action": action, "dcat": dcat}[command](*arguments)
    json.dump(told, sys.stdout, ensure_ascii=False)
