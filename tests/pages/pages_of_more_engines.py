# ruff: noqa: E501
"""The same small blog as further engines print it, in our own words after their public templates (named beside each)."""

from pages_of_engines import BODY, PARAGRAPHS, POST, TITLE, _each, _nested, page

PAGES: dict[str, str] = {
    # K2 for WordPress, app/display/comments.php
    "k2": page(
        POST,
        "<div class='comments'><h4><span id='comments'>3</span> Responses to &#8216;Soup by the lake&#8217;</h4><ol id='commentlist'>"
        + _each(
            "<li class='alt' id='comment-{n}'><a href='#comment-{n}' class='counter'>1</a><span class='commentauthor'><a href='{url}'>{name}</a></span>"
            "<small class='comment-meta'><a href='#comment-{n}'>{date} at {time}</a></small><div class='comment-content'><p>{text}</p></div></li>"
        )
        + "</ol></div>",
    ),
    # Sandbox and Thematic for WordPress, comments.php
    "thematic": page(
        POST,
        "<div id='comments'><div id='comments-list' class='comments'><h3><span>3</span> comments</h3><ol>"
        + _each(
            "<li id='comment-{n}' class='comment c1 c-y2011 c-m03'><div class='comment-author vcard'><span class='fn n'><a href='{url}' class='url'>{name}</a></span></div>"
            "<div class='comment-meta'>Posted {date} at {time} <span class='meta-sep'>|</span> <a href='#comment-{n}'>Permalink</a></div><p>{text}</p></li>"
        )
        + "</ol></div></div>",
    ),
    # Jetpack for WordPress: sharing, likes and related posts inside the text's element
    "jetpack": page(
        f"<article class='post'><h1 class='entry-title'>{TITLE}</h1><div class='entry-content'>{BODY}<div class='sharedaddy sd-sharing-enabled'><h3 class='sd-title'>"
        "Share this:</h3><ul><li><a href='?share=x'>Click to share</a></li></ul></div><div id='jp-relatedposts' class='jp-relatedposts'><h3>Related</h3>"
        "<div><a href='/boots'>Boots for wet moors</a></div></div></div></article>",
        "<ol class='comment-list'>"
        + _each(
            "<li id='comment-{n}' class='comment'><article><footer><b class='fn'>{name}</b> <span class='says'>says:</span><time datetime='{iso}'>{date} at {time}</time>"
            "</footer><div class='comment-content'><p>{text}</p></div></article></li>"
        )
        + "</ol>",
    ),
    # Medium: a story and its responses
    "medium": page(
        f"<article class='postArticle-content js-postField'><section class='section'><div class='section-content'><h1 class='graf--title'>{TITLE}</h1>{BODY}</div></section></article>",
        "<div class='responsesStream'><h2>Responses</h2>"
        + _each(
            "<div class='streamItem'><div class='postArticle' id='r{n}'><div class='postMetaInline postMetaInline-authorLockup'><a class='ds-link' href='/@{n}'>{name}</a> "
            "<time datetime='{iso}'>{date}</time></div><div class='postArticle-content'><section class='section'><div class='section-content'><p>{text}</p></div></section></div>"
            "<div class='postActions'><button>Clap</button></div></div></div>"
        )
        + "</div>",
    ),
    # Blogger's Rounders template (2004): when and who above, in one line
    "blogger-rounders": page(
        f"<div class='blogPost'><h2 class='title'>{TITLE}</h2>{BODY}<div class='byline'>posted by Anna Berg @ <a href='/soup'>8:00 AM</a></div></div>",
        "<div class='blogComments'><a name='comments'></a><h4>3 Comments:</h4><dl>"
        + _each(
            "<dt class='comment-data' id='c{n}'><a name='c{n}'></a>At <a href='#c{n}'>{date} {time}</a>, <a href='{url}' rel='nofollow'>{name}</a> said&hellip;</dt>"
            "<dd class='comment-body'><p>{text}</p></dd>"
        )
        + "</dl></div>",
    ),
    # Typepad before 2006: loose paragraphs, signatures
    "typepad-old": page(
        f"<h3>{TITLE}</h3>{BODY}<p class='posted'>March 5, 2011 | <a href='/soup'>Permalink</a></p>",
        "<h2><a id='comments'></a>Comments</h2>"
        + _each(
            "<a id='c{n}'></a><p>{text}</p><p class='posted'>Posted by: <a href='{url}'>{name}</a> | {date} at {time}</p>"
        ),
    ),
    # Textpattern 4.0, the default comments form: text first, then who and when
    "textpattern-old": page(
        POST,
        "<h3 id='comment'>Comments</h3><ol class='comments'>"
        + _each(
            "<li class='comment' id='c{n}'><p>{text}</p><p>&#8212; <a href='{url}' rel='nofollow'>{name}</a> &#183; <small>{date} {time}</small> &#183; <a href='#c{n}'>#</a></p></li>"
        )
        + "</ol>",
    ),
    # Dotclear 2.20, ductile and dotty: _entry-feedback.html
    "dotclear-ductile": page(
        POST,
        "<div class='feedback__comments' id='comments'><h3>3 reactions</h3><ul class='comments-list'>"
        + _each(
            "<li id='c{n}' class='comment'><p class='comment-info'><a href='#c{n}' class='comment-number'>1</a> From <a href='{url}' rel='nofollow'>{name}</a> - "
            "<time datetime='{iso}'>{date}, {time}</time></p><div class='comment-content'><p>{text}</p></div></li>"
        )
        + "</ul></div>",
    ),
    # canalblog.com before 2012: a subject, the text, the signature
    "canalblog-old": page(
        f"<div class='blogbody'><h3>{TITLE}</h3><div class='itembody'>{BODY}</div></div>",
        "<h2><a id='comments'></a>Commentaires</h2>"
        + _each(
            "<div class='itemcomment'><a name='c{n}'></a><h3>About the soup</h3><div class='itemcommentbody'><p>{text}</p></div><div class='itemfooter'>Posted by "
            "<a href='{url}'>{name}</a>, {date} {time}</div></div>"
        ),
    ),
    # ExpressionEngine 1, the default weblog's comments template: text, then a line of its own
    "expressionengine": page(
        f"<div class='entry'><h2 class='title'>{TITLE}</h2>{BODY}<div class='posted'>Posted by Anna Berg on March 5, 2011 at 8:00 AM</div></div>",
        "<div class='entry'><h3 class='title'>Comments</h3>"
        + _each("<p>{text}</p><div class='posted'>Posted by <a href='{url}'>{name}</a> on {date} at {time}</div>")
        + "</div>",
    ),
    # Nucleus CMS, the default skin's comments/body
    "nucleus": page(
        f"<h2>{TITLE}</h2><small>Posted by Anna Berg on March 5, 2011</small><div class='contentbody'>{BODY}</div>",
        "<h2><a id='c'></a>Comments</h2>"
        + _each(
            "<div class='itemcomment id1'><h3><a href='{url}'>{name}</a> wrote:</h3><div class='commentbody'>{text}</div><div class='commentinfo'>{date}, {time}</div></div>"
        ),
    ),
    # BlogEngine.NET, Standard theme: CommentView.ascx; the name below the text
    "blogengine.net": page(
        POST,
        "<h1 id='comment'>Comments (3)</h1><div id='commentlist'>"
        + _each(
            "<div id='id_{n}' class='vcard comment'><p class='date'>{date} {time} <a href='#id_{n}'>#</a></p><p class='gravatar'><img src='/g.jpg' alt='{name}'></p>"
            "<div class='content'>{text}</div><p class='author'><a href='{url}'>{name}</a></p></div>"
        )
        + "</div>",
    ),
    # MT-like excerpt above the text, as Typo's and Dotclear's posts have it
    "excerpt": page(
        f"<div class='post'><h2 class='post-title'>{TITLE}</h2><div class='post-excerpt'><p>{PARAGRAPHS[0]}</p></div><div class='post-content'><p>{PARAGRAPHS[1]}</p></div></div>",
        "<ol id='commentList'>"
        + _each(
            "<li id='comment-{n}'><p class='author'><cite><a href='{url}'>{name}</a></cite> said {date} {time}:</p><p>{text}</p></li>"
        )
        + "</ol>",
    ),
}

