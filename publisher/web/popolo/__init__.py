"""What an organisation has published, in the classes of Popolo as one JSON document."""

from publisher.web.popolo.document import Pages, Writer

__all__ = ["Pages", "Writer"]
