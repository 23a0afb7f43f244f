"""Whether this machine can write Parquet (``pip install pykala[parquet]``)."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def writes_parquet() -> str:
    """What writes Parquet here, with its version; empty if it is not installed."""
    try:
        return f"pyarrow {version('pyarrow')}"
    except PackageNotFoundError:
        return ""
