"""Slow work off the window's thread, with progress and cancel.

One thread for queries and single documents: it keeps their order and the database calm. Results come back
on the GUI thread. Anything over 50 ms goes through here.

The work's thread never emits a job's signals: a job that is connected to, let go or deleted while another
thread is telling it would lose slots, or take the process with it. It leaves messages with one postbox that
lives as long as the program, and the GUI thread tells them.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

Message = Callable[[], object]


class Cancelled(Exception):
    """Raised inside the work by `Job.progress` once the user has cancelled."""


class _Postbox(QObject):
    """Brings messages to the GUI thread, in their order.

    One for the program, and never deleted: the threads hold nothing else of the window's, so that none of it
    is ever destroyed by one of them.
    """

    _put = Signal()  # one for each message; the only signal that other threads emit

    def __init__(self) -> None:
        super().__init__()
        self._messages: deque[Message] = deque()
        self._put.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def put(self, message: Message) -> None:
        """From any thread: `message` is called on the GUI thread."""
        self._messages.append(message)
        self._put.emit()

    def _take(self) -> None:
        """One message each time: what goes wrong in one, or opens a dialog, holds up none of the others."""
        self._messages.popleft()()


@cache
def _postbox() -> _Postbox:
    return _Postbox()


class Job(QObject):
    """One piece of work under way. Owned by the caller's side; its signals come on the GUI thread."""

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(float, str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._postbox = _postbox()
        self._cancelled = threading.Event()
        self._latest = (0.0, "")
        self._has_news = False

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress; its result is then not delivered."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked for the end."""
        return self._cancelled.is_set()

    def progress(self, share: float, what: str = "") -> None:
        """Called by the work: `share` in 0..1. Raises Cancelled when the user has cancelled.

        A busy window hears the latest only: work that reports often never floods it.
        """
        if self._cancelled.is_set():
            raise Cancelled
        self._latest = share, what
        if not self._has_news:
            self._has_news = True
            self.tell(self._say_progress)

    def _say_progress(self) -> None:
        self._has_news = False  # before the reading: what is reported from now on gets its own message
        self.progressed.emit(*self._latest)

    def tell(self, say: Callable[..., None], *values: object) -> None:
        """Called by the work's thread: `say(*values)` comes on the GUI thread, unless the job is gone."""
        self._postbox.put(lambda: say(*values) if isValid(self) else None)

    def say_done(self, result: object) -> None:
        """Told by the work's thread when it has a result."""
        self.done.emit(result)

    def say_failed(self, error: BaseException) -> None:
        """Told by the work's thread when the work has raised `error`."""
        self.failed.emit(error)

    def say_ended(self) -> None:
        """The last word of the thread, whatever came of the work."""
        self.ended.emit()
        self.deleteLater()


class _Runnable(QRunnable):
    def __init__(self, job: Job, work: Callable[[], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        """In the pool's thread: do the work, leave word of it."""
        job = self._job
        try:
            if not job.is_cancelled:
                result = self._work()
                if not job.is_cancelled:
                    job.tell(job.say_done, result)
        except Cancelled:
            pass
        except BaseException as error:  # handed to the GUI thread, which shows or raises it
            job.tell(job.say_failed, error)
        finally:
            job.tell(job.say_ended)


class Background(QObject):
    """Runs functions in one thread, in the order they are given."""

    failed = Signal(object)  # errors of jobs that no caller handles

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: set[Job] = set()
        self._beside: list[Background] = []
        self._printing: Background | None = None

    def beside(self) -> Background:
        """A thread of its own for short work that must not wait behind documents; it ends with this one."""
        made = Background(self)
        made.failed.connect(self.failed)
        self._beside.append(made)
        return made

    @property
    def printing(self) -> Background:
        """The thread of the printers, one for all: they are slow, and nothing else may wait for them."""
        if self._printing is None:
            self._printing = self.beside()
        return self._printing

    def run(
        self,
        work: Callable[..., Any],
        *arguments: Any,
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[BaseException], None] | None = None,
        with_job: bool = False,
        **keywords: Any,
    ) -> Job:
        """Run `work(*arguments, **keywords)`; then `on_done(result)` or `on_failed(error)` on the GUI thread.

        With `with_job` the work gets the Job as keyword `job` and reports progress to it. An error nobody
        takes goes to the signal `failed`. Give bound methods of QObjects: they disconnect themselves when
        the object is deleted.
        """
        job = Job(self)
        self._jobs.add(job)
        if with_job:
            keywords["job"] = job
        if on_done is not None:
            job.done.connect(on_done)
        job.failed.connect(on_failed if on_failed is not None else self.failed)
        job.ended.connect(self._forget)
        self._pool.start(_Runnable(job, lambda: work(*arguments, **keywords)))
        return job

    def _forget(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._jobs.discard(job)

    @property
    def is_idle(self) -> bool:
        """Nothing under way."""
        return not self._jobs and all(one.is_idle for one in self._beside)

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Block until all work has ended: at exit, and in tests."""
        has_ended = self._pool.waitForDone(milliseconds)
        return all([has_ended, *(one.wait(milliseconds) for one in self._beside)])

    def stop(self) -> None:
        """Cancel what is under way and wait for it: before the application goes."""
        for job in tuple(self._jobs):
            job.cancel()
        self._pool.clear()
        for one in self._beside:
            one.stop()
        self.wait()
