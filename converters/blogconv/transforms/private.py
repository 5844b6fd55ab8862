"""What names a field that holds personal data: e-mail and IP addresses, browsers."""

import re
from typing import Any

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_PRIVATE = frozenset({"email", "mail", "emails", "ip", "ipaddress", "agent", "useragent", "ua"})
_EMAIL = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,190}\.[A-Za-z]{2,24}(?![\w.])")
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
# MD5 or SHA-256 of an e-mail address, as Gravatar, Libravatar and their mirrors use it: as good as the address.
_HASH = re.compile(r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{64})(?![0-9a-fA-F])")


def is_private_key(key: str) -> bool:
    """Say whether a key names personal data: ``author_email``, ``userIP``, ``comment_agent``."""
    return any(word.lower() in _PRIVATE for word in _WORD.findall(key)) or "e-mail" in key.lower()


def is_email(text: str) -> bool:
    """Say whether a text is an e-mail address."""
    return _EMAIL.fullmatch(text.strip()) is not None


def holds_address(text: str) -> bool:
    """Say whether an e-mail or IP address stands anywhere in a text."""
    return ("@" in text and _EMAIL.search(text) is not None) or _IPV4.search(text) is not None


def has_hash(url: str) -> bool:
    """Say whether a picture's URL carries the hash of an e-mail address."""
    return _HASH.search(url) is not None


def without_private(extra: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Give a copy of nested JSON without its private keys, and how many there were."""
    removed = 0
    top: dict[str, Any] = {}
    todo: list[tuple[Any, Any]] = [(extra, top)]
    while todo:
        old, new = todo.pop()
        for key, value in old.items() if isinstance(old, dict) else enumerate(old):
            if isinstance(key, str) and is_private_key(key):
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
