"""`briefs rules`: the rules by code, and what each of them means."""

import click

from ..checking.registry import FAMILIES, RULES, rules_of_commands
from .console import output
from .options import any_root_option


@click.command("rules", short_help="List the rules, or explain one.")
@any_root_option
@click.argument("code", required=False)
def rules_command(root: object, code: str | None) -> None:
    """List the rules, or explain the one with the code CODE."""
    console = output()
    rules = {rule.code: rule for rule in (*RULES, *rules_of_commands())}
    if code is None:
        for rule in sorted(rules.values(), key=lambda one: (list(FAMILIES).index(one.code[0]), one.code)):
            first_line = rule.manual.split("\n\n")[0].replace("\n", " ")
            console.print(f"{rule.code}  {rule.severity:<8}{first_line}", soft_wrap=True)
        return
    if code.upper() not in rules:
        raise click.UsageError(f'there is no rule "{code}"')
    rule = rules[code.upper()]
    mended = "\n\n“briefs check --fix” can mend it." if rule.fixable else ""
    if rule.optional:
        mended += "\n\nIt is checked where “briefs_also_check” in docs/conf.py names it."
    console.print(f"{rule.code} ({FAMILIES[rule.code[0]].lower()}, {rule.severity})\n\n{rule.manual}{mended}")
