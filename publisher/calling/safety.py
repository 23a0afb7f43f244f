"""Whether a secret may go to an address."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_safe(url: str) -> bool:
    """Whether what is sent there cannot be read on the way: TLS, or this machine itself.

    Args:
        url: Where to; one without a host is another mistake, and safe.

    Examples:
        >>> [is_safe(f"{each}/x") for each in ("https://a.example", "http://[::1]", "http://b")]
        [True, True, False]
    """
    parts = urlsplit(url)
    if parts.scheme == "https" or not parts.hostname:
        return True
    try:
        return ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return parts.hostname == "localhost"
