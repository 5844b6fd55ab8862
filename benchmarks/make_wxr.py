"""Write a WordPress export of any size, the same bytes for the same numbers, one post at a time.

    python make_wxr.py --posts 10000 > big.xml

A post is about 9 KB with its comments: paragraphs in block markup, headings, lists, links, images, code, entities,
several scripts; on average 3.4 comments, some of them threaded, with the fields that WordPress writes.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
	<title>The measured blog</title>
	<link>https://blog.example</link>
	<description>Made to be read quickly</description>
	<pubDate>Mon, 03 Jun 2024 10:00:00 +0000</pubDate>
	<language>en-US</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>https://blog.example</wp:base_site_url>
	<wp:base_blog_url>https://blog.example</wp:base_blog_url>
"""
TAIL = "</channel>\n</rss>\n"
WORDS = tuple(
    """morning letter garden river winter answer market window silence village number weather kitchen paper bridge
    story mountain evening picture station forest island reason harbour summer question lantern travel copper thunder
    café naïve Straße façade один город зима письмо 記事 写真 東京 été señor jardín""".split()  # noqa: SIM905
)
CATEGORIES = ("Travel", "Kitchen", "Books &amp; papers", "Machines", "Notes")
NAMES = ("Ada", "Boris", "Chloé", "Dmitri", "Esther", "Farid", "Grete", "Hiro")


def main() -> None:
    """Write to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for piece in pieces(options.posts, options.seed):
        sys.stdout.buffer.write(piece.encode())


def make(path: Path, posts: int, seed: int = 1) -> Path:
    """Write a file of so many posts, unless it is there already."""
    if not path.exists():
        draft = path.with_suffix(".draft")
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces(posts, seed))
        draft.rename(path)
    return path


def pieces(posts: int, seed: int) -> Iterator[str]:
    """Yield the file piece by piece."""
    chance = random.Random(seed)
    yield HEAD
    for number, name in enumerate(NAMES, 1):
        yield (
            f"\t<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login><![CDATA[{name.lower()}]]>"
            f"</wp:author_login><wp:author_email><![CDATA[{number}@blog.example]]></wp:author_email>"
            f"<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>\n"
        )
    comment = 0
    for number in range(1, posts + 1):
        count = min(40, int(chance.expovariate(1 / 3.4)))
        yield _item(chance, number, comment, count)
        comment += count
    yield TAIL


def _item(chance: random.Random, number: int, comment: int, count: int) -> str:
    title, slug = _words(chance, 6).capitalize(), f"post-{number}"
    day = f"20{number % 20 + 4:02}-{number % 12 + 1:02}-{number % 28 + 1:02} {number % 24:02}:30:00"
    category = chance.randrange(len(CATEGORIES))
    comments = "".join(_comment(chance, comment + n, comment, day) for n in range(1, count + 1))
    return f"""	<item>
		<title><![CDATA[{title}]]></title>
		<link>https://blog.example/{slug}/</link>
		<pubDate>Mon, 03 Jun 2024 10:00:00 +0000</pubDate>
		<dc:creator><![CDATA[{chance.choice(NAMES).lower()}]]></dc:creator>
		<guid isPermaLink="false">https://blog.example/?p={number}</guid>
		<description></description>
		<content:encoded><![CDATA[{_body(chance)}]]></content:encoded>
		<excerpt:encoded><![CDATA[]]></excerpt:encoded>
		<wp:post_id>{number}</wp:post_id>
		<wp:post_date><![CDATA[{day}]]></wp:post_date>
		<wp:post_date_gmt><![CDATA[{day}]]></wp:post_date_gmt>
		<wp:post_modified><![CDATA[{day}]]></wp:post_modified>
		<wp:post_modified_gmt><![CDATA[{day}]]></wp:post_modified_gmt>
		<wp:comment_status><![CDATA[open]]></wp:comment_status>
		<wp:ping_status><![CDATA[open]]></wp:ping_status>
		<wp:post_name><![CDATA[{slug}]]></wp:post_name>
		<wp:status><![CDATA[publish]]></wp:status>
		<wp:post_parent>0</wp:post_parent>
		<wp:menu_order>0</wp:menu_order>
		<wp:post_type><![CDATA[post]]></wp:post_type>
		<wp:post_password><![CDATA[]]></wp:post_password>
		<wp:is_sticky>0</wp:is_sticky>
		<category domain="category" nicename="c{category}"><![CDATA[{CATEGORIES[category]}]]></category>
		<category domain="post_tag" nicename="t{number % 50}"><![CDATA[tag {number % 50}]]></category>
		<wp:postmeta>
			<wp:meta_key><![CDATA[_edit_last]]></wp:meta_key>
			<wp:meta_value><![CDATA[1]]></wp:meta_value>
		</wp:postmeta>
{comments}	</item>
"""


def _comment(chance: random.Random, ident: int, first: int, day: str) -> str:
    parent = chance.randrange(first + 1, ident) if ident > first + 1 and chance.random() < 0.3 else 0
    return f"""		<wp:comment>
			<wp:comment_id>{ident}</wp:comment_id>
			<wp:comment_author><![CDATA[{chance.choice(NAMES)}]]></wp:comment_author>
			<wp:comment_author_email><![CDATA[reader{ident % 97}@mail.example]]></wp:comment_author_email>
			<wp:comment_author_url>https://reader{ident % 97}.example</wp:comment_author_url>
			<wp:comment_author_IP><![CDATA[192.0.2.{ident % 250 + 1}]]></wp:comment_author_IP>
			<wp:comment_date><![CDATA[{day}]]></wp:comment_date>
			<wp:comment_date_gmt><![CDATA[{day}]]></wp:comment_date_gmt>
			<wp:comment_content><![CDATA[{_words(chance, 30)}]]></wp:comment_content>
			<wp:comment_approved><![CDATA[1]]></wp:comment_approved>
			<wp:comment_type><![CDATA[comment]]></wp:comment_type>
			<wp:comment_parent>{parent}</wp:comment_parent>
			<wp:comment_user_id>0</wp:comment_user_id>
		</wp:comment>
