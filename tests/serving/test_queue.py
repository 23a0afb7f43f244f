"""Who waits, and whose turn it is."""

from __future__ import annotations

import pytest

from publisher.serving.sparql.queue import BusyError, FairQueue


def queue(room: int = 10, room_of_client: int = 5) -> FairQueue[str]:
    return FairQueue(room=room, room_of_client=room_of_client)


def drained(waiting: FairQueue[str]) -> list[str]:
    return [query for _ in range(len(waiting)) if (query := waiting.take()) is not None]


def test_clients_take_turns_however_much_one_of_them_asks() -> None:
    waiting = queue()
    for number in range(5):
        waiting.put("a", f"a{number}")
    waiting.put("b", "b0")
    waiting.put("c", "c0")
    waiting.put("b", "b1")
    assert len(waiting) == 8
    assert sorted(waiting) == ["a0", "a1", "a2", "a3", "a4", "b0", "b1", "c0"]
    assert drained(waiting) == ["a0", "b0", "c0", "a1", "b1", "a2", "a3", "a4"]
    assert waiting.take() is None


def test_there_is_so_much_room_for_a_client_and_so_much_for_all() -> None:
    waiting = queue(room=3, room_of_client=2)
    waiting.put("a", "a0")
    waiting.put("a", "a1")
    with pytest.raises(BusyError) as error:
        waiting.put("a", "a2")
    assert error.value.is_client
    waiting.put("b", "b0")
    with pytest.raises(BusyError) as error:
        waiting.put("c", "c0")
    assert not error.value.is_client
    assert drained(waiting) == ["a0", "b0", "a1"]


def test_who_leaves_waits_no_longer() -> None:
    waiting = queue()
    for client, query in (("a", "a0"), ("b", "b0"), ("b", "b1")):
        waiting.put(client, query)
    assert waiting.remove("a", "a0")
    assert waiting.remove("b", "b0")
    assert not waiting.remove("b", "b0")
    assert not waiting.remove("a", "a0")
    assert drained(waiting) == ["b1"]
