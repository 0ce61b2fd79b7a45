"""`briefs search`: the site's own search, in the terminal."""

import difflib
import itertools
import json
import sys
from pathlib import Path
from typing import Any

import click

from ..facets.table import FILTERED
from ..reading.configuration import read_identity
from .arguments import facet_options, select_terms
from .console import print_line, relative_path
from .options import root_option


class _QueryCommand(click.Command):
    """A command whose query may start with a hyphen, unless it is an option."""

    ignore_unknown_options = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.help_option_names = ["--help"]  # the only other short one, -h, would be found in the word -Shanghai
        options = [option for parameter in self.get_params(ctx) for option in parameter.opts]
        for name in (argument.partition("=")[0] for argument in itertools.takewhile(lambda arg: arg != "--", args)):
            if name.startswith("--") and name not in options:
                raise click.NoSuchOption(name, possibilities=difflib.get_close_matches(name, options), ctx=ctx)
        return super().parse_args(ctx, ["--help" if argument == "-h" else argument for argument in args])


@click.command("search", cls=_QueryCommand, short_help="Search the built site.")
@root_option
@click.argument("query", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@facet_options(typed=False)
@click.option(
    "--sort", type=click.Choice(["best", "newest", "oldest"]), default="best", show_default=True, help="The order."
)
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="The maximum number of results.")
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the built site; by default build/html in the root.",
)
def search_command(
    root: Path, query: tuple[str, ...], *, form: str, sort: str, limit: int, site: Path | None, **terms: tuple[str]
) -> None:
    """Search the site that “briefs build” has built for QUERY, exactly as its search page does.

    Words with a hyphen before them are excluded: briefs search gas -pipeline. Options accept names as well as ids,
    and years such as 2012-2014. Results match all given countries and topics, and one of the years. The command needs
    Node.js, because it runs the site's own scripts.

    Exit status: 0 if something was found, 1 if nothing was found, or if there is no index or no Node.js.
    """
    selected_terms = select_terms(terms)
    filters = {filter_.name: selected_terms[facet.name] for facet, filter_ in FILTERED if facet.option}
    request = {
        "query": " ".join(query),
        "filters": {name: values for name, values in filters.items() if values},
        "sort": "" if sort == "best" else sort,
        "limit": limit,
    }
    answer = ask_site(site or root / "build" / "html", request)
    base_url = read_identity(root).base_url.rstrip("/")
    results = [_result(result, base_url) for result in answer["results"]]
    if form == "json":
        click.echo(json.dumps(results, ensure_ascii=False, indent=2))
    else:
        _print_answer(answer, results, site or root / "build" / "html")
    sys.exit(0 if results else 1)


def ask_site(site: Path, request: dict[str, Any]) -> dict[str, Any]:
    """Ask the search of the built site; raise `CommandError` if there is no Node.js or no index."""
    from ..search.terminal import ask
    from ..site.settings import SEARCH_SCRIPTS

    return ask(site, SEARCH_SCRIPTS, [request])[0]


def _result(result: dict[str, Any], base_url: str) -> dict[str, str]:
    return {
        "id": result["id"],
        "title": _text(result["title"]),
        "url": f"{base_url}/{result['address']}" if base_url else result["address"],
        "date": result["date"],
        "excerpt": _text(result["excerpt"]),
    }


def _text(pieces: list[dict[str, Any]]) -> str:
    return "".join(piece["text"] for piece in pieces)


def _print_answer(answer: dict[str, Any], results: list[dict[str, str]], site: Path) -> None:
    for page in answer["pages"]:
        if page["exact"]:
            print_line(f"{page['kind']}: {page['title']}  {page['address']}")
    for result in results:
        print_line(f"{result['date']}  {result['title']}")
        print_line(f"            {result['url']}")
        print_line(f"            {result['excerpt']}")
    for term in answer["unknown"]:
        absent = f'there is no {term["name"]} "{term["text"]}" in the index' if "name" in term else ""
        absent = absent or f'no brief has "{term["text"]}"'
        print_line(f"{term['label']}: no brief yet" if term.get("label") else absent)
    if answer["or"]:
        print_line("OR is taken for a word, and all words must be there; ask for one thing after the other")
    total = answer["total"]
    count_text = "nothing was found" if not total else f"{total} {'result' if total == 1 else 'results'}"
    print_line(f"{count_text} in {relative_path(site)}")
    for suggestion in answer["suggestions"]:
        see_also = f"see also: {suggestion['label']}  {suggestion['address']}" if suggestion["kind"] == "beside" else ""
        print_line(see_also or f"perhaps: {suggestion.get('label') or suggestion['query']}")
