"""Addresses that answer only to those who are inside."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

from postmortems.format import Plain
from postmortems.lints.texts import PROSE, Found, Text, without_code

INSIDE = frozenset({"localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan"})
"""Last parts of host names that public name servers do not know, or know nothing of use about."""

_ADDRESS = re.compile(r"https?://[^\s<>\"`\\^{|}]{1,2000}", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?", re.IGNORECASE)
_FOR_EXAMPLES = tuple(
    map(ipaddress.ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"))
)
"""Addresses set aside for documentation: nobody answers there, inside or outside."""


def inside_link(text: Text) -> Iterator[Found]:
    """A link, or a bare address, that most readers cannot follow."""
    if text.shape is not Plain.ADDRESS and text.shape not in PROSE:
        return
    for found in _ADDRESS.finditer(without_code(text.value)):
        host = _host(found[0])
        if host and is_inside(host):
            yield Found(
                "inside-link",
                found.start(),
                f"{host} answers only inside",
                "link to what every reader can open, or say in words what it shows",
            )


def _host(address: str) -> str | None:
    # What follows the host may be the sentence's own: brackets, a full stop.
    try:
        return urlsplit(address.rstrip(").,;:!?'*_")).hostname
    except ValueError:
        return None


def is_inside(host: str) -> bool:
    """Whether a host, as `urlsplit` gives it, cannot be reached from everywhere."""
    host = host.rstrip(".").lower()
    if (address := _ip(host)) is not None:
        mapped = getattr(address, "ipv4_mapped", None) or address
        return not mapped.is_global and not any(mapped in net for net in _FOR_EXAMPLES if net.version == mapped.version)
    if not _NAME.fullmatch(host):
        return False
    return "." not in host or host.rpartition(".")[2] in INSIDE or host.endswith(".home.arpa")


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    if not re.fullmatch(r"(?:.*\.)?(?:0x[0-9a-f]+|\d+)", host):
        return None
    try:
        # Browsers read 127.1, 0x7f.1 and 2130706433 as addresses too.
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None
