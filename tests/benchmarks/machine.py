"""The machine and the system that is measured on, without its name."""

import os
import platform
import re
from pathlib import Path

from .results import Machine

_MODEL = re.compile(r"^model name\s*:\s*(.+)$", re.MULTILINE)


def this_machine() -> Machine:
    """What the system tells of itself."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory=round(memory / 2**30),
        system=f"{platform.system()} {platform.machine()}",
    )


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    model = _MODEL.search(listed.read_text(encoding="utf-8")) if listed.is_file() else None
    return model[1] if model else platform.processor() or "unknown"
