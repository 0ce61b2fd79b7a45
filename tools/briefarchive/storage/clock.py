"""The day on which a command runs."""

import datetime
import os


def today() -> datetime.date:
    """Return the day in UTC, or that of `SOURCE_DATE_EPOCH` if it is set.

    The variable comes from reproducible-builds.org: with it, the same files give the same site on every day.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
