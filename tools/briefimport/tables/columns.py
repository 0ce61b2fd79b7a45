"""What the columns of a table hold, by the names that people and programs give them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """What a column holds."""

    TITLE = "title"
    HTML = "html"
    TEXT = "text"
    DATE = "date"
    MODIFIED = "modified"
    AUTHORS = "authors"
    EDITORS = "editors"
    COUNTRIES = "countries"
    TOPICS = "topics"
    TAGS = "tags"
    ADDRESS = "address"
    SOURCES = "sources"
    STATUS = "status"
    LANGUAGE = "language"
    ID = "id"


# Of several columns for the same, the one whose name stands first here is taken.
_NAMES: dict[Column, str] = {
    Column.TITLE: "title posttitle headline pagetitle brieftitle heading name 标题 標題 titel titre título заголовок",
    Column.HTML: "html bodyhtml htmlbody contenthtml htmlcontent contentencoded",
    Column.TEXT: (
        "body text content fulltext bodytext articlebody postcontent contents article brief maintext story paragraphs "
        "markdown plaintext 正文 内容 內容 全文 texte texto inhalt contenu contenido текст"
    ),
    Column.DATE: (
        "date published publisheddate datepublished publicationdate publishedat publishedon pubdate postdate issued "
        "dateissued dateposted posted postedon publishdate datetime day postdategmt created createdat datecreated "
        "日期 发布日期 發布日期 datum fecha data дата"
    ),
    Column.MODIFIED: (
        "modified updated updatedat lastmodified modifiedat datemodified dateupdated postmodified lastupdated changed"
    ),
    Column.AUTHORS: (
        "compilers compiler compiledby authors author byline creator creators writer writers writtenby postauthor "
        "contributors authorname by 作者 编译 編譯 autor autoren auteur autores автор"
    ),
    Column.EDITORS: "editors editor editedby 编辑 編輯",
    Column.COUNTRIES: "countries country countrycodes countrycode nations places coverage regions region 国家 國家",
    Column.TOPICS: "topics topic categories category subjects subject themes theme section sections 主题 主題 themen",
    Column.TAGS: "tags tag keywords keyword labels 标签 標籤",
    Column.ADDRESS: "url permalink link address oldurl canonicalurl uri href webaddress sourceurl pageurl 网址",
    Column.SOURCES: (
        "sources references citations bibliography sourcelist furtherreading links workscited reference citation "
        "source 来源 來源 参考资料 參考資料 quellen fuentes источники"
    ),
    Column.STATUS: "status poststatus state draft",
    Column.LANGUAGE: "language lang locale langcode",
    Column.ID: "slug id postname file filename postid uid nid key recordid number",
}
_RANKS = {name: (column, rank) for column, names in _NAMES.items() for rank, name in enumerate(names.split())}
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table: the name of the one that holds a thing, by that thing."""

    names: dict[Column, str]

    @property
    def has_text(self) -> bool:
        """Whether one holds the text, and another something that goes with it."""
        return bool({Column.HTML, Column.TEXT} & self.names.keys()) and len(self.names) > 1


def columns_of(names: Iterable[str]) -> Columns:
    """What the columns with these *names* hold."""
    found: dict[Column, tuple[int, str]] = {}
    for name in names:
        place = _RANKS.get(_folded(name))
        if place is not None and (place[0] not in found or place[1] < found[place[0]][0]):
            found[place[0]] = place[1], name
    return Columns(names={column: name for column, (_, name) in found.items()})


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name[:_LONGEST]).casefold()
