"""Cut hostile nesting before lexbor sees it."""


def flatten(html: str, max_depth: int, repairs: list[tuple[str, str]]) -> str:
    """Return ``html``."""
    return html
