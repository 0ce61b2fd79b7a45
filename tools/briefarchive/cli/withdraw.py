"""`briefs withdraw`: a brief that should not stand any longer says so at its address."""

import datetime
import sys
from pathlib import Path

import click

from ..checking.archive import read_archive
from ..curating.withdrawing import CannotWithdrawError, plan_withdrawal, write_withdrawal
from ..diagnostics import printable
from ..model import Withdrawal
from ..storage.clock import today
from .brief_ids import brief_id_of, known_brief
from .limits import bounded
from .options import day, limits_option, output, root_option, seen_from_here
from .writing import writing


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
    of_day = date or today()
    with writing(root):
        with bounded(root, unbounded=no_limits):
            archive = read_archive(root).archive
            brief = known_brief(archive, brief_id_of(root, withdrawn))
            other = known_brief(archive, brief_id_of(root, replaced_by, "--replaced-by")) if replaced_by else None
            try:
                withdrawing = plan_withdrawal(root, archive, brief, Withdrawal(date=of_day, reason=reason), other)
            except CannotWithdrawError as error:
                raise click.ClickException(printable(str(error))) from error
        write_withdrawal(root, withdrawing)
    for path in withdrawing.briefs:
        output().print(printable(f"wrote {seen_from_here(root / path)}"))
    sys.exit(0)
