"""Who waits for a reader: clients take turns, however much each of them asks."""

from __future__ import annotations

import itertools
from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Generic, TypeVar

Waiting = TypeVar("Waiting")


class BusyError(Exception):
    """There is no room for another query.

    Attributes:
        is_client: Whether it is this client alone that asks too much.
    """

    def __init__(self, message: str, *, is_client: bool) -> None:
        super().__init__(message)
        self.is_client = is_client


class FairQueue(Generic[Waiting]):
    """Queries that wait, by client.

    The next one is the first of the client that has waited longest for its turn.
    """

    def __init__(self, *, room: int, room_of_client: int) -> None:
        """Set up.

        Args:
            room: For how many queries there is room in all.
            room_of_client: For how many of one client.
        """
        self._room = room
        self._room_of_client = room_of_client
        self._by_client: OrderedDict[str, deque[Waiting]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Waiting]:
        """All that wait, by client."""
        return itertools.chain.from_iterable(self._by_client.values())

    def put(self, client: str, query: Waiting) -> None:
        """Let a query wait.

        Raises:
            BusyError: If there is no room.
        """
        own = self._by_client.get(client, ())
        if len(own) >= self._room_of_client:
            message = "too many of your queries are waiting: wait for their answers first"
            raise BusyError(message, is_client=True)
        if self._length >= self._room:
            message = "too many queries are waiting: ask again later"
            raise BusyError(message, is_client=False)
        self._by_client.setdefault(client, deque()).append(query)
        self._length += 1

    def take(self) -> Waiting | None:
        """Take the query whose turn it is; None if none waits."""
        if not self._by_client:
            return None
        client, own = self._by_client.popitem(last=False)
        query = own.popleft()
        if own:
            self._by_client[client] = own  # behind all others
        self._length -= 1
        return query

    def remove(self, client: str, query: Waiting) -> bool:
        """Let a query wait no longer; whether it did."""
        own = self._by_client.get(client)
        if own is None or query not in own:
            return False
        own.remove(query)
        if not own:
            del self._by_client[client]
        self._length -= 1
        return True
