# ruff: noqa: E501 - markup as engines write it
"""Comments that are not in the page: every trace a comment system leaves, and what is no such trace."""

import io

import pytest
from pages_of_engines import POST, page

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions
from blogconv.readers.html.elsewhere import systems

OUTRIGHT = [
    ("<div id='disqus_thread'></div>", "disqus"),
    ("<noscript>Please enable JavaScript to view the <a href='https://disqus.com/?ref_noscript'>comments powered by Disqus.</a></noscript>", "disqus"),
    ("<a href='http://disqus.com' class='dsq-brlink'>blog comments powered by <span>Disqus</span></a>", "disqus"),
    ("<script>var disqus_config = function () { this.page.identifier = 'soup' };</script>", "disqus"),
    ("<script src='//soup.disqus.com/embed.js'></script>", "disqus"),
    ("<script src='http://disqus.com/forums/soup/embed.js'></script>", "disqus"),
    ("<script>var embedVars = {\"disqusShortname\":\"soup\"};</script><script src='/wp-content/plugins/disqus-comment-system/public/js/comment_embed.js'></script>", "disqus"),
    ("<div class='fb-comments' data-href='x'></div>", "facebook"),
    ("<fb:comments href='x' num_posts='5'></fb:comments>", "facebook"),
    ("<iframe src='https://www.facebook.com/plugins/comments.php?href=x'></iframe>", "facebook"),
    ("<div id='livefyre-comments'></div>", "livefyre"),
    ("<script src='http://zor.livefyre.com/wjs/v3.0/javascripts/livefyre.js'></script>", "livefyre"),
    ("<div data-options='{\"network\":\"soup.fyre.co\",\"el\":\"talk\"}'></div><p><span>Comment:</span> an opinion</p>", "livefyre"),
    ("<div id='coral_thread'></div>", "coral"),
    ("<script>Coral.createStreamEmbed({id: 'c1'})</script>", "coral"),
    ("<section id='isso-thread'></section>", "isso"),
    ("<script data-isso='//talk.example/' src='//talk.example/js/embed.min.js'></script>", "isso"),
    ("<script src='https://giscus.app/client.js'></script>", "giscus"),
    ("<giscus-widget repo='a/b'></giscus-widget>", "giscus"),
    ("<script src='https://utteranc.es/client.js'></script>", "utterances"),
    ("<script>var idcomments_acct = 'ab12'; var idcomments_post_id;</script><span id='IDCommentsPostTitle'></span>", "intensedebate"),
    ("<hyvor-talk-comments website-id='1'></hyvor-talk-comments>", "hyvor"),
    ("<div id='cusdis_thread' data-app-id='1'></div>", "cusdis"),
    ("<div id='commento'></div>", "commento"),
    ("<script>var remark_config = {host: 'x'}</script>", "remark42"),
    ("<div class='js-kit-comments' path='/soup'></div>", "echo"),
    ("<script src='http://www.haloscan.com/load/soup'></script>", "echo"),
    ("<script>gigya.comments.showCommentsUI({streamID: 'soup'})</script>", "gigya"),
    ("<vf-conversations></vf-conversations>", "viafoura"),
    ("<script async src='https://launcher.spot.im/spot/sp_1' data-spotim-module='spotim-launcher'></script>", "openweb"),
    ("<div id='vuukle-comments'></div>", "vuukle"),
    ("<script src='//cdn.muut.com/1/moot.min.js'></script>", "muut"),
    ("<div id='vcomments'></div><script>new Valine({el: '#vcomments'})</script>", "valine"),
    ("<script type='module'>import { init } from 'https://unpkg.com/@waline/client/dist/waline.js'; init({el: '#w'})</script>", "waline"),
    ("<div id='tcomment'></div>", "twikoo"),
    ("<div id='gitalk-container'></div>", "gitalk"),
    ("<div id='SOHUCS' sid='soup'></div>", "changyan"),
    ("<div class='ds-thread' data-thread-key='soup'></div>", "duoshuo"),
    ("<div id='lv-container' data-id='city'></div>", "livere"),
    ("<div id='mc-container'></div>", "cackle"),
    ("<div id='hypercomments_widget'></div>", "hypercomments"),
    ("<div id='c2'></div><script>VK.Widgets.Comments('c2', {limit: 10})</script>", "vk"),
    ("<div class='cmt_iframe_holder' data-href='x'></div>", "google-plus"),
    ("<script src='https://comments.app/js/widget.js?3'></script>", "telegram"),
    ("<script>DiscourseEmbed = {discourseUrl: 'https://forum.example/'}</script>", "discourse"),
    ("<div id='comments' data-comments-url='/c.json'></div>", "ajax"),
    ("<post-comments post-id='7'></post-comments>", "ajax"),
    ("<div id='llc_comments'><button id='llc_comments_button'>Charger</button></div>", "ajax"),
    ("<div class='comments-lazy'></div>", "ajax"),
    ("<script>$(function () { $('#comments').load('/talk/7'); })</script><div id='comments'></div>", "ajax"),
    ("<div class='squarespace-comments' id='comments-7'></div>", "ajax"),
    ("<h3 id='comments-title'>12 comments</h3>", "ajax"),
    ("<h3>Kommentare (4)</h3><div id='kommentare'></div>", "ajax"),
]  # fmt: skip
HINTS = [
    ("<p><a href='/soup/#disqus_thread'>Comments</a></p>", "disqus"),
    ("<script src='//soup.disqus.com/count.js'></script>", "disqus"),
    ("<script>var disqus_shortname = 'soup';</script>", "disqus"),
    ("<style>#disqus_thread { margin: 1em }</style>", "disqus"),
    ("<span class='disqus-comment-count' data-disqus-identifier='7'></span>", "disqus"),
    ("<link rel='preconnect' href='https://soup.disqus.com'>", "disqus"),
    ("<script src='http://zor.livefyre.com/wjs/v1.0/javascripts/CommentCount.js'></script>", "livefyre"),
    ("<script src='http://www.intensedebate.com/js/wordpressTemplateLinkWrapper2.php'></script>", "intensedebate"),
]
NOTHING = [
    "<div id='comments' class='comments-area'></div>",
    "<p class='nocomments'>Comments are closed.</p><script src='//soup.disqus.com/count.js'></script>",
    "<h3>0 comments</h3>",
    "<p id='comments'>Noch keine Kommentare</p>",
    "<div id='fb-root'></div><script src='//connect.facebook.net/en_US/sdk.js'></script><div class='fb-like'></div>",
    "<p>Isso é tudo. <a href='https://disqus.com'>Disqus</a> and Livefyre are dead.</p><pre>&lt;div id=\"disqus_thread\"&gt;</pre>",
    "<p class='coral'>A reef of coral.</p><div class='commento'></div>",
    "<div id='jp-carousel-loading-overlay'><div id='jp-carousel-comments-loading'>Loading Comments...</div></div>",
    "<ul class='related'><li><a href='/other-soup/'>Another soup</a> <a href='/other-soup/#comments'>12 comments</a></li></ul>",
    "<form id='commentform' action='/post'><textarea name='comment'></textarea><span class='comment-loading'></span></form>",
    "<div class='sidebar'><h3>Recent comments</h3><script src='//soup.disqus.com/recent_comments_widget.js'></script></div><p class='nocomments'>Les commentaires sont fermés.</p>",
]  # fmt: skip


