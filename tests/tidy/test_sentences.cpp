#include "sources.h"
#include "support/test_main.h"
#include "ui/text/error_table.h"

#include <QRegularExpression>
#include <QTest>

// Every error code has a sentence, every sentence a code, and what a sentence wants to be filled
// with is given where the code is made. A code is a literal `slice.reason`; what else looks like
// one (operations, events, rules, names of files and jobs) is told apart by how it is written.

namespace stoa::test {
namespace {

// Literals of these are not error codes.
const QList<QRegularExpression> kOthers = {
    QRegularExpression("(^|\\s)//[^\n]*"),        // comments, not addresses
    QRegularExpression("\\braise(In)?\\([^;]*;"), // events
    QRegularExpression("eventOf\\([^)]*\\)\n\\{.*?\n\\}",
                       QRegularExpression::DotMatchesEverythingOption), // events
    QRegularExpression("\\b(t|eventT)ype [=!]= \"[^\"]*\""),            // events
    QRegularExpression("\\{ListingCommand::\\w+, \"[^\"]*\"\\}"),       // events
    QRegularExpression("\\.name = \"[^\"]*\""),                         // operations
    QRegularExpression("operation(Id\",| =) \"[^\"]*\""),               // operations
    QRegularExpression("add<[^>]*>\\(\"[^\"]*\""),                      // kinds of jobs
    QRegularExpression("constexpr std::string_view k\\w+ = [^;]*;"),    // cursors, kinds of jobs
    QRegularExpression("#include[^\n]*"),
    QRegularExpression("\"[a-z_]+\\.(json|log|conf|pid|sock|sql|lock)\""), // files
    QRegularExpression("\"fuse\\.[a-z]+\""),                               // file systems
};

// Rules that find something, events that are listened to, and the words for both.
const QStringList kOtherFiles = {
    "backend/domain/moderation/signals.cpp", "backend/domain/webhooks/event_kinds.cpp",
    "backend/node/local/verify.cpp",         "backend/node/marketplace/cached_replies.cpp",
    "ui/moderation/moderation_words.cpp",    "ui/orders/order_words.cpp"};

// Made of parts.
const QStringList kComposed = {"services.postgresql_crash_loop", "services.redis_crash_loop"};

QSet<QString> literalsOf(QString text, const QString& pattern)
{
    for (const auto& other : kOthers)
        text.remove(other);
    QSet<QString> found;
    auto match = QRegularExpression(pattern).globalMatch(text);
    while (match.hasNext())
        found.insert(match.next().captured(1));
    return found;
}

struct Codes {
    QMap<QString, QStringList> filesOf; // of each code
    QMap<QString, QString> textOf;      // of each file
};

Codes codesOfTheProgram()
{
    Codes codes;
    for (const Source& source : sourcesBelow({"backend", "app", "ui"}, {"*.h", "*.cpp"})) {
        if (source.path.startsWith("ui/text/error_table")) continue;
        if (kOtherFiles.contains(source.path)) continue;
        codes.textOf.insert(source.path, source.text);
        for (const QString& code :
             literalsOf(source.text, "\"([a-z][a-z0-9_]*\\.[a-z][a-z0-9_]+)\""))
            codes.filesOf[code] << source.path;
    }
    return codes;
}

QMap<QString, QString> sentences()
{
    QMap<QString, QString> all;
    for (const auto& rows : {ui::marketErrors(), ui::moneyErrors(), ui::systemErrors()}) {
        for (const auto& row : rows)
            all.insert(QString::fromUtf8(row.code.data(), qsizetype(row.code.size())),
                       QString::fromUtf8(row.title) + '\n' + QString::fromUtf8(row.text));
    }
    return all;
}

} // namespace

class SentencesTest : public QObject {
    Q_OBJECT

private slots:
    void everyCodeHasASentence()
    {
        const auto said = sentences();
        const Codes codes = codesOfTheProgram();
        QVERIFY(codes.filesOf.size() > 200);
        QStringList wrong;
        for (auto code = codes.filesOf.begin(); code != codes.filesOf.end(); ++code) {
            if (!said.contains(code.key())) wrong << code.key() + " in " + code->join(", ");
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void everySentenceHasACode()
    {
        const auto said = sentences();
        const Codes codes = codesOfTheProgram();
        QStringList wrong;
        for (const QString& code : said.keys()) {
            if (!codes.filesOf.contains(code) && !kComposed.contains(code)) wrong << code;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void whatASentenceNeedsIsGivenWhereTheCodeIsMade()
    {
        static const QRegularExpression hole("\\{([A-Za-z]+)\\}");
        const auto said = sentences();
        const Codes codes = codesOfTheProgram();
        QStringList wrong;
        for (auto sentence = said.begin(); sentence != said.end(); ++sentence) {
            auto match = hole.globalMatch(*sentence);
            while (match.hasNext()) {
                const QString name = match.next().captured(1);
                const QStringList files = codes.filesOf.value(sentence.key());
                const bool isGiven = std::any_of(files.begin(), files.end(), [&](const auto& file) {
                    const QString text = codes.textOf.value(file);
                    return name == "field" || text.contains('"' + name + '"');
                });
                if (!isGiven) wrong << sentence.key() + " has no " + name;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void sentencesKeepTheHouseStyle()
    {
        QStringList wrong;
        const auto said = sentences();
        for (auto sentence = said.begin(); sentence != said.end(); ++sentence) {
            const QString title = sentence->section('\n', 0, 0);
            const QString text = sentence->section('\n', 1);
            const bool isFine = !title.endsWith('.') && text.endsWith('.') &&
                                !sentence->contains('!') &&
                                !sentence->contains("please", Qt::CaseInsensitive) &&
                                !sentence->contains("successfully");
            if (!isFine) wrong << sentence.key() + ": " + *sentence;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }
};

} // namespace stoa::test

using stoa::test::SentencesTest;
STOA_TEST(SentencesTest)
#include "test_sentences.moc"
