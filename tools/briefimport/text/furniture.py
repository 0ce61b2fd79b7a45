"""What belongs to the old page and not to the brief: menus, buttons, ruled lines, and the heading of the sources."""

import re

_THIS = (
    r"(?: (?:this|it|on|via|to|the))*"
    r"(?: (?:page|article|story|post|version|a friend|facebook|twitter|linkedin|e-?mail))?"
)
_BUTTONS = re.compile(
    "|".join(
        (
            rf"(?:print|share|e-?mail|tweet|save|bookmark){_THIS}",
            r"printer[- ]friendly(?: version)?",
            r"(?:back to|return to|go to) (?:the )?(?:top|home|home ?page|index|archive|main page)|top of page",
            r"skip to (?:the )?(?:main )?content|skip navigation|main (?:menu|navigation)|menu|search(?: this site)?",
            r"(?:«|‹|<+|←)\s*(?:previous|back|prev)(?: (?:post|page|article))?",
            r"(?:next|older|newer)(?: (?:posts?|page|article))?\s*(?:»|›|>+|→)",
            r"(?:no |\d+ )?comments?(?: \(\d+\))?|leave a (?:comment|reply)|log ?in|sign in|subscribe|rss(?: feed)?",
            r"site ?map|contact us|about us|page \d+ of \d+|all rights reserved\.?|powered by \w+",
            r"you are here:.{0,100}",
            r"(?:copyright )?(?:©|\(c\)) ?\d{4}.{0,80}|copyright \d{4}.{0,80}",
            r"(?:tags?|categor(?:y|ies)|keywords?|filed under|posted in)\s*:.{0,200}",
            r"(?:vol(?:ume|\.)?|issue|no\.|number)\s*\d+(?:[\s,|–-]+(?:issue|no\.|number)\s*\d+)?",
            r"(?:from|to|cc|bcc|reply-to|sender|return-path|message-id|x-[\w-]+)\s*:.{0,150}@.{0,100}",
            r"(?:mime-version|content-(?:type|transfer-encoding))\s*:.{0,100}|source url\s*:\s*\S+",
            r"(?:about |approx\. )?\d{1,3}(?:[–-]\d{1,3})?[ -]?min(?:ute)?s?\.?[ -](?:read|reading(?: time)?|to read)",
            r"(?:reading|read) time\s*:?\s*(?:about |approx\. )?\d{1,3}(?:[–-]\d{1,3})? ?min(?:ute)?s?\.?",
            r"(?:lesedauer|lesezeit|temps de lecture|tiempo de lectura)\s*:?\s*(?:ca\. )?\d{1,3} ?min(?:ut\w{1,3})?\.?",
            r"阅读(?:时间|约)\s*[:：]?\s*\d{1,3}\s*分钟|(?:阅读|浏览|点击)(?:量|次数|数)?\s*[:：]?\s*\d{1,9}次?",
            r"\d[\d,.]{0,8} ?[km]? (?:(?:total )?shares?|views?|likes?|(?:re)?tweets?)",
            r"打印(?:本页)?|分享(?:到.{0,10})?|返回(?:首页|顶部)|首页|关闭窗口|上一篇.{0,60}|下一篇.{0,60}",
        )
    ),
    re.IGNORECASE,
)
_MENU_WORDS = frozenset({
    "home", "about", "contact", "news", "archive", "archives", "search", "login", "log", "in", "register",
    "blog", "events", "publications", "research", "press", "media", "subscribe", "links", "faq", "help",
    "sitemap", "us", "site", "map", "program", "programs", "projects", "staff", "people", "donate",
    "support", "careers", "print", "share", "email", "twitter", "facebook", "next", "previous", "back",
    "briefs", "newsletter", "rss", "more", "首页", "关于我们", "联系我们", "新闻",
})  # fmt: skip
# Several buttons in one line.
_STROKE = re.compile(r"\s*[|•·]\s*")
_RULE = re.compile(r"(?:[-=_*~#+.•·–—]\s?){3,}")

