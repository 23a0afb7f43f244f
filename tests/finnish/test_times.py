"""Times of day as minutes write them."""

from __future__ import annotations

import datetime as dt

import pytest

from publisher.finnish.times import find_hours, find_times, parse_time

TIMES = [
    ("klo 16:30 - 18:14", ["16:30", "18:14"]),
    ("12.05.2003 klo 19.00 - 21.35", ["19:00", "21:35"]),
    ("klo 16.30", ["16:30"]),
    ("klo 16.30.", ["16:30"]),
    ("kl. 18.00", ["18:00"]),
    ("kl. 19.30-21.45", ["19:30", "21:45"]),
    ("klo 9", ["09:00"]),
    ("Klo 9-11", ["09:00", "11:00"]),
    ("klo 18.00–klo 20", ["18:00", "20:00"]),
    ("torstai 8.5.2007    kello 15.00", ["15:00"]),
    ("klockan 18.30", ["18:30"]),
    ("19.00 - 20.40", ["19:00", "20:40"]),
    ("17:00", ["17:00"]),
    ("klo 19.00-20.00 ja 20.10-21.00", ["19:00", "20:00", "20:10", "21:00"]),
    ("1.1.-20.10.2024", []),
    ("20.10.", []),
    ("12.05.2003", []),
    ("klo 3.4.2025", []),
    ("klo 25.00", []),
    ("klo 24.00", []),
    ("klo 14:0015:41", []),
    ("§ 5-7", []),
    ("16.30-17.10.2024", []),
    ("nousi 16.30 prosenttia", []),
    ("", []),
]

HOURS = [
    ("21.11.2024, klo 16:30 - 18:14", "16:30", "18:14"),
    ("klo 9-11.30", "09:00", "11:30"),
    ("10.11.2025, klo 17:00", "17:00", None),
    ("klo 19.00-20.00 ja 20.10-21.00", "19:00", None),
    ("klo 23.00 - 01.30", "23:00", None),
    ("10.11.2025", None, None),
    (":00-21:03", None, "21:03"),
]

SINGLE = [("17:05", "17:05"), ("17.05", "17:05"), ("9", "09:00"), ("25.00", None), ("klo 9", None)]


def written(time: dt.time | None) -> str | None:
    return None if time is None else time.isoformat("minutes")


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_finds_times_where_they_stand(text: str, expected: list[str]) -> None:
    found = find_times(text)
    assert [written(time.value) for time in found] == expected
    for time in found:
        hour, _, minute = text[time.start : time.end].replace(".", ":").partition(":")
        assert time.value == dt.time(int(hour), int(minute or 0))


@pytest.mark.parametrize(("text", "starts", "ends"), HOURS)
def test_two_times_are_beginning_and_end(text: str, starts: str | None, ends: str | None) -> None:
    hours = find_hours(text)
    assert written(hours.starts.value if hours.starts else None) == starts
    assert written(hours.ends.value if hours.ends else None) == ends


@pytest.mark.parametrize(("text", "expected"), SINGLE)
def test_a_time_may_stand_alone(text: str, expected: str | None) -> None:
    time = parse_time(text, 7)
    assert written(time.value if time else None) == expected
    assert time is None or (time.start, time.end) == (7, 7 + len(text))


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(TIMES), len(HOURS), len(SINGLE)) == (25, 7, 5)


@pytest.mark.parametrize("piece", ["1.", "12:", "klo ", "1-", "12.12-", "klo 1", " "])
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    assert find_times(piece * (100_000 // len(piece))) is not None
