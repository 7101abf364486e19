"""`python -m fuzz.guided NAME RUNS SECONDS`: a decoder, guided by what it has run through (atheris)."""

import sys
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["screener"]):
    from fuzz.decoders import CORPUS, DECODERS

if __name__ == "__main__":
    name, runs, seconds = sys.argv[1:]
    seeds = CORPUS / name
    seeds.mkdir(parents=True, exist_ok=True)
    bounds = [
        f"-runs={runs}",
        f"-max_total_time={seconds}",
        "-max_len=4096",
        "-timeout=5",
        "-print_final_stats=1",
    ]
    with TemporaryDirectory() as new:  # what it finds on its way; what breaks it is kept beside the seeds
        atheris.Setup([sys.argv[0], *bounds, f"-artifact_prefix={seeds}/", new, str(seeds)], DECODERS[name])
        atheris.Fuzz()
