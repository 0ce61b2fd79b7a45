"""What can be wrong with a vocabulary."""

from ...diagnostics import Rule, Severity


class MalformedEntry(Rule):
    """An entry of a vocabulary does not have the form that its file asks for.

    Each entry is an id, a colon and its fields; the guide's page on formats lists them. A text such as `no` or
    `2014` needs quotation marks.
    """

    code = "V101"
    fixable = True


class UnknownEntryField(Rule):
    """An entry of a vocabulary has a field that its file does not know."""

    code = "V102"
    fixable = True


class InvalidEntryId(Rule):
    """An id in a vocabulary has other signs than it may have.

    Ids are parts of addresses: small letters, digits and hyphens for topics, people and publishers, capital letters
    for countries.
    """

    code = "V103"


class UnknownParent(Rule):
    """A topic's `parent`, or a group's member, is not in the vocabulary."""

    code = "V104"


class UnknownSuccessor(Rule):
    """The `replaced_by` of an entry is not in the vocabulary, or leads back to the entry itself.

    It names the entry of the same file that is to be used instead. Whoever uses the old one is told so.
    """

    code = "V110"


class TopicCycle(Rule):
    """A topic is, through its broader terms, above itself."""

    code = "V105"


class NameTakenTwice(Rule):
    """Two publishers share a name or an alias, so that a source could belong to either."""

    code = "V106"
    severity = Severity.WARNING


class TopicTooDeep(Rule):
    """A topic stands more than eight levels below the top of the tree.

    Nobody finds a term there. Give it a broader term that is nearer to the top, or leave some levels out.
    """

    code = "V107"


class UnknownPublisherCountry(Rule):
    """A publisher's country is not in ISO 3166-1 and not in `vocabulary/countries.yaml`; it is left out of its page.

    Codes have two capital letters: `CN`, `RU`, `GB`. `briefs check --fix` writes the code of a country that is named.
    """

    code = "V108"
    severity = Severity.WARNING
    fixable = True


class UnknownPublisherKind(Rule):
    """A publisher's kind is not one of those that the guide's page on formats lists. Take the nearest there is."""

    code = "V109"
    severity = Severity.WARNING


class ImpossiblePeriod(Rule):
    """A membership in a group ends before it begins, or begins before the one in front of it has ended.

    Periods of one member stand in the order of time. One without `to` goes on, and is the last.
    """

    code = "V111"


class SharedMatch(Rule):
    """Two topics have the same `exact_match`, or one topic has an address in `exact_match` and in `close_match`.

    Terms that mean the same as a third one mean the same. Keep the address in the topic that it fits, and let the other
    have it as `close_match`, or make one topic of the two.
    """

    code = "V112"
    severity = Severity.WARNING


class ClaimWithoutSource(Rule):
    """A publisher's `state_media` does not say where that is said.

    It is a claim about somebody, and is made with its source or not at all. Name the key of a source in `bib/`, or an
    address: `state_media: {source: https://example.org/report}`. Where you have none, delete the field.
    """

    code = "V120"


class ReviewNote(Rule):
    """The entry of a publisher or a topic says in `review` what a person should still look at.

    Look, mend the entry, and delete the line.
    """

    code = "V121"
    severity = Severity.NOTICE


class LongLine(Rule):
    """A line of a vocabulary has more than 10,000 characters; the file is not read.

    No name is that long, and each name stands on many pages. Write a long list with each item in a line of its own.
    """

    code = "V122"


class GroupWithoutMembers(Rule):
    """A group of countries has no members, so that its page lists none of their briefs.

    A code of more than two letters is that of a group: `EAEU`. List the codes of its members, `members: [RU, KZ]`.
    """

    code = "V113"
    severity = Severity.NOTICE


class PersonTwice(Rule):
    """Two people have the same name: most likely one person stands there twice, and has two pages.

    Keep one of the two entries, and give the other one the field `replaced_by` with the id of the first. Namesakes are
    told apart by a `note`, or by an `orcid` each, and are not reported then.
    """

    code = "V123"
    severity = Severity.NOTICE


class UnspokenName(Rule):
    """A person's name is not written as it is spoken: it has the family name first, capitals alone, or quotation marks.

    Pages and citations take the name as it stands. Write `Jane Doe`; where the family name is not the last word, as in
    `Wu Jiao`, `cited_as` has the form for lists of authors, `Wu, Jiao`. A body has `kind: organisation`, and any name.
    """

    code = "V124"
    severity = Severity.NOTICE
    fixable = True


FAULTS: tuple[type[Rule], ...] = (
    MalformedEntry,
    UnknownEntryField,
    InvalidEntryId,
    UnknownParent,
    UnknownSuccessor,
    TopicCycle,
    NameTakenTwice,
    TopicTooDeep,
    UnknownPublisherCountry,
    UnknownPublisherKind,
    ImpossiblePeriod,
    SharedMatch,
    GroupWithoutMembers,
    ClaimWithoutSource,
    ReviewNote,
    LongLine,
    PersonTwice,
    UnspokenName,
)
