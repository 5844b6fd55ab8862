"""Fetch an http(s) address: the only way by which an input touches the network.

The address that is connected to is the one that was judged: names are resolved here, so a name that changes its
meaning between check and use (DNS rebinding) gains nothing. Redirects are judged anew, each of them.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from blogconv import __version__
from blogconv.errors import SourceError
from blogconv.plugin import Limits
from blogconv.sources.streams import Bounded, Layer, reason

TIMEOUT = 30.0
"""Seconds without a byte, or until a connection stands."""
SLOWEST = 1024
"""Bytes a second, averaged after the first ``TIMEOUT``: below it a server only keeps us waiting."""
REDIRECTS = 5

_BLOCK = 64 << 10
_AS_IT_IS = "/%:@!$&'()*+,;=~-._?[]"
_HEADERS = {"User-Agent": f"blogconv/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(OSError):
    """An address that is not to be reached."""


def fetch(url: str, limits: Limits, *, allow_private: bool, write: Callable[[Any], object]) -> str:
    """Fetch an address into ``write``; return the address that answered in the end, redirects followed.

    Raises ``SourceError``: refused address, status other than 200, timeout, incomplete answer; ``LimitError``
    beyond ``limits.max_size``. Proxies are not used: a proxy resolves names by itself, which cannot be judged here.
    """
    name, begun = shown(url), time.monotonic()
    try:
        for _ in range(REDIRECTS + 1):
            connection, path = _connection(url, name, allow_private)
            with closing(connection):
                connection.request("GET", path, headers=_HEADERS)
                answer = connection.getresponse()
                moved = answer.getheader("Location")
                if answer.status in (301, 302, 303, 307, 308) and moved:
                    url = urldefrag(urljoin(url, moved)).url
                    continue
                if answer.status != 200:
                    raise SourceError(name, f"the server answers {answer.status} {answer.reason}".rstrip())
                _copy(_Answer(name, answer), name, limits, begun, write)
                return url
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise SourceError(name, _why(error)) from error
    raise SourceError(name, f"leads from redirect to redirect, more than {REDIRECTS} of them")


def shown(url: str) -> str:
    """Give an address as it may be shown: without user name and password."""
    return re.sub(r"(?<=://)[^/?#]*@", "", url)


def public(address: str) -> bool:
    """Say whether an IP address is of the public internet, and not this machine's, its network's or nobody's."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # Addresses that only wrap another are judged by what they wrap.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return public(str(inner))
    return ip.is_global and not ip.is_multicast


def _connection(url: str, name: str, allow_private: bool) -> tuple[http.client.HTTPConnection, str]:
    """Make a connection, not yet connected, and the path to ask it for."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise SourceError(name, f"leads to {shown(url)}; only http and https addresses can be read")
    if "@" in parts.netloc:
        raise SourceError(name, "addresses with a user name or password are not supported; fetch it another way")
    if not parts.hostname:
        raise SourceError(name, "names no host")
    host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
    # The port is always given: http.client would look for one in an IPv6 address.
    connection = (
        http.client.HTTPSConnection(host, parts.port or 443, timeout=TIMEOUT, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, parts.port or 80, timeout=TIMEOUT)
    )
    # What http.client calls to connect; over TLS it then checks the certificate against the name.
    vars(connection)["_create_connection"] = partial(_connect, allow_private)
    path = quote(parts.path or "/", safe=_AS_IT_IS)
    return connection, f"{path}?{quote(parts.query, safe=_AS_IT_IS)}" if parts.query else path


def _connect(
    allow_private: bool, place: tuple[str, int], timeout: float, source: tuple[str, int] | None = None
) -> socket.socket:
    """Connect to the first address of a host that answers; all that come before it must be public."""
    failure: OSError = Refused("its host has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(*place, type=socket.SOCK_STREAM):
        if not allow_private and not public(str(address[0])):
            raise Refused(f"leads to the private address {address[0]}; allow it with --allow-private")
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(timeout)
            connection.connect(address)
        except OSError as error:
            connection.close()
            failure = error
            continue
        except BaseException:
            connection.close()
            raise
        return connection
    raise failure


def _copy(answer: "_Answer", name: str, limits: Limits, begun: float, write: Callable[[Any], object]) -> None:
    layer, buffer = Bounded(name, answer, limits), bytearray(_BLOCK)
    while count := layer.readinto(buffer):
        write(memoryview(buffer)[:count])
        spent = time.monotonic() - begun
        if spent > TIMEOUT and answer.consumed < SLOWEST * spent:
            raise SourceError(name, f"the server sends less than {SLOWEST} bytes a second")


def _why(error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, TimeoutError):
        return f"no answer for {TIMEOUT:.0f} seconds"
    if isinstance(error, socket.gaierror):
        return "its host is not known"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, OSError):
        return f"cannot be fetched: {reason(error)}"
    return f"cannot be fetched: {error or type(error).__name__}"


class _Answer(Layer):
    """The body of an answer."""

    def __init__(self, name: str, answer: http.client.HTTPResponse) -> None:
        self._name, self._answer, self._consumed = name, answer, 0

    @property
    def consumed(self) -> int:
        return self._consumed

    def readinto(self, buffer: Any, /) -> int:
        data = self._answer.read1(len(buffer))
        # read1 says nothing when the connection ends before the promised length.
        if not data and self._answer.length:
            raise SourceError(self._name, "the connection ended before the whole answer had come; try again")
        buffer[: len(data)] = data
        self._consumed += len(data)
        return len(data)
