"""A process of the server that is told to stop before it began to serve."""

import tempfile

from gunicorn.config import Config

from screener.processes.worker import Worker


def test_who_is_told_to_stop_before_it_serves_does_so_and_does_not_fail() -> None:
    settings = Config()
    settings.set("worker_tmp_dir", tempfile.gettempdir())
    worker = Worker(1, 1, [], None, 30, settings, None)
    worker.handle_exit()
    assert not worker.alive
    worker.tmp.close()
