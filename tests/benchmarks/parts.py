"""Do a part of what `briefs build` does, so that its cost can be told from the rest.

python -m tests.benchmarks.parts build ROOT OUT --without search
"""

from collections.abc import Callable
from pathlib import Path

import click

from briefarchive.reading.archive import read_archive

PARTS = ("search", "exports")


@click.group(help=__doc__)
def main() -> None:
    """One of the commands below."""


@main.command()
@click.argument("root", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--without", type=click.Choice(PARTS), help="Leave this out.")
@click.option("--count", type=click.Path(path_type=Path), help="Write here how many briefs' pages were drawn.")
def build(root: Path, out: Path, without: str | None, count: Path | None) -> None:
    """Build the site as the command does, but for what is left out."""
    import briefarchive.cli
    import briefarchive.exporting.static_files
    import briefarchive.search.index
    from briefarchive.site.drawing import Drawing

    if without == "search":
        _replace(briefarchive.search.index, "add_search", lambda _: lambda *_, **__: None)
    if without == "exports":
        _replace(briefarchive.exporting.static_files, "static_exports", lambda _: lambda *_: iter(()))
    drawn: list[object] = []

    def counted(draw: Callable[..., object]) -> Callable[..., object]:
        def brief(drawing: Drawing, name: str, *rest: object) -> object:
            drawn.append(name)
            return draw(drawing, name, *rest)

        return brief

    # A page that comes out the same is not written, so its file does not tell whether it was drawn.
    _replace(Drawing, "brief", counted)
    # In this process, where it is changed.
    alone = ("--jobs", "1") if has_jobs() else ()
    command = ("--root", str(root), "build", "--quiet", "-o", str(out), *alone)
    try:
        briefarchive.cli.main(command, standalone_mode=False)
    finally:
        if count:
            count.write_text(str(len(drawn)), encoding="utf-8")


@main.command()
@click.argument("root", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
def index(root: Path, out: Path) -> None:
    """Read the archive, and make the index of the site that was built without one."""
    from briefarchive.search.index import add_search

    add_search(read_archive(root).archive, out)


def has_jobs() -> bool:
    """Whether `briefs build` can use several cores."""
    from briefarchive.cli.build import command

    return any("--jobs" in option.opts for option in command.params)


def _replace(owner: object, name: str, new: Callable[[Callable[..., object]], Callable[..., object]]) -> None:
    """Put another function in the place of the one that has a name, which must be there."""
    setattr(owner, name, new(getattr(owner, name)))


if __name__ == "__main__":
    main()
