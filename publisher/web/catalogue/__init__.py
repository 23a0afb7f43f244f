"""The catalogue of the downloads for data portals (DCAT-AP 3.0.1)."""

from publisher.web.catalogue.files import to_files
from publisher.web.catalogue.model import Dataset, DumpFormat, File, FileFormat, Packed
from publisher.web.catalogue.paging import to_pages
from publisher.web.catalogue.record import catalogue_record, entry_iri

__all__ = [
    "Dataset",
    "DumpFormat",
    "File",
    "FileFormat",
    "Packed",
    "catalogue_record",
    "entry_iri",
    "to_files",
    "to_pages",
]
