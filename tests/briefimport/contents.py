"""What the briefs of an invented old site say, in five languages, for exports of any format to be made of."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

# Names of months as dates have them, where Python does not know them.
MONTHS = {
    "ru": [
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ],
    "de": [
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source that a brief names."""

    publisher: str
    title: str
    url: str
    issued: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one brief says."""

    language: str
    date: date
    title: str
    paragraphs: tuple[str, ...]
    sources: tuple[Cited, ...]
    compilers: tuple[str, ...]
    editors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tongue:
    """The words of a language from which texts are made; the letters A to D in a pattern stand for drawn words."""

    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    places: tuple[str, ...]
    things: tuple[str, ...]
    publishers: tuple[tuple[str, str], ...]
    headlines: tuple[str, ...]
    people: tuple[str, ...]
    space: str = " "


_ENGLISH = _Tongue(
    titles=(
        "{place} opens its {thing} to ships from {other}",
        "Who pays for the {thing} of {place}?",
        "{place}: a {thing}, and then what",
        "Ministers of {place} and {other} sign a {thing} accord",
        "The {thing} Question in {place}",
    ),
    sentences=(
        "On Monday, officials from {place} and {other} met to discuss the new {thing}.",
        "The {thing} will cost about $4.2 billion over 10 years, according to the ministry.",
        "“We have waited for this {thing} since 1998,” said a spokesman for {place}, “and we will wait no longer.”",
        "Critics – among them the harbour union – doubt that the {thing} can be finished by May 2016.",
        "In {place}, exports of fish, timber, and grain rose by 3.5 percent in the first quarter.",
        "Why did {other} agree? One answer: the {thing} was cheaper than a tunnel.",
        "The U.S. delegation left early; Dr. Sample's report was published the next day (see below).",
        "A survey of 1,200 households in {other} found that 62% had never heard of the {thing}.",
        'It is, as one editor put it, "a bridge to nowhere" - and an expensive one.',
        "By comparison, {other} spends less than half of that on its {thing}, schools and roads.",
        "Talks will resume in the fall of 2015 at {place}'s request.",
        "That said, not everybody in the region is convinced.",
    ),
    places=("Northport", "the Republic of Esterland", "Westhaven", "Lower Sound", "Cape Verity", "Südhafen"),
    things=("ferry line", "customs union", "gas pipeline", "rail corridor", "fishing quota", "deep-water port"),
    publishers=(
        ("Coast Radio", "coastradio.example.org"),
        ("The Harbour Gazette", "www.harbourgazette.example.com"),
        ("Northern Trade Review", "ntr.example.org"),
        ("BBC News", "www.bbc.example.com"),
        ("Reuters", "reuters.example.com"),
        ("govtech.example.com", "govtech.example.com"),
        ("Office of the Port Commissioner", "port.example.org"),
        ("AllAfrica.example.com", "allafrica.example.com"),
        ("U.S. Ferry Administration", "ferry.example.org"),
        ("Le Courrier du Port", "courrier.example.org"),
    ),
    headlines=(
        "Ferry Line Opens",
        "Port talks: what comes next?",
        "Why 38 deals matter – and 2 do not",
        "Sea, road and rail",
        "Ministers pledge to boost ties and cooperation",
        "Q&A: The harbour master explains",
        "Fish prices up 12% in a year",
        "Tunnel or bridge? A region decides",
        "‘No way back’ for the rail corridor",
        "The customs union, explained (PDF, 2 MB)",
        "Grain exports fall",
        "A pipeline through the marsh",
    ),
    people=(
        "Ada Example",
        "Ben Sample",
        "Cyriaca van der Muster",
        "Jean-Luc O’Probe",
        "Dora E. Fixture",
        "María José Prueba-Díaz",
        "Li Shili",
        "Anton Beispiel Jr.",
    ),
)
_CHINESE = _Tongue(
    titles=("{place}与{other}签署{thing}协议", "{place}的{thing}由谁出资", "{other}开通{thing}"),
    sentences=(
        "星期一，{place}和{other}的官员就新的{thing}举行了会谈。",
        "据该部门介绍，{thing}将在十年内耗资约42亿元。",
        "“我们从1998年起就在等待{thing}，”{place}的一位发言人说。",
        "第一季度，{place}的鱼、木材和粮食出口增长了3.5%。",
        "批评者怀疑{thing}能否在2016年5月完工。",
        "一项对1200户家庭的调查显示，62%的人从未听说过{thing}。",
        "双方将于秋季恢复谈判；日期尚未确定。",
    ),
    places=("北港市", "西湾共和国", "南海岸"),
    things=("渡轮航线", "关税同盟", "天然气管道", "铁路走廊"),
    publishers=(
        ("海港日报", "haigang.example.cn"),
        ("北方贸易评论", "beifang.example.cn"),
        ("东岸网", "dongan.example.cn"),
        ("新岸社", "xinan.example.cn"),
    ),
    headlines=(
        "渡轮航线开通",
        "运费为何下跌？",
        "两国部长承诺加强合作",
        "港口会谈：下一步是什么",
        "粮食出口下降百分之三",
        "铁路走廊的第二次机会",
    ),
    people=("王试例", "李样本", "陈小例", "欧阳范例"),
    space="",
)
_TRADITIONAL = _Tongue(
    titles=("{place}與{other}簽署{thing}協議", "{place}的{thing}由誰出資"),
    sentences=(
        "星期一，{place}和{other}的官員就新的{thing}舉行了會談。",
        "據該部門介紹，{thing}將在十年內耗資約42億元。",
        "「我們從1998年起就在等待{thing}，」{place}的一位發言人說。",
        "第一季，{place}的魚、木材和糧食出口增長了3.5%。",
        "批評者懷疑{thing}能否在2016年5月完工。",
        "雙方將於秋季恢復談判；日期尚未確定。",
    ),
    places=("北港市", "西灣共和國", "南海岸"),
    things=("渡輪航線", "關稅同盟", "天然氣管道", "鐵路走廊"),
    publishers=(
        ("海港日報", "haigang.example.tw"),
        ("北方貿易評論", "beifang.example.tw"),
        ("東岸網", "dongan.example.tw"),
    ),
    headlines=("渡輪航線開通", "運費為何下跌？", "兩國部長承諾加強合作", "港口會談：下一步是什麼", "糧食出口下降"),
    people=("王試例", "李樣本", "陳小例"),
    space="",
)
_RUSSIAN = _Tongue(
    titles=("{place} и {other} подписали соглашение", "Кто заплатит за {thing}?", "{place} открывает {thing}"),
    sentences=(
        "В понедельник представители двух городов, {place} и {other}, обсудили проект «{thing}».",
        "По данным министерства, {thing} обойдётся примерно в 4,2 млрд за 10 лет.",
        "«Мы ждали этого с 1998 года», – сказал представитель порта.",
        "Критики сомневаются, что {thing} будет готов к маю 2016 года.",
        "В первом квартале экспорт рыбы, леса и зерна вырос на 3,5 процента.",
        "Переговоры возобновятся осенью; дата пока не названа.",
    ),
    places=("Северный Порт", "Западная Гавань", "Нижний Берег"),
    things=("паром", "газопровод", "железнодорожный коридор", "таможенный союз"),
    publishers=(
        ("Портовые ведомости", "portved.example.ru"),
        ("Радио Берег", "bereg.example.ru"),
        ("Северный вестник", "sever.example.ru"),
        ("РИА Гавань", "gavan.example.ru"),
    ),
    headlines=(
        "Паром вышел в море",
        "Почему упали цены на рыбу?",
        "Министры обещают укрепить связи",
        "Порт: что дальше",
        "Экспорт зерна снизился",
    ),
    people=("Анна Примерова", "Борис Образцов", "Вера Тестова"),
)
_GERMAN = _Tongue(
    titles=("{place} öffnet seinen Hafen für Schiffe aus {other}", "Wer bezahlt den Bau in {place}?"),
    sentences=(
        "Am Montag trafen sich Vertreter aus {place} und {other}, um über das Vorhaben „{thing}“ zu sprechen.",
        "Das Vorhaben kostet nach Angaben des Ministeriums rund 4,2 Milliarden in zehn Jahren.",
        "„Darauf warten wir seit 1998“, sagte eine Sprecherin des Hafens.",
        "Kritiker bezweifeln, dass alles bis Mai 2016 fertig wird – zumindest in {place}.",
        "Die Ausfuhr von Fisch, Holz und Getreide stieg im ersten Quartal um 3,5 Prozent.",
    ),
    places=("Südhafen", "Küstenstadt", "Niederufer"),
    things=("Fährlinie", "Zollverein", "Gasleitung"),
    publishers=(
        ("Küstenfunk", "kuestenfunk.example.de"),
        ("Hafenblatt", "hafenblatt.example.de"),
        ("Neue Ufer Zeitung", "nuz.example.de"),
    ),
    headlines=(
        "Fähre läuft aus",
        "Warum die Preise fielen",
        "Minister versprechen Zusammenarbeit",
        "Der Hafen: Wie geht es weiter?",
    ),
    people=("Änne Beispiel", "Jürgen Muster", "Lena Groß"),
)
_TONGUES = {"en": _ENGLISH, "zh": _CHINESE, "zh-Hant": _TRADITIONAL, "ru": _RUSSIAN, "de": _GERMAN}


def said(draw: random.Random, language: str = "en") -> Said:
    """One brief in *language*, with everything that a brief can have."""
    tongue = _TONGUES[language]
    day = date(draw.randint(2005, 2019), draw.randint(1, 12), draw.randint(1, 28))
    pairs = [(publisher, title) for publisher in tongue.publishers for title in tongue.headlines]
    chosen = draw.sample(pairs, draw.randint(2, min(8, len(pairs))))
    people = draw.sample(tongue.people, draw.randint(1, 3))
    edited = draw.random() < 0.25 and len(people) > 1
    return Said(
        language=language,
        date=day,
        title=_filled(draw.choice(tongue.titles), tongue, draw),
        paragraphs=tuple(_paragraph(tongue, draw) for _ in range(draw.randint(3, 8))),
        sources=tuple(_cited(publisher, title, day, draw, number) for number, (publisher, title) in enumerate(chosen)),
        compilers=tuple(people[:-1] if edited else people),
        editors=tuple(people[-1:] if edited else ()),
    )


def _paragraph(tongue: _Tongue, draw: random.Random) -> str:
    sentences = draw.sample(tongue.sentences, draw.randint(2, min(5, len(tongue.sentences))))
    return tongue.space.join(_filled(sentence, tongue, draw) for sentence in sentences)


def _filled(pattern: str, tongue: _Tongue, draw: random.Random) -> str:
    place, other = draw.sample(tongue.places, 2)
    text = pattern.format(place=place, other=other, thing=draw.choice(tongue.things))
    return text[:1].upper() + text[1:]


def _cited(publisher: tuple[str, str], title: str, day: date, draw: random.Random, number: int) -> Cited:
    name, host = publisher
    issued = day - timedelta(days=draw.randint(0, 20))
    stem = f"story-{number}-{draw.randint(100, 999)}"
    path = draw.choice(
        (
            f"{issued:%Y/%m/%d}/{stem}",
            f"{issued:%Y-%m/%d}/{stem}.htm",
            f"news/{issued:%Y%m%d}/{stem}",
            f"a/{stem}.html?id={number}",
        )
    )
    return Cited(publisher=name, title=title, url=f"http://{host}/{path}", issued=issued)
