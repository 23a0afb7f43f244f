"""Records as tables for spreadsheets and analysts, with what their columns mean.

Which tables there are, and where each column stands in the records, is said by
`mappings/tables.toml`; here it is walked, and written as CSV (RFC 4180), Parquet, CSVW (W3C
Recommendation "Metadata Vocabulary for Tabular Data") and a Data Package (datapackage.org, 2.0).
"""

from publisher.web.tables.declaration import read_tables
from publisher.web.tables.model import Column, Table, Tables

__all__ = ["Column", "Table", "Tables", "read_tables"]
