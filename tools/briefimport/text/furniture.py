"""What belongs to the old page and not to the brief: menus, buttons, ruled lines, and the heading of the sources."""

import functools
import re

from ..words import as_pattern, by_language, pattern_of

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

# Headings in languages without spaces between words, or with endings on both sides of them.
_FOREIGN_HEADINGS = (
    r"(?:更多信息.{0,16}|欲知.{0,20}|[详詳]情.{0,16})?(?:[资資]料|消息|信息|訊息|新[闻聞]|文章|主要|参考|參考)?(?:[来來]源|出[处處])",
    r"(?:更多|[详詳][细細])(?:信息|[资資][讯訊料]|[报報][道導]|[内內]容)?[,，]?[请請]?(?:[参參](?:[阅閱]|[见見]|看)|查看).{0,12}",
    r"[参參]考(?:[资資]料|文[献獻]|[来來]源|文章|[链連]接|連結|网站)?",
    r"相[关關](?:[链連]接|連結|[报報][道導]|文章|[阅閱][读讀]|新[闻聞])",
    r"(?:延伸|[扩擴]展)[阅閱][读讀]|引用(?:文[献獻]|[来來]源)?|[阅閱][读讀]更多|了解更多|[注註][释釋]|脚注",
    r"出典|参考(?:文献|サイト)|関連(?:リンク|記事)|情報源|もっと詳しく|출처|참고\s?(?:문헌|자료)|관련\s?(?:기사|링크)",
    r"(?:ال)?(?:مصادر|مراجع)|للمزيد(?: من المعلومات)?",
)
_FOREIGN = re.compile("|".join(_FOREIGN_HEADINGS), re.IGNORECASE)
_LABEL = re.compile(rf"(?:{pattern_of('headings', 'label')})\s*[:：]\s*(?=\S)", re.IGNORECASE)
_MOST_WORDS = 16


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
    bare = re.sub(r"[#*_=:：.,;\-–—\[\]()]+", " ", text.casefold().replace("’", "'")).strip()
    if _FOREIGN.fullmatch(bare):
        return True
    words = bare.replace("'", "' ").split()
    # A full stop ends a sentence, unless the line is the word alone.
    if not 1 <= len(words) <= _MOST_WORDS or (text.endswith(".") and len(words) > 3):
        return False
    return any(telling.search(bare) and allowed.issuperset(words) for telling, allowed in _headings())


@functools.cache
def _headings() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """For each language what tells that a line is a heading of sources, and all words that may stand in one."""
    around = by_language("headings", "around")
    found = []
    for language, telling in by_language("headings", "telling").items():
        said = "|".join(map(as_pattern, sorted(telling, key=len, reverse=True)))
        words = (word for phrase in (*telling, *around[language]) for word in phrase.replace("'", "' ").split())
        found.append((re.compile(rf"(?<!\w)(?:{said})(?!\w)"), frozenset(word.rstrip(".") for word in words)))
    return tuple(found)


def leading_label(text: str) -> str:
    """The label that announces a source in the same line (“Source: …”), or an empty string."""
    match = _LABEL.match(text)
    if match:
        return match[0]
    start = re.match(r"[^:：]{3,100}[:：]\s*(?=\S)", text)
    return start[0] if start and is_sources_heading(start[0].strip()) else ""
