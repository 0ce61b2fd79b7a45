"""`briefs withdraw`: a brief that should not stand any longer says so at its address."""

import datetime
from pathlib import Path

import click

from ..checking.archive import read_archive
from ..curating.withdrawing import plan_withdrawal
from ..model import Withdrawal
from ..storage.clock import today
from ..storage.limits import bounded
from .arguments import known_brief, parse_brief_id
from .console import print_line, seen_from_here, writing
from .options import day, limits_option, root_option


@click.command("withdraw", short_help="Withdraw a brief: its page then says when and why.")
@root_option
@click.argument("withdrawn", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why, in a sentence that readers see.")
@click.option("--replaced-by", metavar="ID", help="The brief that takes its place.")
@click.option("--date", type=day, metavar="YYYY-MM-DD", help="The day of the withdrawal; today in UTC if not given.")
@limits_option
def command(
    root: Path,
    withdrawn: str,
    reason: str,
    replaced_by: str | None,
    date: datetime.date | None,
    *,
    no_limits: bool,
) -> None:
    """Withdraw the brief ID, or that of a file. Its page keeps its text, and says that it was withdrawn, when and why.

    With --replaced-by, the page names the brief that takes its place, and that brief says what it replaces.

    Exit status: 0 if it is withdrawn, 1 if it cannot be or is already, 2 for a wrong use of the command.
    """
    with writing(root):
        with bounded(root, unbounded=no_limits):
            archive = read_archive(root).archive
            brief = known_brief(archive, parse_brief_id(root, withdrawn)).id
            other = known_brief(archive, parse_brief_id(root, replaced_by, "--replaced-by")).id if replaced_by else None
            withdrawal = Withdrawal(date=date or today(), reason=reason)
            changes = plan_withdrawal(root, archive, brief, withdrawal, other)
        changes.write()
    for path in changes.after:
        print_line(f"wrote {seen_from_here(root / path)}")
