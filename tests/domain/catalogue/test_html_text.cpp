#include "domain/catalogue/html_text.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa::catalogue;

class HtmlTextTest : public QObject {
    Q_OBJECT

private slots:
    void converts_data()
    {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const char* html, const char* text) {
            QTest::newRow(name) << QByteArray(html) << QByteArray(text);
        };
        row("nothing", "", "");
        row("plain text keeps its lines", " a\nb  c ", "a\nb  c");
        row("plain text with entities", "salt &amp; pepper\nmill", "salt & pepper\nmill");
        row("paragraphs", "<p>One</p>\n<p>Two</p>", "One\n\nTwo");
        row("breaks", "a<br>b<br/>c<BR /><br>d", "a\nb\nc\n\nd");
        row("list", "<p>Has:</p><ul><li>one</li>\n<li>two <b>bold</b></li></ul>end",
            "Has:\n\n• one\n• two bold\n\nend");
        row("inline tags join", "a<em>b</em>c <strong>d</strong>", "abc d");
        row("white space", "<p>  a \n\t b  </p>", "a b");
        row("entities", "<p>&lt;3 &#8364;5 &#x41; &nbsp;&eacute; &unknown; &</p>",
            "<3 €5 A é &unknown; &");
        row("script and style", "a<script>if (1 < 2) {}</script><style>p{}</style>b", "ab");
        row("comment", "a<!-- <p>x</p> -->b", "ab");
        row("unclosed comment", "a<!-- b", "a");
        row("unclosed script", "a<script>b", "a");
        row("no tag", "1 < 2 and <3", "1 < 2 and <3");
        row("attributes", "<p class=\"a b\" data-x='1'>t</p>", "t");
        row("table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc");
        row("bad number", "<p>&#0;&#xd800;&#x110000;</p>", "&#0;&#xd800;&#x110000;");
    }

    void converts()
    {
        QFETCH(QByteArray, html);
        QFETCH(QByteArray, text);
        QCOMPARE(textOfHtml(html.toStdString()), text.toStdString());
    }
};

STOA_TEST(HtmlTextTest)
#include "test_html_text.moc"
