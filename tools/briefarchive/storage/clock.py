"""The day on which a command runs."""

import datetime
import os


def today() -> datetime.date:
    """The day in UTC; that of `SOURCE_DATE_EPOCH` where it is set.

    The variable is that of reproducible-builds.org: the same files then give the same site on every day.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
