# ruff: noqa: E501
"""Pages of one small blog as engines without pages in the corpus write them, in our own words.

The markup follows the public default templates of each engine (named beside it); the post and its comments are
the same on every page, so that one test can ask the same of all.
"""

from typing import NamedTuple

TITLE = "Soup by the lake"
SITE = "Pots and Paddles"
AUTHOR = "Anna Berg"
PARAGRAPHS = (
    "We paddled across before breakfast, and the water was so still that the pines stood in it upside down.",
    "On the far side we lit a fire between three stones, cut up two perch, four potatoes and a leek, "
    "and let everything simmer until the fog had gone.",
)


class Said(NamedTuple):
    """One comment of the page."""

    number: int
    name: str
    url: str
    printed: str
    time: str
    iso: str
    text: str
    answers: int | None


COMMENTS = (
    Said(
        101,
        "Maria Lind",
        "http://lind.example/",
        "March 6, 2011",
        "9:15 am",
        "2011-03-06T09:15:00+00:00",
        "Thank you for the recipe, we shall try it with pike as soon as the ice is gone.",
        None,
    ),
    Said(
        102,
        "Jonas",
        "http://jonas.example/",
        "March 6, 2011",
        "11:40 am",
        "2011-03-06T11:40:00+00:00",
        "Pike has far too many bones for this, believe me, I have cooked it twice.",
        101,
    ),
    Said(
        103,
        "Petra Holm",
        "http://holm.example/",
        "March 8, 2011",
        "7:05 pm",
        "2011-03-08T19:05:00+00:00",
        "Where can one still buy such a pot? Ours has rusted through.",
        None,
    ),
)

BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
FORM = (
    '<div id="respond"><h3>Leave a Reply</h3><form action="/post" method="post"><p><label>Name</label>'
    '<input name="author"></p><p><textarea name="comment"></textarea></p><input type="submit" value="Post Comment">'
    "</form></div>"
)