"""


def _body(chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randint(6, 16)):
        kind = chance.random()
        text = _words(chance, chance.randint(25, 60))
        if kind < 0.1:
            parts.append(
                f'<!-- wp:heading -->\n<h2 class="wp-block-heading">{_words(chance, 5)}</h2>\n<!-- /wp:heading -->'
            )
        elif kind < 0.2:
            items = "".join(f"<li>{_words(chance, 8)}</li>" for _ in range(4))
            parts.append(f'<!-- wp:list -->\n<ul class="wp-block-list">{items}</ul>\n<!-- /wp:list -->')
        elif kind < 0.3:
            image = f"https://blog.example/wp-content/uploads/{chance.randrange(10**6)}.jpg"
            parts.append(
                '<!-- wp:image {"id":7} -->\n<figure class="wp-block-image">'
                f'<img src="{image}" alt="{_words(chance, 3)}"/></figure>\n<!-- /wp:image -->'
            )
        elif kind < 0.35:
            parts.append(
                '<!-- wp:code -->\n<pre class="wp-block-code"><code>if (a &lt; b &amp;&amp; c) {\n  '
                f"{_words(chance, 6)}\n}}</code></pre>\n<!-- /wp:code -->"
            )
        else:
            link = f'<a href="https://blog.example/{chance.randrange(10**6)}">{_words(chance, 2)}</a>'
            parts.append(
                f"<!-- wp:paragraph -->\n<p>{text} <strong>{_words(chance, 2)}</strong> {link} &amp; "
                f"<em>{_words(chance, 3)}</em>.</p>\n<!-- /wp:paragraph -->"
            )
    return "\n\n".join(parts)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


if __name__ == "__main__":
    main()
