"""Only the public internet is reached: every special range is known, and every way to write an address."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.fetch.public import is_public, literal
from tests.knowledge.laws import LAW

# The special-purpose registries for IPv4 and IPv6 that are not globally reachable, and multicast.
SPECIAL = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32
::/128 ::1/128 ::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:2::/48 2001:10::/28 2001:20::/28
2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
""".split()
PUBLIC = ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"]
WRAPPED = ["::ffff:{}", "64:ff9b::{}"]


@pytest.mark.parametrize("network", SPECIAL)
def test_no_special_range_is_public(network: str) -> None:
    """From its first address to its last."""
    found = ip_network(network)
    middle = found[found.num_addresses // 2]
    assert [
        address for address in (found[0], found[1 % found.num_addresses], middle, found[-1]) if is_public(address)
    ] == []


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are(address: str) -> None:
    """Of either kind."""
    assert is_public(ip_address(address))


@pytest.mark.parametrize("form", WRAPPED)
@pytest.mark.parametrize("network", [each for each in SPECIAL if ":" not in each])
def test_a_wrapped_address_is_as_public_as_what_it_wraps(form: str, network: str) -> None:
    """Mapped, or translated by NAT64."""
    assert not is_public(ip_address(form.format(ip_network(network)[1 % ip_network(network).num_addresses])))
    assert is_public(ip_address(form.format("8.8.8.8")))


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.0.1"])
def test_tunnels_do_not_lead_inside(inner: str) -> None:
    """6to4, Teredo, ISATAP and addresses compatible with IPv4."""
    number = int(IPv4Address(inner))
    tunnels = [0x2002 << 112 | number << 80, 0x20010000 << 96 | number, 0x2A00 << 112 | 0x5EFE << 32 | number, number]
    assert [IPv6Address(each) for each in tunnels if is_public(IPv6Address(each))] == []


def test_an_address_of_one_link_is_not_public() -> None:
    """Whatever it looks like otherwise."""
    assert not is_public(ip_address("2606:4700:4700::1111%eth0"))


@LAW
@given(st.ip_addresses(v=4))
def test_what_is_special_stays_so_in_every_wrapping(address: IPv4Address) -> None:
    """Nothing that wraps an address is more public than it."""
    wrapped = [form.format(address) for form in WRAPPED]
    assert [is_public(ip_address(each)) for each in wrapped] == [is_public(address)] * len(WRAPPED)


@LAW
@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: IPv4Address | IPv6Address) -> None:
    """Ours is the stricter one."""
    assert not (is_public(address) and (address.is_private or address.is_loopback or address.is_multicast))


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "0177.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "127.0.0.1.",
        "1.2.3",
        "256.1.1.1",
        "::g",
    ],
)
def test_an_address_is_written_in_one_way_only(host: str) -> None:
    """What those who look names up would take for an address is neither a name nor an address here."""
    with pytest.raises(ValueError):  # noqa: PT011 - whichever of Python's it is
        literal(host)


@pytest.mark.parametrize("host", ["a..b", "exa mple.com", "a/b", "%31.com", "-", "a" * 300, "xn--\n"])
def test_what_is_no_name_is_refused(host: str) -> None:
    """Before anybody is asked for it."""
    with pytest.raises(ValueError):  # noqa: PT011 - as above
        literal(host)


@pytest.mark.parametrize(
    "host", ["example.com", "xn--r8jz45g.jp", "a_b.example", "localhost", "1.example", "example.com."]
)
def test_names_are_looked_up(host: str) -> None:
    """Their addresses are what is checked."""
    assert literal(host) is None
