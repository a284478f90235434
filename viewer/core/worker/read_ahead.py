"""Many texts read by several processes at once, and handed over in their order."""

from __future__ import annotations

import os
import queue
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from viewer.core.worker.client import SPARE, Worker

Item = TypeVar("Item")
Made = TypeVar("Made")


def processes() -> int:
    """How many processes are worth their memory here: one a core, at most."""
    return min(SPARE, os.cpu_count() or 1)


def read_ahead(
    read: Callable[[Item, Worker], Made], items: Iterable[Item], workers: Iterable[Worker]
) -> Generator[tuple[Item, Future[Made]]]:
    """Each item and what `read` made of it, which may be an exception; in the order of the items.

    `read` is called in threads, one a worker; as many items as these are held ready. To be used up
    or closed, which waits for those that are being read.
    """
    free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    for worker in workers:
        free.put(worker)
    count = free.qsize()

    def one(item: Item) -> Made:
        worker = free.get()
        try:
            return read(item, worker)
        finally:
            free.put(worker)

    waiting: deque[tuple[Item, Future[Made]]] = deque()
    with ThreadPoolExecutor(count) as pool:
        try:
            for item in items:
                waiting.append((item, pool.submit(one, item)))
                if len(waiting) > count:
                    yield waiting.popleft()
            while waiting:
                yield waiting.popleft()
        finally:
            for _, future in waiting:
                future.cancel()
