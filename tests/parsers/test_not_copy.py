"""Where a misspelling is nobody's business: the word is not read there."""

from __future__ import annotations

import pytest

from copylint.parsers import parse

from .places import WORD

MARKDOWN = (
    "Text `Emptyed` code.",
    "Text ``a ` Emptyed`` code.",
    "Text <code>Emptyed</code> code.",
    "`Emptyed`",
    "```\nEmptyed\n```",
    "```Emptyed\nx = 1\n```",
    "~~~ sh\nEmptyed",
    "Text.\n\n    Emptyed code\n",
    "- a\n\n      Emptyed\n",
    "A [link](http://a.example/Emptyed) here.",
    "A [link](Emptyed.html 'title') here.",
    "An ![image](Emptyed.png) here.",
    "At <http://a.example/Emptyed> there.",
    "At http://a.example/Emptyed, there.",
    "At www.a.example/?q=Emptyed there.",
    "Mail Emptyed@a.example now.",
    "See /srv/Emptyed/x.conf and images/Emptyed.jpg there.",
    "Ask @Emptyed there.",
    "A [link][Emptyed] here.\n\n[Emptyed]: http://a.example\n",
    "Note[^Emptyed].\n\n[^Emptyed]: Text.\n",
    "# Heading {#Emptyed .Emptyed}",
    "Text <!-- Emptyed --> here.",
    "<!-- Emptyed -->\n\nText.",
    "<span class='Emptyed' id=Emptyed data-a=\"Emptyed\">Text</span>",
    "<script>\nEmptyed\n</script>\n\nText.",
    "<style>\n.Emptyed {}\n</style>\n\nText.",
    "<pre>\nEmptyed\n</pre>\n\nText.",
    "<p lang='fr'>Emptyed</p>",
    '{{< figure src="Emptyed" >}}',
    'Text {{% ref "Emptyed" %}} here.',
    "Text {% include Emptyed %} here.",
    "{% highlight sh %}\nEmptyed\n{% endhighlight %}\n\nText.",
    "{{< highlight sh >}}\nEmptyed\n{{< /highlight >}}\n\nText.",
    "{% comment %}Emptyed{% endcomment %} text.",
    "Text {{ page.Emptyed }} here.",
    "Text\n{: .Emptyed}",
    "---\nslug: Emptyed\ntags: [Emptyed]\n---\nText.",
    "---\ntitle: T # Emptyed\n---\nText.",
    "+++\nslug = 'Emptyed'\n+++\nText.",
    "+++\nparams = { slug = 'Emptyed', tags = ['Emptyed'] } # title = 'Emptyed'\n+++\nText.",
    '{"slug": "Emptyed", "tags": ["Emptyed"], "title": "T"}\nText.',
    "Text <script>Emptyed()</script> here.",
    "Text <script>\nEmptyed() *Emptyed* `Emptyed` </script> here.",
    "Text <style>.Emptyed {}</style> here.",
    "Text <iframe src=x>Emptyed</iframe> here.",
    "Text <svg><text>Emptyed</text></svg> here.",
)
HTML = (
    "<p>Text <code>Emptyed</code></p>",
    "<p>Text <kbd>Emptyed</kbd> <samp>Emptyed</samp> <var>Emptyed</var> <tt>Emptyed</tt></p>",
    "<pre>Emptyed</pre>",
    "<script>Emptyed</script>",
    "<script>if (a < b) { '<p>Emptyed</p>' }</script>",
    "<style>.Emptyed {}</style>",
    "<template>Emptyed</template>",
    "<svg><title>Emptyed</title><text>Emptyed</text></svg>",
    "<!-- Emptyed --><p>Text</p>",
    "<!-- Emptyed",
    "<p class='Emptyed' id=Emptyed>Text</p>",
    "<a href='http://a.example/Emptyed'>Text</a>",
    "<img src='Emptyed.png' alt=''>",
    "<meta name='robots' content='Emptyed'>",
    "<p lang='fr-CA'>Emptyed</p>",
    "<html lang='de'><p>Emptyed</p></html>",
    "<nav>Emptyed</nav>",
    "<iframe>Emptyed</iframe>",
    "<button aria-label='Emptyed'>Text</button>",
    "<input placeholder='Emptyed'>",
    "<p>http://a.example/Emptyed</p>",
    "<p>{{ Emptyed }} {% Emptyed %}</p>",
)
CASES = [*(("a.md", text) for text in MARKDOWN), *(("a.html", text) for text in HTML)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("path", "text"), CASES)
def test_the_word_is_not_read(path: str, text: str, line_end: str) -> None:
    for segment in parse(path, text.replace("\n", line_end)).segments:
        code = [mark.span for mark in segment.marks if mark.scope in ("code", "foreign")]
        shown = segment.text
        for span in code:
            shown = shown[: span.start] + "*" * len(span) + shown[span.end :]
        assert WORD not in shown
