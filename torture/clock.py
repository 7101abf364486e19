"""Runs `screener` with a clock that is wrong by so many hours: python -m torture.clock HOURS PATH ARGUMENT..."""

import sys
import time

import time_machine

from screener.cli import main

if __name__ == "__main__":
    hours, _, *arguments = sys.argv[1:]
    sys.argv = ["screener", *arguments]
    with time_machine.travel(time.time() + float(hours) * 3600, tick=True):
        main()
