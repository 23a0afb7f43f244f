"""What the build has to reach, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tests.benchmark.runner import Size, middle

SMALL, LARGE = 1_000, 10_000

_SPEED = 0.45
_UNCHANGED, _ADDED = 0.03, 0.05
_RENDERED, _RENDERING = 1_000, 0.6
_PEAK_BYTES, _GROWTH = 600_000_000, 1.5


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """One target.

    Attributes:
        name: What is wanted.
        measured: What was measured; empty if it was not.
        passed: Whether it is reached; None if it was not measured.
    """

    name: str
    measured: str
    passed: bool | None

    @property
    def verdict(self) -> str:
        """The outcome in a word."""
        match self.passed:
            case None:
                return "not measured"
            case True:
                return "pass"
            case False:
                return "FAIL"


def judge(sizes: Sequence[Size]) -> list[Target]:
    """Compare what was measured with the targets.

    Args:
        sizes: What was measured; the targets are about 10,000 § and 1,000 §.

    Returns:
        Every target, measured or not.
    """
    by_count = {size.sections: size for size in sizes}
    return list(_targets(by_count.get(LARGE), by_count.get(SMALL)))


def _targets(large: Size | None, small: Size | None) -> Iterator[Target]:
    cold = middle(large.cold) if large else None
    peak = large.peak_bytes if large and large.cold else None
    yield _target(
        f"cold build of {LARGE:,} §: at least {_SPEED} of the reference's §/s",
        large.ratio if large else None,
        lowest=_SPEED,
    )
    for name, builds, share in (
        ("nothing changed", large.unchanged if large else (), _UNCHANGED),
        ("one § added", large.added if large else (), _ADDED),
    ):
        seconds = middle(builds)
        yield _target(
            f"{name}: at most {share:.0%} of the cold time",
            seconds / cold if seconds and cold else None,
            highest=share,
        )
    rendered = large.rendering_speed if large else None
    yield Target(
        name=f"pages with five files each: at least {_RENDERED:,} a second of one core",
        measured=f"{rendered:,.0f}" if rendered else "",
        passed=rendered >= _RENDERED if rendered else None,
    )
    yield _target(
        f"pages with five files each: at least {_RENDERING} of the reference's",
        large.rendering_ratio if large else None,
        lowest=_RENDERING,
    )
    yield Target(
        name=f"peak memory at {LARGE:,} §: below {_PEAK_BYTES / 1e6:.0f} MB",
        measured=f"{peak / 1e6:.0f} MB" if peak else "",
        passed=peak < _PEAK_BYTES if peak else None,
    )
    yield _target(
        f"peak memory at {LARGE:,} §: at most {_GROWTH} times that at {SMALL:,} §",
        peak / small.peak_bytes if peak and small and small.cold else None,
        highest=_GROWTH,
    )


def _target(
    name: str, value: float | None, *, lowest: float = 0.0, highest: float = float("inf")
) -> Target:
    if value is None:
        return Target(name=name, measured="", passed=None)
    return Target(name=name, measured=f"{value:.3f}", passed=lowest <= value <= highest)
