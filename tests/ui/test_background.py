"""Work beside the window: whoever listens hears how it ended."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.background import Background, Job

JOBS = 300


def test_every_listener_hears_the_end_of_every_job(qtbot: QtBot) -> None:
    background = Background()
    heard = [0] * 5

    def listener(place: int) -> None:
        heard[place] += 1

    def work(*, job: Job) -> None:
        job.progress(0.5)

    for _ in range(JOBS):
        job = background.run(work, with_job=True)
        for place in range(len(heard)):
            job.ended.connect(lambda place=place: listener(place))
        qtbot.waitUntil(lambda: background.is_idle)
    assert heard == [JOBS] * len(heard)
    background.stop()


def test_a_cancelled_job_gives_no_result_and_still_says_that_it_ended(qtbot: QtBot) -> None:
    background = Background()
    results: list[int] = []
    ends: list[str] = []

    def work(*, job: Job) -> int:
        while True:
            job.progress(0.5)

    for _ in range(20):
        job = background.run(work, with_job=True, on_done=results.append)
        job.ended.connect(lambda: ends.append("ended"))
        with qtbot.waitSignal(job.progressed):
            pass
        job.cancel()
        qtbot.waitUntil(lambda: background.is_idle)
    assert (results, len(ends)) == ([], 20)
    background.stop()
