"""Texts read by several processes: in their order, a few ahead, none lost to another's fault."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from viewer.core.worker.client import Worker
from viewer.core.worker.read_ahead import read_ahead


@pytest.fixture
def workers() -> Iterator[list[Worker]]:
    made = [Worker(), Worker()]
    yield made
    for each in made:
        each.close()


def test_they_come_in_their_order_and_a_fault_stays_with_its_own(workers: list[Worker]) -> None:
    second = threading.Event()

    def read(number: int, _: Worker) -> int:
        if number == 0:
            assert second.wait(60)  # read at the same time by the other one
        if number == 1:
            second.set()
        return 12 // (number - 3)

    told = [(number, each.exception() or each.result()) for number, each in
            read_ahead(read, range(6), workers)]  # fmt: skip
    assert [number for number, _ in told] == list(range(6))
    assert isinstance(told[3][1], ZeroDivisionError)
    assert [made for number, made in told if number != 3] == [-4, -6, -12, 12, 6]


def test_each_has_a_worker_of_its_own_and_few_are_read_ahead(workers: list[Worker]) -> None:
    begun: list[int] = []
    busy: set[Worker] = set()

    def read(number: int, worker: Worker) -> Worker:
        begun.append(number)
        assert worker not in busy
        busy.add(worker)
        busy.remove(worker)
        return worker

    coming = read_ahead(read, range(100), workers)
    used = {next(coming)[1].result() for _ in range(10)}
    assert used <= set(workers) and len(begun) <= 10 + len(workers)
    coming.close()
    assert len(begun) <= 10 + len(workers)