TALK = (
    "<h3>2 comments</h3><ol class='commentlist'>"
    "<li id='comment-1'><cite>Ann Weir</cite> <small>March 6, 2011 at 9:15</small><p>We boiled it with nettles instead.</p></li>"
    "<li id='comment-2'><cite>Bob Lund</cite> <small>March 7, 2011 at 10:15</small><p>Nettles sting, boiled or not.</p></li></ol>"
)


def post_of(data: str, ctx: Context) -> Post:
    (post,) = [r for r in READER.read(io.BytesIO(data.encode()), HtmlOptions(), ctx) if isinstance(r, Post)]
    return post


def codes(ctx: Context) -> set[str]:
    return {code for _, code in ctx.report.counts}


@pytest.mark.parametrize(("trace", "system"), OUTRIGHT)
def test_comments_held_elsewhere_are_never_an_empty_success(trace: str, system: str) -> None:
    ctx = Context("page.html")
    post = post_of(page(POST, trace, form=""), ctx)
    assert (post.comments, post.comments_elsewhere) == ((), system)
    assert "html-comments-elsewhere" in codes(ctx)


@pytest.mark.parametrize(("trace", "system"), HINTS)
def test_a_smaller_trace_is_marked_as_inferred(trace: str, system: str) -> None:
    post = post_of(page(POST, trace, form=""), Context("page.html"))
    (inferred,) = [i for i in post.inferred if i.field == "comments_elsewhere"]
    assert post.comments_elsewhere == system and inferred.confidence < 0.8


