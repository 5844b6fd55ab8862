"""Turn one page into text with each of many tools; none is a dependency, an absent one says why it is skipped."""

import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from innertext import rendered

Tool = Callable[[str, Path], str]
"""Takes the page as a string and as a UTF-8 file, gives the dump."""
SECONDS = 30

_UTF8 = ("-assume_charset=utf-8", "-display_charset=utf-8", "-force_html")


def tools() -> dict[str, tuple[str, Tool]]:
    """Name every tool with the module or program it needs; the name up to the first ``-`` is the tool's own."""
    return {
        "resiliparse-full": ("resiliparse", partial(_resiliparse, main_content=False, alt_texts=False)),
        "resiliparse-full-alt": ("resiliparse", partial(_resiliparse, main_content=False, alt_texts=True)),
        "resiliparse-full-links": ("resiliparse", partial(_resiliparse, alt_texts=False, links=True)),
        "resiliparse-full-form": ("resiliparse", partial(_resiliparse, list_bullets=False, form_fields=True)),
        "resiliparse-main": ("resiliparse", partial(_resiliparse, main_content=True, alt_texts=False)),
        "resiliparse-main-alt": ("resiliparse", partial(_resiliparse, main_content=True, alt_texts=True)),
        "resiliparse-main-links": ("resiliparse", partial(_resiliparse, main_content=True, links=True)),
        "resiliparse-main-plain": ("resiliparse", partial(_resiliparse, main_content=True, list_bullets=False)),
        "lynx-links80": ("!lynx", partial(_lynx, "-width=80")),
        "lynx-links132": ("!lynx", partial(_lynx, "-width=132", "-nonumbers")),
        "lynx-nolist60": ("!lynx", partial(_lynx, "-nolist", "-width=60")),
        "lynx-nolist100": ("!lynx", partial(_lynx, "-nolist", "-width=100")),
        "lynx-noimages": ("!lynx", partial(_lynx, "-nolist", "-width=1000", "-image_links-")),
        "w3m-66": ("!w3m", partial(_w3m, 66)),
        "w3m-80": ("!w3m", partial(_w3m, 80)),
        "w3m-140": ("!w3m", partial(_w3m, 140)),
        "w3m-numbers": ("!w3m", partial(_w3m, 110, "-o", "display_link_number=1")),
        "elinks": ("!elinks", partial(_elinks, 80)),
        "elinks-nolinks": ("!elinks", partial(_elinks, 110, "-no-references", "-no-numbering")),
        "links": ("!links", partial(_links, "links", 80)),
        "links2": ("!links2", partial(_links, "links2", 96)),
        "html2text": ("html2text", _html2text),
        "html2text-wide": ("html2text", partial(_html2text, body_width=0)),
        "html2text-nolinks": ("html2text", partial(_html2text, ignore_links=True, ignore_images=True)),
        "html2text-nolinks0": ("html2text", partial(_html2text, ignore_links=True, images_to_alt=True, body_width=0)),
        "html2text-reference": ("html2text", partial(_html2text, inline_links=False, ignore_images=True)),
        "html2text-paragraph": ("html2text", partial(_html2text, inline_links=False, links_each_paragraph=True)),
        "html2text-plain": (
            "html2text",
            partial(_html2text, ignore_links=True, ignore_images=True, ignore_emphasis=True, body_width=90),
        ),
        "html2text-single": (
            "html2text",
            partial(_html2text, single_line_break=True, escape_snob=True, wrap_links=False, ignore_images=True),
        ),
        "html2text-tables": (
            "html2text",
            partial(_html2text, pad_tables=True, wrap_list_items=True, ul_item_mark="-", emphasis_mark="*"),
        ),
        "trafilatura": ("trafilatura", partial(_trafilatura, include_comments=True)),
        "trafilatura-markdown": ("trafilatura", partial(_trafilatura, output_format="markdown", with_metadata=True)),
        "trafilatura-recall": ("trafilatura", partial(_trafilatura, favor_recall=True, include_formatting=True)),
        "inscriptis": ("inscriptis", partial(_inscriptis, "relaxed")),
        "inscriptis-strict": ("inscriptis", partial(_inscriptis, "strict")),
        "inscriptis-links": ("inscriptis", partial(_inscriptis, "strict", display_links=True, display_images=True)),
        "bs4": ("bs4", partial(_bs4, "")),
        "bs4-lines": ("bs4", partial(_bs4, "\n", strip=True)),
        "bs4-newline": ("bs4", partial(_bs4, "\n")),
        "bs4-space": ("bs4", partial(_bs4, " ")),
        "markdownify": ("markdownify", _markdownify),
        "markdownify-nolinks": ("markdownify", partial(_markdownify, strip=["a", "img"], heading_style="ATX")),
        "justext": ("justext", partial(_justext, every=True)),
        "justext-good": ("justext", partial(_justext, every=False)),
        "readability": ("readability", _readability),
        "htmltext": ("html_text", partial(_htmltext, guess_layout=True)),
        "htmltext-bare": ("html_text", partial(_htmltext, guess_layout=False)),
        "newspaper": ("newspaper", _newspaper),
        "goose": ("goose3", _goose),
        "boilerpy": ("boilerpy3", _boilerpy),
        "pandoc-plain": ("!pandoc", partial(_pandoc, "plain")),
        "pandoc-wide": ("!pandoc", partial(_pandoc, "plain", "--wrap=none")),
        "pandoc-markdown": ("!pandoc", partial(_pandoc, "markdown-raw_html-native_divs-native_spans")),
        "pandoc-gfm": ("!pandoc", partial(_pandoc, "gfm-raw_html", "--wrap=none")),
        "copypaste": ("", partial(_copied, marks=False)),
        "copypaste-marks": ("", partial(_copied, marks=True)),
    }


