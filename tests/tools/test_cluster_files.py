"""The configurations for Kubernetes and SLURM say what those who read them understand."""

import re
import shlex
from pathlib import Path
from typing import Any

import click
import dask
import pytest
import yaml
from dask_jobqueue.slurm import SLURMJob
from distributed.cli.dask_scheduler import main as scheduler
from distributed.cli.dask_worker import main as worker

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tools/cluster"
PROGRAMS = {"scheduler": scheduler, "worker": worker}


def cluster() -> Any:
    return next(yaml.safe_load_all((FILES / "daskcluster.yaml").read_text("utf-8")))


def understood(arguments: list[str]) -> dict[str, Any]:
    """The options of `dask scheduler …` or `dask worker …`, as these programs read them."""
    program, *rest = arguments[1:]
    context: click.Context = PROGRAMS[program].make_context(program, rest)
    return context.params


@pytest.mark.parametrize("part", ["scheduler", "worker"])
def test_the_pods_start_what_there_is(part: str) -> None:
    (container,) = cluster()["spec"][part]["spec"]["containers"]
    assert container["name"] == part
    assert container["args"][1] == part
    options = understood(container["args"])
    assert options.get("nthreads", 1) == 1


def test_the_ports_of_the_service_are_those_of_the_scheduler() -> None:
    spec = cluster()["spec"]["scheduler"]
    (container,) = spec["spec"]["containers"]
    assert {(one["name"], one["containerPort"]) for one in container["ports"]} == {
        (one["targetPort"], one["port"]) for one in spec["service"]["ports"]
    }
    assert str(understood(container["args"])["port"]) == "8786"


def test_slurm_gets_a_job_that_starts_workers() -> None:
    ours = yaml.safe_load((FILES / "jobqueue.yaml").read_text("utf-8"))["jobqueue"]["slurm"]
    defaults = dask.config.get("jobqueue.slurm")
    assert ours.keys() <= defaults.keys()
    with dask.config.set({"jobqueue.slurm": defaults | ours}):
        script = SLURMJob(scheduler="tcp://10.0.0.1:8786", name="briefs-0").job_script()
    assert {"#SBATCH --cpus-per-task=4", "#SBATCH --mem=12G", "#SBATCH -t 01:00:00"} <= set(script.splitlines())
    (line,) = re.findall(r"-m distributed\.cli\.dask_worker (.+)", script)
    options = understood(["dask", "worker", *shlex.split(line)])
    assert (options["nthreads"], options["n_workers"]) == (1, "4")


@pytest.mark.parametrize(
    "line", re.findall(r"^\$ (dask .+)$", (ROOT / "docs/how-to/many-machines.md").read_text("utf-8"), re.MULTILINE)
)
def test_the_guide_starts_what_there_is(line: str) -> None:
    assert understood(shlex.split(line))