@pytest.mark.parametrize(("trace", "system"), HINTS)
def test_a_smaller_trace_says_nothing_beside_a_form_of_the_page(trace: str, system: str) -> None:
    form = "<form id='commentform'><textarea name='comment'></textarea></form>"
    assert post_of(page(POST, trace, form=form), Context("page.html")).comments_elsewhere is None


@pytest.mark.parametrize("trace", NOTHING)
def test_what_is_no_trace_says_nothing(trace: str) -> None:
    post = post_of(page(POST, trace, form=""), Context("page.html"))
    assert (post.comments, post.comments_elsewhere) == ((), None)


@pytest.mark.parametrize("trace", [trace for trace, _ in OUTRIGHT[:12]])
def test_a_system_beside_comments_in_the_page_holds_none_of_them(trace: str) -> None:
    post = post_of(page(POST, TALK + trace, form=""), Context("page.html"))
    assert len(post.comments) == 2 and post.comments_elsewhere is None


def test_pings_in_the_page_do_not_hide_where_the_comments_are() -> None:
    ping = (
        "<ol class='pinglist'><li class='pingback' id='comment-3'><p>Pingback: <a href='http://b.example/'>A bench</a></p></li>"
        "<li class='pingback' id='comment-4'><p>Pingback: <a href='http://c.example/'>A lake</a></p></li></ol>"
    )
    post = post_of(page(POST, ping + "<div id='disqus_thread'></div>", form=""), Context("page.html"))
    assert {c.type for c in post.comments} == {"pingback"} and post.comments_elsewhere == "disqus"


def test_every_known_system_is_named_by_its_first_place() -> None:
    for name, system in systems().items():
        for place in system.place[:1]:
            mark = f"id='{place[1:]}'" if place[0] == "#" else f"class='{place[1:]}'"
            tag = f"<div {mark}></div>" if place[0] in "#." else f"<{place}></{place}>"
            assert post_of(page(POST, tag, form=""), Context("page.html")).comments_elsewhere == name


def test_pings_that_were_read_are_the_comments_the_page_counts() -> None:
    pings = "".join(
        f"<li class='pingback' id='comment-{n}'><a href='http://far.example/{n}'>Far shore</a> <span>March {n}, 2011"
        f"</span><p>[…] rowed out with a pot of soup […]</p></li>"
        for n in (6, 7)
    )
    data = page(POST, f"<h3 id='comments'>2 Comments</h3><ol class='commentlist'>{pings}</ol>", form="")
    records = READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p"))
    (post,) = [r for r in records if isinstance(r, Post)]
    assert {c.type for c in post.comments} == {"pingback"} and len(post.comments) == 2
    assert post.comments_elsewhere is None
