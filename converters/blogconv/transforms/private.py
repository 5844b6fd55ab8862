"""What names a field that holds personal data: e-mail and IP addresses, browsers."""

import re
from collections.abc import Callable
from ipaddress import IPv6Address
from typing import Any
from urllib.parse import unquote

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WORDS = "email mail emails ip ips ipaddress ipaddr userip clientip remoteip authorip addr agent useragent ua"
_PRIVATE = frozenset(_WORDS.split())
_ENDINGS = ("email", "usermail", "useragent")
_EMAIL = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,190}\.[A-Za-z]{2,24}(?![\w.])")
_EMAIL_IN_URL = re.compile(r"(?<![@\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[A-Za-z]{2,24}(?![\w.])")
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_MAYBE_IPV6 = re.compile(r"(?<![\w:.])(?=[0-9A-Fa-f]*:)[0-9A-Fa-f:]{3,39}(?![\w:])")
_HOLDERS = re.compile(r"<\s*>|\(\s*\)|\[\s*\]")
# MD5 or SHA-256 of an e-mail address, as Gravatar, Libravatar and their mirrors use it: as good as the address.
_HASH = re.compile(r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{64})(?![0-9a-fA-F])")


def is_private_key(key: str) -> bool:
    """Say whether a key names personal data: ``author_email``, ``userIP``, ``comment_agent``."""
    words = [word.lower() for word in _WORD.findall(key)]
    return any(word in _PRIVATE or word.endswith(_ENDINGS) for word in words) or "e-mail" in key.lower()


def without_addresses(text: str) -> str | None:
    """Give a name without the e-mail and IP addresses in it, with what held them; ``None`` if no more is left."""
    if not holds_address(text):
        return text
    for found in (_EMAIL, _IPV4):
        text = found.sub("", text)
    text = _MAYBE_IPV6.sub(lambda maybe: "" if _is_ipv6(maybe[0]) else maybe[0], text)
    return _HOLDERS.sub("", text).strip() or None


def holds_email(text: str) -> bool:
    """Say whether an e-mail address stands anywhere in a text."""
    return "@" in text and _EMAIL.search(text) is not None


def holds_address(text: str) -> bool:
    """Say whether an e-mail or IP address stands anywhere in a text."""
    return (
        holds_email(text)
        or _IPV4.search(text) is not None
        or any(_is_ipv6(maybe) for maybe in _MAYBE_IPV6.findall(text))
    )


def _is_ipv6(text: str) -> bool:
    try:
        return bool(int(IPv6Address(text)))
    except ValueError:
        return False


def has_hash(url: str) -> bool:
    """Say whether a picture's URL carries the hash of an e-mail address."""
    return _HASH.search(url) is not None


def tells_address(url: str) -> bool:
    """Say whether a URL carries an e-mail address or, on a server of avatars, the hash of one."""
    plain = unquote(url)
    # "/@name" and "/@name@server" are accounts and no addresses.
    return (
        url.lower().startswith("mailto:")
        or _EMAIL_IN_URL.search(plain) is not None
        or ("avatar" in url and has_hash(url))
    )


def without_private(extra: dict[str, Any], private: Callable[[str], bool]) -> tuple[dict[str, Any], int]:
    """Give a copy of nested JSON without its private keys and texts, and how many there were."""
    removed = 0
    top: dict[str, Any] = {}
    todo: list[tuple[Any, Any]] = [(extra, top)]
    while todo:
        old, new = todo.pop()
        for key, value in old.items() if isinstance(old, dict) else enumerate(old):
            if (isinstance(key, str) and is_private_key(key)) or (isinstance(value, str) and private(value)):
                removed += 1
                continue
            copy: Any = {} if isinstance(value, dict) else [] if isinstance(value, list | tuple) else value
            if isinstance(copy, dict | list):
                todo.append((value, copy))
            if isinstance(new, list):
                new.append(copy)
            else:
                new[key] = copy
    return (top, removed) if removed else (extra, 0)
