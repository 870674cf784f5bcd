"""Which network addresses belong to the public internet: nothing else may be connected to."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_LABEL = r"[a-z0-9_][a-z0-9_-]*"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?", re.IGNORECASE)
_LONGEST_NAME = 253
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)

# Special ranges that `is_global` lets pass, in some or in all versions of Python.
_NEVER = tuple(
    map(
        IPv4Network,
        (
            "192.0.0.0/24",  # protocol assignments
            "192.88.99.0/24",  # relays from IPv6
        ),
    )
)
_UNICAST = IPv6Network("2000::/3")
_NEVER_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which wraps an IPv4 address and is no longer in use (RFC 7526)
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)
_LOW_32 = 0xFFFFFFFF


def is_public(address: Address) -> bool:
    """Whether an address is that of one host on the public internet, as is an address wrapped in it."""
    wrapped = _wrapped(address)
    if wrapped is not None:
        return is_public(wrapped)
    if isinstance(address, IPv4Address):
        special = address.is_multicast or address.is_reserved or any(address in network for network in _NEVER)
        return address.is_global and not special
    special = address.scope_id is not None or _is_of_isatap(address) or any(address in each for each in _NEVER_6)
    return address in _UNICAST and address.is_global and not special


def literal(host: str) -> Address | None:
    """The address that a host is written as; None for a name. ValueError for what is neither.

    What ends in a number is no name: "127.1" and "0x7f000001" are read as addresses by those who look names up.
    """
    if ":" in host:
        return ip_address(host)
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return IPv4Address(host)
    if len(host) > _LONGEST_NAME or not _NAME.fullmatch(host):
        raise ValueError(host)
    return None


def _wrapped(address: Address) -> IPv4Address | None:
    """The address that packets to this one end up at."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & _LOW_32)
    return address.ipv4_mapped


def _is_of_isatap(address: IPv6Address) -> bool:
    return int(address) >> 32 & _LOW_32 in _ISATAP
