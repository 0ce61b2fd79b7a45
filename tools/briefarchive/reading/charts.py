"""The figures of the charts that stand in briefs."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..diagnostics import Diagnostic
from ..model import Brief, ChartData
from .attached_files.attachments import path_of_shown
from .attached_files.chart_data import read_chart_data
from .decoding import ATTACHMENT_LIMIT, read


def read_charts(
    root: Path, briefs: Iterable[Brief], attachments: Mapping[str, str]
) -> tuple[dict[tuple[str, str], ChartData], list[Diagnostic]]:
    """The figures of all charts, by kind and path of the file, and what is wrong with other files.

    Args:
        root: The archive's folder.
        briefs: Those whose charts are read.
        attachments: The files beside briefs that can be shown; others are passed over.
    """
    charts: dict[tuple[str, str], ChartData] = {}
    found: list[Diagnostic] = []
    shown = ((link.chart, path_of_shown(brief, link)) for brief in briefs for link in brief.markup.links if link.chart)
    for kind, path in dict.fromkeys(shown):
        if path is None or path not in attachments:
            continue
        data = read(path, root / path, ATTACHMENT_LIMIT)
        read_data = data if isinstance(data, Diagnostic) else read_chart_data(path, data, kind)
        if isinstance(read_data, Diagnostic):
            found.append(read_data)
        else:
            charts[kind, path] = read_data
    return charts, found
