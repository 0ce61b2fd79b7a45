"""Names of things: ids, keys and codes, which are strings of different kinds."""

from typing import NewType

BriefId = NewType("BriefId", str)
"""The stem of a brief's file, such as `2014-10-17-china-russia-agreements`. It never changes."""

CiteKey = NewType("CiteKey", str)
"""The key of a source in `bib/`, such as `scmp-2014-china-russia-pledge`."""

CountryCode = NewType("CountryCode", str)
"""ISO 3166-1 alpha-2, or a code that `vocabulary/countries.yaml` adds (`EU`)."""

LanguageTag = NewType("LanguageTag", str)
"""A BCP 47 tag, such as `zh-Hant`."""

PersonId = NewType("PersonId", str)
"""An id in `vocabulary/people.yaml`."""

PublisherId = NewType("PublisherId", str)
"""An id in `vocabulary/publishers.yaml`, or the slug of a publisher's name that stands in no vocabulary."""

TopicId = NewType("TopicId", str)
"""An id in `vocabulary/topics.yaml`."""
