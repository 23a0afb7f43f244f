"""The errors that Pykälä raises on purpose; every message says what to do.

PublisherError
├── SettingsError            the settings file or the command is wrong (exit code 2)
├── DocumentError            one document cannot be taken in; the others go on
│   ├── UnreadableError      its bytes are no text that we can read
│   └── NotMinutesError      it is text, but no source recognises it
├── PrivacyError             something stands in a document that stops the whole build (exit code 1)
│   └── LeakError            something private stands in what was about to be published
├── TableError               a file under mappings/, shapes/, ontology/ or site/ is wrong
│   └── UnknownConstraintError   a shape uses a constraint that the validator does not know
├── ProofError               a record that we made ourselves does not meet the shapes (exit code 1)
├── NothingToPublishError    no document of a run is fit to publish (exit code 1)
├── SearchError              the index of the search cannot be made (exit code 1)
├── StoreError               the SPARQL store cannot be opened, loaded or queried
└── RemoteError              another machine does not take what is sent to it (exit code 1)
    ├── RemoteBusyError      it cannot answer now; the same again may do
    └── RemoteRefusalError   it does not take, or give, one thing of many
"""

from __future__ import annotations

import errno

_NO_RIGHT = ": let it be written to by whoever runs this, and run it again"
# By the number of the error.
_REMEDIES = {
    errno.ENOSPC: ": make room, and run it again",
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _NO_RIGHT),
}


class PublisherError(Exception):
    """Base of every error that Pykälä raises on purpose."""


class SettingsError(PublisherError):
    """The settings file, or the way the command was called, is wrong."""


class DocumentError(PublisherError):
    """One document cannot be taken in; the rest of the run goes on."""


class UnreadableError(DocumentError):
    """The bytes of a document are not text that we can read."""


class NotMinutesError(DocumentError):
    """A document is readable, but no source recognises it as minutes."""


class PrivacyError(PublisherError):
    """Something stands in a document that may not be published, nor anything beside it."""


class LeakError(PrivacyError):
    """Something private stands in what a build has made: a mistake of ours, not of the minutes."""


class TableError(PublisherError):
    """A declarative file (mappings, shapes, ontology, site) is wrong."""


class UnknownConstraintError(TableError):
    """A shape uses a constraint that the validator does not know, so nothing may be published."""


class ProofError(PublisherError):
    """A record that was derived from proven ones does not meet the shapes: a mistake of ours."""


class NothingToPublishError(PublisherError):
    """No document of a run is fit to publish; what is public stays as it was."""


class StoreError(PublisherError):
    """The SPARQL store cannot be opened, loaded or queried."""


class SearchError(PublisherError):
    """The index of the search cannot be made."""


class RemoteError(PublisherError):
    """A data portal or store elsewhere cannot be reached, or does not take what is sent to it."""


class RemoteBusyError(RemoteError):
    """Another machine cannot answer now; the same again may do.

    Attributes:
        wait_s: How many seconds it asks to wait; None if it does not say.
    """

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class RemoteRefusalError(RemoteError):
    """A store elsewhere does not take, or give back, one graph; others may go."""


def remedy(error: OSError) -> str:
    """What to do about a machine that does not allow something; empty if nobody can say."""
    return _REMEDIES.get(error.errno or 0, "")