@cache
def missing(need: str) -> str:
    """Say why a tool cannot run here; empty if it can."""
    if need.startswith("!"):
        return "" if shutil.which(need[1:]) else f"no program {need[1:]}"
    return "" if not need or find_spec(need) else f"no module {need}"


def _module(name: str) -> Any:
    return import_module(name)


def _run(*command: str | Path) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, timeout=SECONDS, check=False)
    return done.stdout.decode("utf-8", "replace")


def _resiliparse(html: str, _: Path, **options: Any) -> str:
    options = {"preserve_formatting": True, "list_bullets": True, "comments": True, **options}
    return str(_module("resiliparse.extract.html2text").extract_plain_text(html, **options))


def _lynx(*options: Any) -> str:
    *words, _, path = options
    return _run("lynx", "-dump", *_UTF8, *words, path)


def _w3m(columns: int, *options: Any) -> str:
    *words, _, path = options
    return _run("w3m", "-dump", "-cols", str(columns), *words, "-T", "text/html", "-I", "utf-8", "-O", "utf-8", path)


def _elinks(columns: int, *options: Any) -> str:
    *words, _, path = options
    utf8 = ("-dump-charset", "utf-8", "-eval", 'set document.codepage.assume = "utf-8"')
    return _run("elinks", "-dump", "-no-home", "1", "-dump-width", str(columns), *utf8, *words, path)


def _links(program: str, columns: int, _: str, path: Path) -> str:
    utf8 = ("-codepage", "utf-8", "-html-assume-codepage", "utf-8")
    return _run(program, "-dump", *utf8, "-width", str(columns), path)


def _html2text(html: str, _: Path, **options: Any) -> str:
    tool = _module("html2text").HTML2Text()
    for name, value in options.items():
        setattr(tool, name, value)
    return str(tool.handle(html))


def _trafilatura(html: str, _: Path, **options: Any) -> str:
    return str(_module("trafilatura").extract(html, **options) or "")


def _inscriptis(profile: str, html: str, _: Path, **options: Any) -> str:
    css = _module("inscriptis.css_profiles").CSS_PROFILES[profile]
    config = _module("inscriptis.model.config").ParserConfig(css=css, **options)
    return str(_module("inscriptis").get_text(html, config))


def _soup(html: str) -> Any:
    soup = _module("bs4").BeautifulSoup(html, "lxml")
    for element in soup(["script", "style", "noscript"]):
        element.decompose()
    return soup


def _bs4(separator: str, html: str, _: Path, *, strip: bool = False) -> str:
    return re.sub(r"\n{3,}", "\n\n", str(_soup(html).get_text(separator, strip=strip)))


def _markdownify(html: str, _: Path, **options: Any) -> str:
    return str(_module("markdownify").MarkdownConverter(**options).convert_soup(_soup(html)))


def _justext(html: str, _: Path, *, every: bool) -> str:
    justext = _module("justext")
    found = justext.justext(html.encode(), justext.get_stoplist("English"), encoding="utf-8")
    return "\n".join(p.text for p in found if every or not p.is_boilerplate)


def _readability(html: str, _: Path) -> str:
    document = _module("readability").Document(html)
    return f"{document.short_title()}\n\n{_soup(document.summary()).get_text(chr(10), strip=True)}"


def _htmltext(html: str, _: Path, **options: Any) -> str:
    return str(_module("html_text").extract_text(html, **options))


def _newspaper(html: str, _: Path) -> str:
    article = _module("newspaper").Article("https://blog.example/")
    article.download(input_html=html)
    article.parse()
    return f"{article.title}\n\n{article.text}"


def _goose(html: str, _: Path) -> str:
    article = _module("goose3").Goose().extract(raw_html=html)
    return f"{article.title}\n\n{article.cleaned_text}"


def _boilerpy(html: str, _: Path) -> str:
    return str(_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False).get_content(html))


def _pandoc(form: str, *options: Any) -> str:
    *words, _, path = options
    return _run("pandoc", "-f", "html", "-t", form, *words, path)


def _copied(html: str, _: Path, *, marks: bool) -> str:
    return rendered(html, marks=marks)
