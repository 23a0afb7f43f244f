"""What is to be sent to a portal, and how that differs from what it has.

Portals give back more than was sent, in another order and sometimes in another type, so what is
compared is what both mean. What others wrote there stays: fields that we do not fill, groups that
we do not name, and files that are not ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from publisher.portal.datasets import Package
from publisher.portal.facts import read_portal_facts
from publisher.settings import Portal

# A day as CKAN may give it back.
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00:00(?:\.0+)?")


class Difference(msgspec.Struct, frozen=True):
    """Something in which a dataset on the portal is not as it should be.

    Attributes:
        place: The field, with its language or the address of its file.
        old: What the portal has, as text; None if it has nothing.
        new: What it should have; None if nothing.
    """

    place: str
    old: str | None
    new: str | None


def to_send(package: Package, portal: Portal) -> Package:
    """Take of a dataset what a portal's schema has.

    Args:
        package: As the action API tells it.
        portal: Where it is to go.

    Returns:
        The dataset as ``package_create`` takes it.
    """
    facts = read_portal_facts()
    categories = facts.categories.portal if portal.categories is None else portal.categories
    ours = {
        "owner_org": portal.owner_org,
        "groups": [{"name": name} for name in categories],
    }
    whole = package | ours
    sent = {key: whole[key] for key in facts.schema.dataset if _meaning(key, whole.get(key))}
    sent["resources"] = [
        {key: resource[key] for key in facts.schema.resource if key in resource}
        for resource in package["resources"]
    ]
    return sent


def differences(sent: Package, shown: Package, base: str) -> list[Difference]:
    """Say in what the portal's version of a dataset differs.

    Args:
        sent: As it should be (`to_send`).
        shown: As the portal has it (``package_show``).
        base: Where the addresses of our files begin; files elsewhere are not ours.

    Returns:
        Differences, by field in the order of the schema and then by file; none if the portal has
        all that it should have, and no file of ours that is there no more.
    """
    return [*_of_fields(sent, shown), *_of_resources(sent, shown, base)]


def patch(sent: Package, shown: Package, base: str) -> Package:
    """What ``package_patch`` needs to make of one version the other.

    Args:
        sent: As it should be.
        shown: As the portal has it.
        base: Where the addresses of our files begin; files elsewhere are not ours, and stay.

    Returns:
        The fields that differ. Files keep their identifiers on the portal, so that links to them
        and whatever it made of them stay.
    """
    changed = {each.place.partition(".")[0] for each in _of_fields(sent, shown)}
    found: Package = {"id": shown["id"]} | {key: sent[key] for key in sent if key in changed}
    if "groups" in changed:
        found["groups"] = _all_groups(sent, shown)
    if any(_of_resources(sent, shown, base)):
        found["resources"] = _all_resources(sent, shown, base)
    return found


def _of_fields(sent: Package, shown: Package) -> Iterator[Difference]:
    told = shown | {"owner_org": _owner(shown, sent["owner_org"])}
    for key in sent:
        if key == "resources":
            continue
        if key == "groups":
            yield from _of_groups(sent, shown)
            continue
        yield from _of_values(key, key, told.get(key), sent[key])


def _of_groups(sent: Package, shown: Package) -> Iterator[Difference]:
    there = _group_names(shown)
    for name in _group_names(sent):
        if name not in there:
            yield Difference("groups", None, name)


def _of_values(place: str, key: str, old: object, new: object) -> Iterator[Difference]:
    before, after = _meaning(key, old), _meaning(key, new)
    if isinstance(after, dict):
        earlier = before if isinstance(before, dict) else {}
        for language in sorted(earlier.keys() | after.keys()):
            yield from _of_texts(f"{place}.{language}", earlier.get(language), after.get(language))
    else:
        yield from _of_texts(place, before, after)


def _of_texts(place: str, old: object, new: object) -> Iterator[Difference]:
    if old != new:
        yield Difference(place, _text(old), _text(new))


def _of_resources(sent: Package, shown: Package, base: str) -> Iterator[Difference]:
    there = _by_url(shown)
    for resource in sent["resources"]:
        url = resource["url"]
        if url not in there:
            yield Difference(f"resources {url}", None, str(resource.get("format", "")))
            continue
        for key in resource:
            yield from _of_values(f"resources {url} {key}", key, there[url].get(key), resource[key])
    wanted = _by_url(sent)
    for url in there:
        if url.startswith(base) and url not in wanted:
            yield Difference(f"resources {url}", str(there[url].get("format", "")), None)


def _all_groups(sent: Package, shown: Package) -> list[Package]:
    return [{"name": name} for name in dict.fromkeys([*_group_names(shown), *_group_names(sent)])]


def _all_resources(sent: Package, shown: Package, base: str) -> list[Package]:
    schema = read_portal_facts().schema
    there = _by_url(shown)
    ours = [
        _some(there.get(resource["url"], {}), schema.kept) | resource
        for resource in sent["resources"]
    ]
    others = [
        _some(resource, (*schema.kept, *schema.resource))
        for resource in shown.get("resources", [])
        if not str(resource.get("url", "")).startswith(base)
    ]
    return ours + others


def _some(resource: Mapping[str, Any], keys: Sequence[str]) -> Package:
    return {key: resource[key] for key in keys if _meaning(key, resource.get(key))}


def _by_url(package: Package) -> dict[str, Package]:
    return {str(each.get("url", "")): each for each in package.get("resources", [])}


def _group_names(package: Package) -> list[str]:
    return [str(group["name"]) for group in package.get("groups", [])]


def _owner(shown: Package, wanted: str) -> str:
    """The owner by name or by identifier, whichever the settings give."""
    owner = shown.get("organization") or {}
    names = [str(name) for name in (owner.get("name"), shown.get("owner_org")) if name]
    return wanted if wanted in names else next(iter(names), "")


def _meaning(key: str, value: object) -> Any:  # noqa: ANN401  (JSON)
    """A value in the form in which two of them are equal if they mean the same."""
    match value:
        case dict():
            meanings = {name: _meaning(key, each) for name, each in value.items()}
            return {name: each for name, each in meanings.items() if each}
        case list() | tuple():
            found = [_meaning(key, each) for each in value]
            return sorted(found) if key in read_portal_facts().schema.unordered else found
        case None:
            return ""
        case bool():
            return str(value).lower()
    text = "\n".join(str(value).strip().splitlines())
    day = _MIDNIGHT.fullmatch(text)
    return day[1] if day else text


def _text(meaning: object) -> str | None:
    if isinstance(meaning, list):
        return ", ".join(str(each) for each in meaning)
    return str(meaning) if meaning else None
