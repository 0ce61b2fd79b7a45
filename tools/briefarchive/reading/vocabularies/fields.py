"""The fields of an entry in each vocabulary: the reader, the guide's tables and editors' schemas are made from them."""

from ..front_matter.schema import Field, FieldKind

PEOPLE_KINDS = ("person", "organisation")
KINDS = (
    *("newspaper", "news-agency", "broadcaster", "magazine", "government", "international-organisation"),
    *("organisation", "think-tank", "journal", "company", "trade-press", "news-site", "blog", "reference-work"),
)


def _texts(name: str, text: str, example: str, *, vocabulary: str | None = None) -> Field:
    item = Field(name=name, help=text, example=example, vocabulary=vocabulary)
    return Field(name=name, help=text, example=example, kind=FieldKind.LIST, item=item)


def _successor(example: str, vocabulary: str) -> Field:
    text = "The entry to use instead, of one that nothing new shall name; `briefs check --fix` puts it in."
    return Field(name="replaced_by", help=text, example=example, vocabulary=vocabulary)


_NAMES = "Names by language, that of the archive among them; one text alone is the name in that language."
_ADDRESS = "https://example.org/"


def _addresses(name: str, text: str) -> Field:
    example = "[https://example.org/terms/1]"
    item = Field(name=name, help=text, example=_ADDRESS, kind=FieldKind.ADDRESS)
    return Field(name=name, help=text, example=example, kind=FieldKind.LIST, item=item)


_FIELDS: dict[str, tuple[Field, ...]] = {
    "countries": (
        Field(
            name="label",
            help=f"{_NAMES} Groups need it; countries of ISO 3166-1 have their names from CLDR.",
            example="{en: European Union, zh: 欧洲联盟}",
            kind=FieldKind.NAMES,
        ),
        Field(
            name="members",
            help="Codes of a group's members: a list, or a mapping that says when each was a member, `from` a year, "
            "month or day `to` another. Who left and came back has a list of such periods.",
            example="{DE: {from: 1958}, GB: {from: 1973, to: 2020-01-31}}",
            kind=FieldKind.MEMBERS,
            item=Field(name="members", help="A member's code.", example="DE", vocabulary="countries"),
        ),
        _texts("synonyms", "Other names.", "[Russian Federation]"),
        _texts("former_names", "Names that it had.", "[Zaire]"),
        _successor("CD", "countries"),
        Field(name="note", help="A remark.", example="Members as of the end of 2022."),
    ),
    "topics": (
        Field(name="label", help=_NAMES, example="{en: Natural gas, zh: 天然气}", kind=FieldKind.NAMES, required=True),
        Field(name="parent", help="The broader topic.", example="energy", vocabulary="topics"),
        _texts("synonyms", "Other words for it.", "[LNG, liquefied natural gas]"),
        _addresses("exact_match", "Terms of other vocabularies that mean the same, by their own addresses."),
        _addresses("close_match", "Terms of other vocabularies that mean nearly the same."),
        _successor("natural-gas", "topics"),
        Field(name="note", help="What belongs here and what does not.", example="Customs duties stand under tariffs."),
    ),
    "people": (
        Field(name="name", help="The name as it is shown.", example="Molly Bradtke", required=True),
        Field(
            name="kind",
            help="`person`, or `organisation` for an institution, whose name is never taken apart; a person if the "
            "field is left out.",
            example="organisation",
            choices=PEOPLE_KINDS,
        ),
        Field(
            name="cited_as",
            help="The name as lists of authors have it, where the name does not tell: `Wu, Jiao` for a family "
            "name that comes first, and a name without a comma for a body.",
            example="Wu, Jiao",
        ),
        Field(
            name="orcid",
            help="The ORCID iD.",
            example="0000-0002-1825-0097",
            pattern="(?:[0-9]{4}-){3}[0-9]{3}[0-9X]",
            rule="an ORCID iD has four groups of four digits",
        ),
        Field(name="url", help="An address.", example=_ADDRESS, kind=FieldKind.ADDRESS),
        _successor("molly-bradtke", "people"),
        Field(name="note", help="A remark.", example="Compiled the volumes by hand."),
    ),
    "publishers": (
        Field(
            name="name",
            help="The name as it is shown, in its own script.",
            example="South China Morning Post",
            required=True,
        ),
        Field(
            name="kind",
            help=f"What it is: {', '.join(f'`{kind}`' for kind in KINDS[:-1])} or `{KINDS[-1]}`.",
            example="newspaper",
            choices=KINDS,
        ),
        Field(
            name="country",
            help="Code of the country from which it comes.",
            example="HK",
            vocabulary="countries",
        ),
        Field(name="language", help="The language in which it mainly writes.", example="en"),
        _texts("aliases", "Other names and spellings under which sources name it.", "[SCMP]"),
        Field(name="url", help="Its own site.", example=_ADDRESS, kind=FieldKind.ADDRESS),
        Field(
            name="state_media",
            help="The claim that it is a medium of a state, with its `source`: the key of a source in `bib/`, or an "
            "address.",
            example="{source: https://example.org/report}",
            kind=FieldKind.MAPPING,
            members={
                "source": Field(
                    name="source",
                    help="Where that is said.",
                    example="https://example.org/report",
                    pattern=r"https?://\S+|(?!\S*://)[^\s<>\"`\\=#{}%]{1,200}",
                    rule="a source is the key of an entry in bib/, or an http or https address",
                    required=True,
                )
            },
        ),
        _texts(
            "review", "What a person should still look at; the check reports each.", "[See whether its site moved.]"
        ),
        Field(name="note", help="A remark.", example="Its English pages are read."),
    ),
}

VOCABULARY_FIELDS: dict[str, dict[str, Field]] = {
    vocabulary: {field.name: field for field in fields} for vocabulary, fields in _FIELDS.items()
}
