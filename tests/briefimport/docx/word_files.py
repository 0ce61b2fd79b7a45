"""Word files written as Word, LibreOffice and converters write them; which of their ways, is drawn by lot."""

import base64
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from ..quirks import BYLINES, DATES, HEADINGS, Content

_NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGP4z8DwHwQZIBQDACf5A/3sP5UkAAAAAElFTkSuQmCC"
)
# What stands in a file besides its content, and must not be taken for any of it.
DELETED, COMMENT, RUNNING_HEAD, BOX, NOTE = (
    "struck words",
    "please check",
    "Desk copy",
    "A word beside the text",
    "Figures are of last year",
)
CELLS = ("Year", "Ships", "2013", "41", "2014", "57")
_IDS = {
    "word": {"title": "Title", "h": "Heading{}", "bullet": "ListBullet", "quote": "Quote", "caption": "Caption"},
    "german": {
        "title": "Titel",
        "h": "berschrift{}",
        "bullet": "Aufzhlungszeichen",
        "quote": "Zitat",
        "caption": "Beschriftung",
    },
    "numbers": {"title": "a3", "h": "{}", "bullet": "a5", "quote": "a7", "caption": "a9"},
}

Pick = Callable[..., str]


@dataclass(slots=True)
class WordFile:
    """A file that is being written, with the quirks that it has."""

    content: Content
    draw: random.Random
    fixed: dict[str, str] = field(default_factory=dict)
    quirks: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    def pick(self, name: str, *choices: str) -> str:
        """The choice for *name*, the same whenever it is asked."""
        if name not in self.quirks:
            self.quirks[name] = self.fixed.get(name) or self.draw.choice(choices)
        return self.quirks[name]

    @property
    def data(self) -> bytes:
        """The file."""
        body = self._body()
        relations = [
            ("s", "styles", "styles.xml"),
            ("n", "numbering", "numbering.xml"),
            ("f", "footnotes", "footnotes.xml"),
            ("c", "comments", "comments.xml"),
            ("h", "header", "header1.xml"),
            ("p", "image", "media/image1.png"),
        ]
        links = [(f"L{number}", "hyperlink", address) for number, address in enumerate(self.links)]
        parts = {
            "[Content_Types].xml": _types(),
            "_rels/.rels": _relations(
                [("m", "officeDocument", "word/document.xml"), ("k", "core", "docProps/core.xml")]
            ),
            "docProps/core.xml": self._core(),
            "word/document.xml": f"{_HEAD}<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/_rels/document.xml.rels": _relations([*relations, *links]),
            "word/styles.xml": self._styles(),
            "word/numbering.xml": _NUMBERING,
            "word/footnotes.xml": f"{_HEAD}<w:footnotes {_NAMES}>"
            + "".join(
                f'<w:footnote w:id="{id_}"{kind}><w:p><w:r>{words}</w:r></w:p></w:footnote>'
                for id_, kind, words in (
                    ("-1", ' w:type="separator"', "<w:separator/>"),
                    ("0", ' w:type="continuationSeparator"', ""),
                    ("1", "", f"<w:footnoteRef/><w:t xml:space='preserve'> {NOTE}.</w:t>"),
                )
            )
            + "</w:footnotes>",
            "word/comments.xml": f'{_HEAD}<w:comments {_NAMES}><w:comment w:id="0" w:author="x"><w:p><w:r>'
            f"<w:t>{COMMENT}"
            "</w:t></w:r></w:p></w:comment></w:comments>",
            "word/header1.xml": f"{_HEAD}<w:hdr {_NAMES}><w:p><w:r><w:t>{RUNNING_HEAD}</w:t></w:r></w:p></w:hdr>",
            "word/media/image1.png": PICTURE,
        }
        stream = io.BytesIO()
        packing = (
            zipfile.ZIP_STORED
            if self.pick("packing", "deflated", "deflated", "stored") == "stored"
            else zipfile.ZIP_DEFLATED
        )
        names = list(parts)
        if self.pick("order of parts", "usual", "usual", "by name") == "by name":
            names.sort()
        with zipfile.ZipFile(stream, "w", packing) as archive:
            for name in names:
                archive.writestr(name, parts[name])
        return stream.getvalue()

    # The text.

    def _body(self) -> str:
        content, pick = self.content, self.pick
        head = [self._title(), self._date()]
        if (
            pick("title", "style", "heading", "bold", "none") == "bold"
            and pick("title place", "above", "below") == "below"
        ):
            head.reverse()
        byline = self._byline()
        if byline and pick("byline place", "end", "end", "top") == "top":
            head.append(byline)
        paragraphs = [self._paragraph(text, number) for number, text in enumerate(content.paragraphs)]
        if pick("paragraphs", *["each"] * 4, "breaks") == "breaks":
            runs = "<w:r><w:br/></w:r><w:r><w:br/></w:r>".join(self._runs(text) for text in content.paragraphs)
            paragraphs = [_p(runs)]
        if (
            pick("head", *["lines"] * 4, "breaks") == "breaks"
            and "<w:sdt>" not in head[1]
            and "AlternateContent" not in head[1]
        ):
            head = _joined(head)
        middle = len(paragraphs) - 1
        paragraphs[middle:middle] = [*self._table(), *self._figure()]
        gap = _p("") if pick("empty paragraphs", "no", "yes") == "yes" else ""
        parts = [*head, *paragraphs, *self._sources()]
        if byline and pick("byline place", "end") == "end":
            parts.append(byline)
        return gap.join(part for part in parts if part)

    def _title(self) -> str:
        form = self.pick("title", "style", "heading", "bold", "none")
        words = _r(self.content.title, "<w:b/>" if form == "bold" else "")
        return {
            "style": _p(words, self._style("title")),
            "heading": _p(words, self._style("h").format(1)),
            "bold": _p(words),
        }.get(form, "")

    def _date(self) -> str:
        form = self.pick("date", *(name for name in DATES if name not in ("us numeric", "dotted")))
        words = _r(DATES[form](self.content.date))
        holder = self.pick("date in", "paragraph", "paragraph", "control", "box")
        if holder == "control":
            return _p(f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt>")
        return _p(_box(_p(words))) if holder == "box" else _p(words)

    def _byline(self) -> str:
        names = list(self.content.compilers)
        if not names:
            return ""
        joined = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        return _p(
            _r(
                self.pick("byline", *BYLINES).format(joined),
                "<w:i/>" if self.pick("italic byline", "no", "yes") == "yes" else "",
            )
        )

    def _paragraph(self, text: str, number: int) -> str:
        runs = self._runs(text)
        if number == 0:
            runs += self._extras()
        if number == 1 and self.pick("quotation", "no", "no", "yes") == "yes":
            return _p(runs, self._style("quote"))
        if number == 1 and self.pick("wrapped in", "nothing", "control", "custom") != "nothing":
            inner = _p(runs)
            if self.quirks["wrapped in"] == "control":
                return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
            return f'<w:customXml w:element="x">{inner}</w:customXml>'
        return _p(runs)

    def _runs(self, text: str) -> str:
        """The runs that editing has left of one paragraph."""
        pieces, rest = [], text
        while rest:
            size = self.draw.randint(5, 60)
            piece, rest = rest[:size], rest[size:]
            look = self.draw.choice(
                ("", "", "", "<w:b/>", "<w:i/>", '<w:rStyle w:val="x"/>', '<w:b w:val="0"/>', "<w:caps/>")
            )
            run = _r(piece, look)
            match self.draw.choice(("", "", "", "tag", "insertion", "link", "proof", "bookmark", "move")):
                case "tag":
                    run = f'<w:smartTag w:element="place">{run}</w:smartTag>'
                case "insertion" if self.pick("tracked changes", "no", "yes") == "yes":
                    run = f'<w:ins w:id="7" w:author="x">{run}</w:ins>{_deletion(DELETED)}'
                case "move" if self.pick("tracked changes", "no", "yes") == "yes":
                    run = f'<w:moveTo w:id="8" w:author="x">{run}</w:moveTo>'
                case "link" if self.pick("links in the text", "no", "yes") == "yes":
                    run = self._link(piece, "https://x.example/in-text")
                case "proof":
                    run = f'<w:proofErr w:type="spellStart"/>{run}<w:proofErr w:type="spellEnd"/>'
                    run += "<w:lastRenderedPageBreak/>"
                case "bookmark":
                    run = f'<w:bookmarkStart w:id="3" w:name="b"/>{run}<w:bookmarkEnd w:id="3"/>'
            pieces.append(run)
        lead = "<w:r><w:tab/></w:r>" if self.pick("indented by", "nothing", "nothing", "tab") == "tab" else ""
        return lead + "".join(pieces)

    def _extras(self) -> str:
        """What hangs on a paragraph without being of it."""
        found = ""
        if self.pick("comment", "no", "yes") == "yes":
            found += (
                '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
            )
        if self.pick("footnote", "no", "yes") == "yes":
            found += '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
        if self.pick("box", "no", "no", "yes") == "yes":
            found += _box(_p(_r(BOX)))
        return found

    def _table(self) -> list[str]:
        if self.pick("table", "no", "no", "yes") == "no":
            return []
        cells = [f"<w:tc><w:tcPr/>{_p(_r(cell))}</w:tc>" for cell in CELLS]
        cells[0] = (
            cells[0].replace("<w:tcPr/>", '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>')
            if self.pick("merged", "no", "yes") == "yes"
            else cells[0]
        )
        rows = "".join(f"<w:tr>{cells[place]}{cells[place + 1]}</w:tr>" for place in (0, 2, 4))
        return [f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>{rows}</w:tbl>']

    def _figure(self) -> list[str]:
        if self.pick("figure", "no", "no", "yes") == "no":
            return []
        picture = (
            '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A quay"/><a:graphic><a:graphicData><pic:pic>'
            '<pic:blipFill><a:blip r:embed="p"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
        return [_p(picture), _p(_r("Figure 1: The quay"), self._style("caption"))]

    # The sources.

    def _sources(self) -> list[str]:
        pick = self.pick
        heading = pick("heading", *(one for one in HEADINGS if one))
        style = self._style("h").format(2) if pick("heading is", "paragraph", "heading", "bold") == "heading" else ""
        listed: list[str] = []
        found = [_p(_r(heading, "<w:b/>" if self.quirks["heading is"] == "bold" else ""), style)]
        form = pick("list", "paragraphs", "bullets", "numbers", "typed", "breaks")
        for number, source in enumerate(self.content.sources, start=1):
            runs = self._source(*source)
            if form == "typed":
                runs = f"<w:r><w:t>{number}.</w:t><w:tab/></w:r>{runs}"
            properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>' if form == "numbers" else ""
            listed.append(_p(runs, self._style("bullet") if form == "bullets" else "", properties))
        return [*found, *(_joined(listed) if form == "breaks" else listed)]

    def _source(self, publisher: str, title: str, address: str) -> str:
        separator = self.pick("separator", " – ", " — ", ": ", " - ")
        quoted = self.pick("quotes", "“{}”", '"{}"', "«{}»").format(title)
        match self.pick("address", "none", "behind", "behind the title", "behind as a link"):
            case "behind":
                return _r(f"{publisher}{separator}{quoted} {address}")
            case "behind the title":
                return _r(f"{publisher}{separator}") + self._link(quoted, address)
            case "behind as a link":
                return _r(f"{publisher}{separator}{quoted} ") + self._link(address, address)
        return _r(f"{publisher}{separator}{quoted}")

    def _link(self, words: str, address: str) -> str:
        form = self.pick("links are", "relations", "fields", "simple fields")
        code = f' HYPERLINK "{address}" \\o "x" '
        if form == "fields":
            return (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r><w:instrText xml:space="preserve">{escape(code[:9])}</w:instrText></w:r>'
                f'<w:r><w:instrText xml:space="preserve">{escape(code[9:])}</w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_r(words)}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        if form == "simple fields":
            return f'<w:fldSimple w:instr="{escape(code)}">{_r(words)}</w:fldSimple>'
        self.links.append(address)
        return f'<w:hyperlink r:id="L{len(self.links) - 1}" w:history="1">{_r(words)}</w:hyperlink>'

    # The other parts.

    def _style(self, kind: str) -> str:
        return _IDS[self.pick("style ids", *_IDS)][kind]

    def _styles(self) -> str:
        ids = _IDS[self.pick("style ids", *_IDS)]
        named = {ids["title"]: "Title", ids["quote"]: "Quote", ids["caption"]: "caption"}
        named |= {ids["h"].format(level): f"heading {level}" for level in (1, 2, 3)}
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
            for id_, name in named.items()
        )
        bullet = (
            f'<w:style w:type="paragraph" w:styleId="{ids["bullet"]}"><w:name w:val="List Bullet"/>'
            '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        )
        normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        return f"{_HEAD}<w:styles {_NAMES}>{normal}{styles}{bullet}</w:styles>"

    def _core(self) -> str:
        creator = (
            self.content.compilers[0]
            if self.content.compilers and self.pick("creator", "none", "compiler") == "compiler"
            else ""
        )
        return (
            f"{_HEAD}<cp:coreProperties "
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"<dc:title>{escape(self.content.title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
            "<dcterms:created>2020-02-02T10:00:00Z</dcterms:created></cp:coreProperties>"
        )


def word_file(content: Content, draw: random.Random, **fixed: str) -> tuple[bytes, dict[str, str]]:
    """*content* as a Word file, and the quirks that it has; *fixed* names those that must have one value."""
    file = WordFile(content=content, draw=draw, fixed=fixed)
    return file.data, file.quirks


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """A Word file with some parts changed, or left out where they are None."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *changes)):
            part = changes[name] if name in changes else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def _p(runs: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p w:rsidR="00AA11BB"><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>'


def _r(text: str, look: str = "") -> str:
    words = escape(text, quote=False)
    return f'<w:r w:rsidRPr="00CC22DD"><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _joined(paragraphs: list[str]) -> list[str]:
    """Paragraphs without a style as lines of one, as a form without styles leaves them."""
    plain = [one for one in paragraphs if one and "<w:pStyle" not in one]
    inner = [one[one.index("</w:pPr>") + 8 : -len("</w:p>")] for one in plain]
    return [*(one for one in paragraphs if one and one not in plain), _p("<w:r><w:br/></w:r>".join(inner))]


def _deletion(text: str) -> str:
    return f'<w:del w:id="9" w:author="x"><w:r><w:delText xml:space="preserve"> {text} </w:delText></w:r></w:del>'


def _box(paragraphs: str) -> str:
    """A text box as new programs read it, and once more for old ones."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{paragraphs}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _types() -> str:
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/></Types>'
    )


def _relations(rows: list[tuple[str, str, str]]) -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    made = "".join(
        f'<Relationship Id="{id_}" Type="{core if kind == "core" else f"{_OFFICE}/{kind}"}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if kind == 'hyperlink' else ''}/>"
        for id_, kind, target in rows
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


_NUMBERING = (
    f"{_HEAD}<w:numbering {_NAMES}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="{mark}"/></w:lvl></w:abstractNum>'
        for n, mark in ((0, "bullet"), (1, "decimal"))
    )
    + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (0, 1))
    + "</w:numbering>"
)