_ALLOWED = frozenset({
    "for", "more", "further", "additional", "extra", "information", "info", "details", "on", "this",
    "topic", "story", "issue", "subject", "matter", "event", "consult", "see", "read", "visit", "check",
    "view", "refer", "to", "please", "the", "following", "source", "sources", "reference", "references",
    "reading", "readings", "link", "links", "article", "articles", "resource", "resources", "bibliography",
    "citation", "citations", "works", "cited", "literature", "list", "of", "used", "consulted", "and", "or",
    "&", "related", "recommended", "suggested", "selected", "external", "web", "online", "original",
    "primary", "secondary", "news", "media", "learn", "about", "it", "here", "are", "our", "these", "below",
    "at", "in", "brief", "report", "reports", "post", "from", "you", "can", "also", "find", "out",
    "material", "materials", "document", "documents", "which", "was", "were", "based", "notes", "footnotes",
    "endnotes", "key", "main", "all", "s", "with", "background", "where", "get", "go", "some",
    "deeper", "helpful", "useful", "relevant",
})  # fmt: skip
_TELLING = re.compile(
    r"\b(?:sources?|references?|readings?|bibliography|links|citations?|works cited|resources|literature|articles|"
    r"(?:more|further|additional) (?:information|info|details)|(?:read|learn|find out) more|more (?:on|about) this|"
    r"to learn more|see also|"
    r"go deeper|footnotes|endnotes|notes)\b"
)
# The same in other languages of such sites, a language a line or two.
_FOREIGN_HEADINGS = (
    r"(?:更多信息.{0,16}|欲知.{0,20}|[详詳]情.{0,16})?(?:[资資]料|消息|信息|訊息|新[闻聞]|文章|主要)?(?:[来來]源|出[处處])",
    r"(?:更多|[详詳][细細])(?:信息|[资資][讯訊料]|[报報][道導]|[内內]容)?[,，]?[请請]?(?:[参參](?:[阅閱]|[见見]|看)|查看).{0,12}",
    r"[参參]考(?:[资資]料|文[献獻]|[来來]源|文章|[链連]接|連結|网站)?",
    r"相[关關](?:[链連]接|連結|[报報][道導]|文章|[阅閱][读讀]|新[闻聞])",
    r"(?:延伸|[扩擴]展)[阅閱][读讀]|引用(?:文[献獻]|[来來]源)?|[阅閱][读讀]更多|了解更多",
    r"pour (?:en savoir plus|aller plus loin)|à lire(?: aussi)?|références|bibliographie|voir aussi",
    r"liens(?: utiles| externes)?",
    r"sources?(?: (?:et|utilisées|consultées).{0,30})?",
    r"(?:verwendete |weitere )?quellen?(?:angaben?|nachweise?|verzeichnis|hinweise)?",
    r"(?:verwendete |weitere )?literatur(?:verzeichnis|hinweise)?",
    r"(?:weitere )?(?:einzelnachweise|belege|links|weblinks|informationen|quellen und (?:links|literatur))",
    r"weiterführende (?:links|literatur|informationen)|mehr (?:zum thema|dazu|informationen)|siehe auch",
    r"fuentes?(?: (?:y|consultadas|de información).{0,30})?|referencias?(?: bibliográficas)?|bibliografía",
    r"enlaces(?: relacionados| externos)?|más información|para (?:saber|leer) más|véase también|lecturas? \w{0,20}",
    r"font[ie]|riferimenti|bibliografia|per (?:saperne di più|approfondire)|collegamenti(?: esterni)?|link utili",
    r"fontes?|referências(?: bibliográficas)?|saiba mais|leia (?:mais|também)|para saber mais|mais informações",
    r"bronnen|referenties|meer (?:lezen|informatie)|zie ook",
    r"(?:использованные |основные )?источники?(?: информации| и .{0,20})?|(?:использованная )?литература|примечания",
    r"(?:полезные )?ссылки(?: по теме)?|подробнее|по теме|читайте также|см\.? также|материалы по теме",
    r"дополнительн(?:ая|ые) (?:информация|материалы)|(?:використані )?джерела|посилання",
    r"出典|参考(?:文献|サイト)|関連(?:リンク|記事)|情報源|もっと詳しく|출처|참고\s?(?:문헌|자료)|관련\s?(?:기사|링크)",
    r"(?:ال)?(?:مصادر|مراجع)|للمزيد(?: من المعلومات)?",
)
_FOREIGN = re.compile("|".join(_FOREIGN_HEADINGS), re.IGNORECASE)
_LABEL = re.compile(
    r"(?:sources?|references?|read more|see also|further reading|see|via|来源|來源|资料来源|消息来源)\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)


def is_furniture(text: str) -> bool:
    """Whether *text* is certainly navigation or a button of the old page."""
    bare = text.strip(" []|•·*#")
    if _BUTTONS.fullmatch(bare) or all(_BUTTONS.fullmatch(part) for part in _STROKE.split(bare)):
        return True
    items = [
        item.strip() for item in re.split(r"\s*[|•·»›>/]\s*|\]\s*\[|\s*#?\[?\d+\]\s*|\s{2,}", bare) if item.strip()
    ]
    # Each entry of a menu is a known word or two; one long or unknown entry makes it a title or a source.
    known = [item for item in items if all(word in _MENU_WORDS for word in item.casefold().split())]
    return len(items) >= 2 and len(known) == len(items)


def is_rule(text: str) -> bool:
    """Whether *text* is a line drawn with signs."""
    return bool(_RULE.fullmatch(text))


def is_sources_heading(text: str) -> bool:
    """Whether *text* announces sources: all its words are of that kind, and one is telling."""
    if len(text) > 110 or (text[0].islower() and not text.endswith(":")):
        return False
    bare = re.sub(r"[#*_=:：.\-–—\[\]()]+", " ", text.casefold()).strip()
    if _FOREIGN.fullmatch(bare):
        return True
    words = bare.replace(",", " ").replace(";", " ").split()
    if not 1 <= len(words) <= 16 or not all(word in _ALLOWED for word in words):
        return False
    # A full stop ends a sentence, unless the line is the word alone.
    return bool(_TELLING.search(" ".join(words))) and (not text.endswith(".") or len(words) <= 3)


def leading_label(text: str) -> str:
    """The label that announces a source in the same line (“Source: …”), or an empty string."""
    match = _LABEL.match(text)
    if match:
        return match[0]
    start = re.match(r"[^:：]{3,100}[:：]\s*(?=\S)", text)
    return start[0] if start and is_sources_heading(start[0].strip()) else ""
