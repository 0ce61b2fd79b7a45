"""The domain model: frozen values that know nothing of files, Sphinx or the network."""

from .archive import Archive, FileChange
from .brief import (
    Brief,
    Correction,
    ForeignCitation,
    Heading,
    Imported,
    ImportedCopy,
    Original,
    Reference,
    Status,
    TextLink,
    TextMarkup,
    Withdrawal,
)
from .chart import Bar, BarChart, ChartData, ChartKind, Event, LineChart, LinePoint, Timeline
from .dates import PartialDate
from .lines import Places
from .names import BriefId, CiteKey, CountryCode, LanguageTag, PersonId, PublisherId, TopicId
from .source import Name, Seen, Source
from .vocabulary import Claim, Country, Period, Person, Publisher, Topic, Vocabulary
