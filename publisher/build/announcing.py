"""The action API that portals harvest, with the day on which each dataset changed last (D-037)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from publisher.build.days import Days, Made, digest
from publisher.build.model import Plan
from publisher.portal.action_api import ACTIONS, action_files, days_told
from publisher.portal.datasets import Package

DayBefore = Callable[[str], str | None]


class Announcement:
    """What portals are told of the datasets of a build.

    Attributes:
        packages: The datasets, once they are known.
    """

    def __init__(self, plan: Plan) -> None:
        self.packages: Sequence[Package] = ()
        self._plan = plan

    def made(self) -> Iterator[Made]:
        """What each dataset says, for whoever remembers days."""
        for package in self.packages:
            yield _path(package), digest(msgspec.json.encode(package))

    def before(self, otherwise: DayBefore) -> DayBefore:
        """The day of what stands at a path, for a build that remembers none.

        Args:
            otherwise: Knows it of all but the datasets.

        Returns:
            A function that knows it of these too: if the same is public already, the day that is
            told there, else that of the build.
        """
        told = days_told(_public(self._plan), self.packages)
        days = {_path(package): told.get(package["name"]) for package in self.packages}
        today = self._plan.today.isoformat()
        return lambda path: (days[path] or today) if path in days else otherwise(path)

    def files(self, days: Days) -> dict[str, bytes]:
        """The files of the action API.

        Args:
            days: Remember what has been `made`.

        Returns:
            The bytes by path; none if nothing is published.
        """
        if not self.packages:
            return {}
        today = self._plan.today.isoformat()
        changed = [days.of(_path(package)) or today for package in self.packages]
        return action_files(self._plan.settings, self.packages, changed)


def _path(package: Package) -> str:
    """Under which name the day of a dataset is remembered."""
    return f"{ACTIONS}{package['name']}"


def _public(plan: Plan) -> bytes:
    """What portals are told now; nothing before the first build."""
    path = Path(plan.settings.output, "published", "site", ACTIONS, "package_search")
    return path.read_bytes() if path.exists() else b""