def page(post: str, comments: str, head: str = "", form: str = FORM) -> str:
    """Put a post and its comments into a page with a header, a menu and a sidebar."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{TITLE} | {SITE}</title>{head}</head><body>"
        f"<div id='header'><h1><a href='/'>{SITE}</a></h1></div>"
        "<div id='nav'><ul><li><a href='/about'>About</a></li><li><a href='/archive'>Archive</a></li></ul></div>"
        f"<div id='main'>{post}{comments}{form}</div>"
        "<div id='sidebar'><h2>Recent Comments</h2><ul><li><a href='/x#comment-9'>Olof on Boots</a></li>"
        "<li><a href='/y#comment-8'>Karin on Tents</a></li></ul></div>"
        "<div id='footer'>All words are ours.</div></body></html>"
    )


def _each(template: str, comments: tuple[Said, ...] = COMMENTS) -> str:
    return "".join(
        template.format(
            n=c.number, name=c.name, url=c.url, date=c.printed, time=c.time, iso=c.iso, text=c.text,
            parent=c.answers or "", depth=2 if c.answers else 1, level=1 if c.answers else 0, margin=30 if c.answers else 0,
        )
        for c in comments
    )  # fmt: skip


def _nested(template: str, around: str = "{answers}") -> str:
    """Answers stand inside the comment that they answer, at ``@@``."""
    out = []
    for comment in COMMENTS:
        if comment.answers is None:
            inner = _each(template.replace("@@", ""), tuple(c for c in COMMENTS if c.answers == comment.number))
            out.append(_each(template, (comment,)).replace("@@", around.format(answers=inner) if inner else ""))
    return "".join(out)


POST = (
    f"<div class='post' id='post-7'><h2 class='entry-title'>{TITLE}</h2>"
    f"<p class='meta'>Posted by <span class='author'>{AUTHOR}</span> on <span class='date'>March 5, 2011</span></p>"
    f"<div class='entry'>{BODY}</div></div>"
)

PAGES: dict[str, tuple[str, bool]] = {
    # engine: (page, does the markup tell who answers whom)
    # WordPress wp-includes/comment-template.php, Walker_Comment::html5_comment
    "wordpress": (
        page(
            f"<article class='post-7 post type-post hentry'><header><h1 class='entry-title'>{TITLE}</h1><span class='byline'>by "
            f"<a rel='author' href='/author/anna'>{AUTHOR}</a></span> <time class='entry-date' datetime='2011-03-05T08:00:00+00:00'>"
            f"March 5, 2011</time></header><div class='entry-content'>{BODY}</div></article>",
            "<div id='comments'><h2 class='comments-title'>3 thoughts on &ldquo;Soup by the lake&rdquo;</h2><ol class='comment-list'>"
            + _nested(
                "<li id='comment-{n}' class='comment even depth-{depth}'><article class='comment-body'><footer class='comment-meta'>"
                "<div class='comment-author vcard'><img class='avatar' src='/a.png' alt=''><b class='fn'><a class='url' href='{url}'>"
                "{name}</a></b> <span class='says'>says:</span></div><div class='comment-metadata'><a href='#comment-{n}'>"
                "<time datetime='{iso}'>{date} at {time}</time></a></div></footer><div class='comment-content'><p>{text}</p></div>"
                "<div class='reply'><a class='comment-reply-link' href='#'>Reply</a></div></article>@@</li>",
                "<ol class='children'>{answers}</ol>",
            )
            + "</ol></div>",
        ),
        True,
    ),
    # WordPress wp-content/themes/default/comments.php (Kubrick, 2005)
    "kubrick": (
        page(
            POST,
            "<h3 id='comments'>3 Responses to &#8220;Soup by the lake&#8221;</h3><ol class='commentlist'>"
            + _each(
                "<li class='alt' id='comment-{n}'><cite><a href='{url}' rel='external nofollow'>{name}</a></cite> Says:<br />"
                "<small class='commentmetadata'><a href='#comment-{n}' title=''>{date} at {time}</a></small><p>{text}</p></li>"
            )
            + "</ol>",
        ),
        False,
    ),
    # Thesis 1.x lib/classes/comments.php
    "thesis": (
        page(
            POST,
            "<div id='comments'><p class='comments_intro'><span>{ 3 comments }</span></p><dl id='comment_list'>"
            + _nested(
                "<dt class='comment even depth-{depth}' id='comment-{n}'><span class='comment_author'><a href='{url}'>{name}</a></span>"
                "<span class='comment_time'><a href='#comment-{n}'>{date} at {time}</a></span></dt>"
                "<dd class='comment'><div class='format_text'><p>{text}</p><p class='reply'><a href='#'>Reply</a></p></div>@@</dd>",
                "<dl class='children'>{answers}</dl>",
            )
            + "</dl></div>",
        ),
        True,
    ),
    # Blogger, threaded comments (2012)
    "blogger": (
        page(
            f"<h2 class='date-header'>Saturday, March 5, 2011</h2><div class='post hentry'><h3 class='post-title entry-title'>{TITLE}</h3>"
            f"<div class='post-body entry-content'>{BODY}</div><div class='post-footer'><span class='post-author vcard'>Posted by "
            f"<span class='fn'>{AUTHOR}</span></span></div></div>",
            "<div class='comments' id='comments'><h4>3 comments:</h4><div class='comment-thread'><ol>"
            + _nested(
                "<li class='comment' id='c{n}9'><div class='comment-block'><div class='comment-header'><cite class='user'>"
                "<a href='{url}'>{name}</a></cite><span class='icon user'></span><span class='datetime secondary-text'><a href='#c{n}'>"
                "{date} at {time}</a></span></div><p class='comment-content'>{text}</p><span class='comment-actions'>"
                "<a href='#'>Reply</a></span></div><div class='comment-replies'>@@</div></li>",
                "<ol>{answers}</ol>",
            )
            + "</ol></div></div>",
        ),
        True,
    ),
    # Blogger layouts, comments before threading: dl#comments-block
    "blogger-classic": (
        page(
            POST,
            "<div class='comments' id='comments'><h4>3 comments:</h4><dl id='comments-block'>"
            + _each(
                "<dt class='comment-author' id='c{n}77'><a name='c{n}77'></a><a href='{url}' rel='nofollow'>{name}</a> said...</dt>"
                "<dd class='comment-body'><p>{text}</p></dd><dd class='comment-footer'><span class='comment-timestamp'>"
                "<a href='#c{n}77' title='comment permalink'>{date} {time}</a></span></dd>"
            )
            + "</dl></div>",
        ),
        False,
    ),
    # Typepad default templates: the footer follows the body
    "typepad": (
        page(
            f"<div class='entry' id='entry-6a00'><h3 class='entry-header'>{TITLE}</h3><div class='entry-content'><div class='entry-body'>"
            f"{BODY}</div></div><div class='entry-footer'><p class='entry-footer-info'><span class='post-footers'>Posted by {AUTHOR} on "
            "March 5, 2011 at 08:00 AM</span></p></div></div>",
            "<div id='comments' class='comments'><h3 class='comments-header'>Comments</h3><div class='comments-content'>"
            + _each(
                "<div class='comment' id='comment-6a00d83{n}'><div class='comment-content'><p>{text}</p></div><p class='comment-footer'>"
                "Posted by: <a rel='nofollow' href='{url}'>{name}</a> | <a href='#comment-6a00d83{n}'>{date} at {time}</a></p></div>"
            )
            + "</div></div>",
        ),
        False,
    ),
    # Movable Type 3 individual archive template
    "movabletype": (
        page(
            POST,
            "<h2 id='comments'>Comments</h2>"
            + _each(
                "<div id='c{n}'><p>{text}</p></div><p class='posted'>Posted by: <a href='{url}'>{name}</a> at {date} {time}</p>"
            ),
        ),
        False,
    ),
    # wpDiscuz 7 themes/default/layouts/2
    "wpdiscuz": (
        page(
            POST,
            "<div id='wpdcom' class='wpdiscuz'><div class='wpd-thread-head'>3 Comments</div><div class='wpd-thread-list'>"
            + _nested(
                "<div id='wpd-comm-{n}_0' class='comment even thread-even depth-{depth} wpd-comment wpd_comment_level-{depth}'>"
                "<div class='wpd-comment-wrap wpd-blog-guest'><div class='wpd-comment-left'><div class='wpd-avatar'><img src='/a.png'>"
                "</div></div><div id='comment-{n}' class='wpd-comment-right'><div class='wpd-comment-header'><div class='wpd-comment-author'>"
                "<a href='{url}'>{name}</a></div><div class='wpd-comment-date' title='{date} {time}'><i></i> {date} {time}</div></div>"
                "<div class='wpd-comment-text'><p>{text}</p></div><div class='wpd-comment-footer'><div class='wpd-vote'><div "
                "class='wpd-vote-result'>0</div></div><div class='wpd-reply-button'><span>Reply</span></div></div></div></div>@@</div>"
            )
            + "</div></div>",
        ),
        True,
    ),
    # Disqus as rendered into a saved page
    "disqus": (
        page(
            POST,
            "<div id='disqus_thread'><ul id='post-list' class='post-list'>"
            + _nested(
                "<li class='post' id='post-{n}'><div class='post-content'><div class='avatar'><img src='/a.png'></div><div class='post-body'>"
                "<header><span class='post-byline'><span class='author publisher-anchor-color'><a href='{url}'>{name}</a></span></span>"
                "<span class='post-meta'><a class='time-ago' title='{date} {time}' href='#comment-{n}'>{date}</a></span></header>"
                "<div class='post-body-inner'><div class='post-message'><p>{text}</p></div></div><footer class='comment-footer'>"
                "<ul><li>0</li><li><a>Reply</a></li><li><a>Share</a></li></ul></footer></div></div>@@</li>",
                "<ul class='children'>{answers}</ul>",
            )
            + "</ul></div>",
        ),
        True,
    ),
    # Drupal 7 modules/comment/comment.tpl.php; answers in div.indented beside what they answer
    "drupal": (
        page(
            f"<div class='node node-blog' id='node-7'><h1 class='title'>{TITLE}</h1><div class='submitted'>Submitted by <span class='username'>"
            f"{AUTHOR}</span> on March 5, 2011</div><div class='content'><div class='field field-name-body'>{BODY}</div></div></div>",
            "<div id='comments' class='comment-wrapper'><h2 class='title'>Comments</h2>"
            + "".join(
                ("<div class='indented'>{}</div>" if c.answers else "{}").format(
                    _each(
                        "<a id='comment-{n}'></a><div class='comment'><h3><a class='permalink' href='#comment-{n}'>Soup</a></h3>"
                        "<div class='submitted'>Submitted by <span class='username'>{name}</span> on {date} - {time}.</div>"
                        "<div class='content'><div class='field field-name-comment-body'><p>{text}</p></div></div>"
                        "<ul class='links inline'><li><a href='#'>reply</a></li></ul></div>",
                        (c,),
                    )
                )
                for c in COMMENTS
            )
            + "</div>",
        ),
        True,
    ),
    # Squarespace 5 journal comments
    "squarespace": (
        page(
            f"<div class='journal-entry-wrapper'><div class='journal-entry'><h2 class='title'>{TITLE}</h2><div class='journal-entry-tag'>"
            f"<span class='posted-on'>Saturday, March 5, 2011</span></div><div class='journal-entry-text'><div class='body'>{BODY}</div></div>"
            "</div></div>",
            "<div class='comments-wrapper'><div class='caption'>Reader Comments (3)</div>"
            + _each(
                "<div class='comment' id='comment-{n}'><div class='text'><p>{text}</p></div><div class='signature'>"
                "<span class='posted-on'>{date}</span> | <span class='author'><a href='{url}'>{name}</a></span></div></div>"
            )
            + "</div>",
        ),
        False,
    ),
    # LiveJournal S2 core: twigs with a leaf each, indented by depth
    "livejournal": (
        page(
            f"<div class='b-singlepost'><h1 class='b-singlepost-title entry-title'>{TITLE}</h1><p class='b-singlepost-author-date published "
            f"dt-published'><time>March 5, 2011</time></p><article class='b-singlepost-body entry-content'>{BODY}</article></div>",
            "<div id='comments' class='b-grove'>"
            + _each(
                "<div class='b-tree-twig b-tree-twig-{depth}' style='margin-left: {margin}px'><div id='t{n}' class='b-leaf'>"
                "<div class='b-leaf-header'><div class='b-leaf-username'><span class='ljuser i-ljuser'><a class='i-ljuser-username' "
                "href='{url}'><b>{name}</b></a></span></div><p class='b-leaf-meta'><span class='b-leaf-createdtime'>{date} {time}</span></p>"
                "</div><div class='b-leaf-article'>{text}</div><ul class='b-leaf-actions'><li><a>Reply</a></li></ul></div></div>"
            )
            + "</div>",
        ),
        True,
    ),
    # Dreamwidth styles/core2.s2: wrappers tell the depth
    "dreamwidth": (
        page(
            f"<div class='entry-wrapper'><div class='entry'><h2 class='entry-title'>{TITLE}</h2><span class='datetime'>March 5, 2011</span>"
            f"<div class='entry-content'>{BODY}</div></div></div>",
            "<div id='comments'>"
            + _each(
                "<div class='comment-thread comment-depth-{depth}'><div id='cmt{n}' class='dwexpcomment'><div class='comment'><div "
                "class='header'><h4 class='comment-title'>Re: soup</h4><span class='datetime'>{date} {time}</span></div><div class='contents'>"
                "<span class='comment-poster'><span class='ljuser'><a href='{url}'><b>{name}</b></a></span></span><div "
                "class='comment-content'>{text}</div></div><div class='footer'><ul class='comment-interaction-links'><li>"
                "<a href='#'>Reply</a></li></ul></div></div></div></div>"
            )
            + "</div>",
        ),
        True,
    ),
    # Dotclear 2 default-templates/mustek/post.html: dl with dt and dd
    "dotclear": (
        page(
            POST,
            "<div id='comments'><h3>Comments</h3><dl>"
            + _each(
                "<dt id='c{n}' class='odd'><a href='#c{n}' class='comment-number'>1.</a> On {date}, {time} by "
                "<a href='{url}' rel='nofollow'>{name}</a></dt><dd class='odd'><p>{text}</p></dd>"
            )
            + "</dl></div>",
        ),
        False,
    ),
    # Serendipity templates/2k11/comments.tpl
    "serendipity": (
        page(
            f"<article class='post'><h2><a href='/soup'>{TITLE}</a></h2><span class='serendipity_byline'>Posted by {AUTHOR} on "
            f"<time datetime='2011-03-05T08:00:00+00:00'>March 5, 2011</time></span><div class='serendipity_entry_body content'>{BODY}</div></article>",
            "<section id='comments' class='serendipity_comments'><h3>Comments</h3>"
            + _each(
                "<article id='c{n}' class='serendipity_comment odd commentlevel-{level}'><header><h4><a href='{url}'>{name}</a> on "
                "<time datetime='{iso}'>{date}</time>:</h4></header><div class='serendipity_commentBody content'><p>{text}</p></div>"
                "<footer><time>{time}</time> | <a class='comment_source_trace' href='#c{n}'>Link</a> | "
                "<a class='comment_reply' href='#f'>Reply</a></footer></article>"
            )
            + "</section>",
        ),
        True,
    ),
    # Textpattern 4.8 form comments (microdata)
    "textpattern": (
        page(
            POST,
            "<section class='comments'><h3>Comments</h3><ol class='comments_wrapper'>"
            + _each(
                "<li id='c{n}'><article class='comment' itemscope itemtype='https://schema.org/Comment'><h4 itemprop='author'>"
                "<a href='{url}' rel='nofollow'>{name}</a></h4><p class='footnote'><time datetime='{iso}' itemprop='dateCreated'>"
                "{date}, {time}</time></p><div itemprop='text'><p>{text}</p></div></article></li>"
            )
            + "</ol></section>",
        ),
        False,
    ),
    # b2evolution skins/_item_comment.inc.php
    "b2evolution": (
        page(
            POST,
            "<h4>3 comments</h4>"
            + _each(
                "<article class='evo_comment panel panel-default' id='c{n}'><div class='panel-heading'><h4 class='evo_comment_title "
                "panel-title'><span class='user'>{name}</span> [Visitor]</h4></div><div class='panel-body'><div class='evo_comment_text'>"
                "<p>{text}</p></div><footer class='evo_comment_footer clear text-muted'><small>{date} @ {time}</small></footer></div></article>"
            ),
        ),
        False,
    ),
    # over-blog.com, the Kiwi engine
    "overblog": (
        page(
            f"<article class='ob-post'><h1>{TITLE}</h1><time datetime='2011-03-05'>March 5, 2011</time><div class='ob-sections'>"
            f"<div class='ob-section ob-section-html'>{BODY}</div></div></article>",
            "<div class='ob-comments'>"
            + _nested(
                "<div class='ob-comment' id='cmt-{n}'><span class='ob-user'><span class='ob-avatar'><img src='/a.png'></span><span "
                "class='ob-info'><a class='ob-name' href='{url}'>{name}</a> <span class='ob-date'>{date} {time}</span></span></span>"
                "<p class='ob-message'><span class='ob-text'>{text}</span></p><a class='ob-reply'>Reply</a>@@</div>"
            )
            + "</div>",
        ),
        True,
    ),
    # canalblog.com default template
    "canalblog": (
        page(
            POST,
            "<div id='comments'><h3>Commentaires</h3>"
            + _each(
                "<div class='comment_item' id='c{n}'><h4 class='comment_title'>Soup</h4><div class='comment_body'><p>{text}</p></div>"
                "<p class='comment_footer'>Post&eacute; par <span class='comment_author'>{name}</span>, <span class='comment_date'>{date} {time}"
                "</span></p></div>"
            )
            + "</div>",
        ),
        False,
    ),
    # Substack: reader comments below a post
    "substack": (
        page(
            f"<article class='post'><h1 class='post-title'>{TITLE}</h1><div class='available-content'><div class='body markup'>{BODY}</div></div>"
            "</article>",
            "<div class='comments-page'><div class='comment-list'>"
            + _nested(
                "<div class='comment'><div id='comment-{n}' class='comment-anchor'></div><div class='comment-content'><div class='comment-meta'>"
                "<span class='commenter-name'><a href='{url}'>{name}</a></span><a class='comment-timestamp' href='#'>{date}</a></div>"
                "<div class='comment-body'><p>{text}</p></div><div class='comment-actions'><a>Reply</a></div></div>@@</div>",
                "<div class='comment-list'>{answers}</div>",
            )
            + "</div></div>",
        ),
        True,
    ),
    # Ghost: Casper, comments-ui
    "ghost": (
        page(
            f"<article class='article post'><h1 class='article-title'>{TITLE}</h1><section class='gh-content'>{BODY}</section></article>",
            "<section id='ghost-comments-root'>"
            + _each(
                "<div data-testid='comment-component' id='{n}'><div><h4>{name}</h4><div data-testid='commented-at'>{date}</div></div>"
                "<div data-testid='comment-content'><p>{text}</p></div></div>"
            )
            + "</section>",
        ),
        False,
    ),
    # No engine at all: a hand-made page without classes or ids, in tables
    "handmade": (
        page(
            f"<h2>{TITLE}</h2><p><i>March 5, 2011</i></p>{BODY}",
            "<hr><h3>Comments</h3><table>"
            + _each("<tr><td><b>{name}</b><br>{date} {time}</td><td>{text}</td></tr>")
            + "</table>",
        ),
        False,
    ),
}