THREADS: dict[str, str] = {
    # JComments for Joomla, tpl_tree.php: the answers' list stands beside what they answer
    "jcomments": page(
        POST,
        "<div id='comments'><h4>Comments</h4><div class='comments-list' id='comments-list-0'>"
        + _nested(
            "<div class='comments-list-item'><div class='even' id='comment-item-{n}'><div class='comment-box'><a class='comment-anchor' href='#comment-{n}'>#1</a> "
            "<span class='comment-author'>{name}</span> <span class='comment-date'>{date} {time}</span><div class='comment-body'>{text}</div></div></div>@@</div>",
            "<div class='comments-list'>{answers}</div>",
        )
        + "</div></div>",
    ),
    # Drupal 8 and later, comment.html.twig
    "drupal-8": page(
        f"<h1 class='page-title'>{TITLE}</h1><article class='node'><div class='node__content'><div class='field--name-body'>{BODY}</div></div></article>",
        "<section class='comment-wrapper'><h2 class='title'>Comments</h2>"
        + _nested(
            "<article data-comment-user-id='0' id='comment-{n}' class='comment js-comment'><footer class='comment__meta'><p class='comment__author'><a href='{url}'>{name}</a></p>"
            "<p class='comment__time'>{date} - {time}</p></footer><div class='comment__content'><div class='field--name-comment-body'><p>{text}</p></div></div></article>@@",
            "<div class='indented'>{answers}</div>",
        )
        + "</section>",
    ),
}

# Tumblr: the notes of a post page; likes say nothing
TUMBLR = page(
    f"<div class='post text'><h2>{TITLE}</h2><div class='body'>{BODY}</div></div>",
    "<ol class='notes'><li class='note like tumblelog_one'><span class='action'><a class='tumblelog' href='http://one.example/'>one</a> likes this</span></li>"
    + _each(
        "<li class='note reply tumblelog_{n}'><span class='action'><a class='tumblelog' href='{url}'>{name}</a> said: <span class='answer_content'>{text}</span></span></li>"
    )
    + "</ol>",
)
