"""Work off the GUI thread: what is announced of it, and what is let go of."""

from __future__ import annotations

import threading
import weakref

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication
from ui_parts import wait

from viewer.session.base.background_jobs import Job, Jobs


class Asker(QObject):
    """Notes what it is told, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []
        self.threads: set[threading.Thread] = set()

    @Slot(object)
    def take(self, value: object) -> None:
        self.told.append(value)
        self.threads.add(threading.current_thread())


class Count:
    """Tells one number, then gives another or fails."""

    def __init__(self, fails: bool = False) -> None:
        self._fails = fails

    def __call__(self, job: Job) -> int:
        job.tell(1)
        if self._fails:
            raise ValueError
        return 2


def test_what_a_job_tells_arrives_in_order_in_this_thread(qapp: QApplication) -> None:
    jobs, asker = Jobs(1), Asker()
    jobs.run(Count(), asker.take, asker.take, asker.take)
    wait(lambda: len(asker.told) == 2)
    assert asker.told == [1, 2] and asker.threads == {threading.main_thread()}
    jobs.run(Count(fails=True), asker.take, asker.take, asker.take)
    wait(lambda: len(asker.told) == 4)
    assert isinstance(asker.told[3], ValueError)


def test_what_is_on_its_way_from_a_cancelled_job_does_not_arrive(qapp: QApplication) -> None:
    jobs, cancelled, other = Jobs(1), Asker(), Asker()
    ended = [
        jobs.run(Count(fails), cancelled.take, cancelled.take, cancelled.take)
        for fails in (False, True)
    ]
    assert jobs.wait()  # both told everything, and nothing was delivered yet
    for job in ended:
        job.cancel()
    jobs.run(Count(), other.take)
    wait(lambda: other.told)
    assert cancelled.told == []


def test_a_finished_job_and_its_work_are_let_go_of(qapp: QApplication) -> None:
    jobs, work = Jobs(1), Count()
    job = jobs.run(work)
    held = weakref.ref(job), weakref.ref(work)
    del job, work
    wait(lambda: held[0]() is None and held[1]() is None)


class Gate:
    """Waits to be opened; notes in which threads it was gone through, and how many at once."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.inside = self.most = 0
        self.threads: set[int] = set()
        self._lock = threading.Lock()

    def __call__(self, job: Job) -> None:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.threads.add(threading.get_ident())
        self.opened.wait()
        with self._lock:
            self.inside -= 1


def test_a_queue_does_no_more_at_once_than_it_may(qapp: QApplication) -> None:
    gate, jobs = Gate(), Jobs(2)
    for _ in range(20):
        jobs.run(gate)
    wait(lambda: gate.inside == 2)
    assert not jobs.wait(1)
    gate.opened.set()
    assert jobs.wait() and gate.most == 2


def test_no_queue_waits_for_another(qapp: QApplication) -> None:
    gate, queues = Gate(), [Jobs(1) for _ in range(12)]
    for jobs in queues:
        jobs.run(gate)
    wait(lambda: gate.inside == len(queues))
    gate.opened.set()
    assert all(jobs.wait() for jobs in queues)


def test_queues_share_their_threads(qapp: QApplication) -> None:
    gate, queues = Gate(), [Jobs(1) for _ in range(100)]
    gate.opened.set()
    for jobs in queues:
        jobs.run(gate)
        assert jobs.wait()
    assert len(gate.threads) < len(queues) / 2
