"""A sweep in shards as tasks of HyperQueue, then their merge, through its Python package.

python hq.py [--server FOLDER | --local CORES] [--minga PROGRAM] [--threads N]
             SHARDS DESIGN FOLDER WHOLE [-- OPTIONS OF minga sweep]

Without --local it submits to a server that runs already, with workers on the nodes; with --local
it starts one here. A second call with the same arguments goes on where the first was stopped, and
leaves complete shards alone.

Ends with 0 when WHOLE is made and verified, with 1 when a task failed.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path

from hyperqueue import Client, Job, LocalCluster
from hyperqueue.client import FailedJobsException
from hyperqueue.cluster import WorkerConfig
from hyperqueue.ffi.protocol import ResourceRequest


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", type=Path, help="folder of a server (default: HyperQueue's)")
    parser.add_argument("--local", type=int, metavar="CORES", help="start a server and a worker")
    parser.add_argument("--minga", default="minga", help="the program")
    parser.add_argument("--threads", type=int, default=8, help="cores of each shard")
    parser.add_argument("shards", type=int)
    parser.add_argument("design", type=Path)
    parser.add_argument("folder", type=Path, help="for the shards, shared by all nodes")
    parser.add_argument("whole", type=Path, help="file to write")
    own, options = sys.argv[1:], []
    if "--" in own:
        at = own.index("--")
        own, options = own[:at], own[at + 1 :]
    return parser.parse_args(own, argparse.Namespace(options=options))


def job_of(given: argparse.Namespace) -> Job:
    """Shards that do not wait for each other, and the merge, which waits for all."""
    # one failure ends no other shard; two files of output for each task would be many small files
    job = Job(default_workdir=Path.cwd(), max_fails=None, name="minga")
    quiet = {"stdout": None, "stderr": None}
    outs = [given.folder / f"shard-{i}-of-{given.shards}.h5" for i in range(1, given.shards + 1)]
    sweeps = [
        job.program(
            [
                *(given.minga, "sweep", str(given.design), "-o", str(out)),
                *("--shard", f"{i}/{len(outs)}", "--threads", str(given.threads)),
                *("--resume", "--quiet", *given.options),
            ],
            resources=ResourceRequest(cpus=given.threads),
            name=f"shard-{i}",
            **quiet,
        )
        for i, out in enumerate(outs, 1)
    ]
    merge = job.program(
        [given.minga, "merge", *map(str, outs), "-o", str(given.whole), "--force"],
        deps=sweeps,
        name="merge",
        **quiet,
    )
    job.program([given.minga, "verify", str(given.whole)], deps=[merge], name="verify", **quiet)
    return job


def main() -> int:
    given = arguments()
    given.folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        if given.local:
            cluster = stack.enter_context(LocalCluster(worker_config=WorkerConfig(given.local)))
            client = cluster.client()
        else:
            client = Client(given.server)
        try:
            client.wait_for_jobs([client.submit(job_of(given))])
        except FailedJobsException as failed:
            print(failed, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
