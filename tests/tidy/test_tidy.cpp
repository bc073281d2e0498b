#include "sources.h"
#include "support/test_main.h"

#include <QRegularExpression>
#include <QTest>

// The rules of the house that a compiler does not check, as tests: layers and slice order by their
// includes, the size of files and functions, words that must not appear. An allow-list may only
// shrink.

using namespace stoa::test;

namespace {

QList<Source> code()
{
    return sourcesBelow({"app", "backend", "ui", "tests"}, {"*.h", "*.cpp"});
}

// Slices in their order: one may include those to its left.
const QStringList kSlices = {
    "unit",      "identity",     "catalogue", "taxes",   "inventory",      "ledger",
    "payments",  "store_credit", "orders",    "refunds", "edits",          "settlement",
    "disputes",  "returns",      "checkout",  "payouts", "reconciliation", "reviews",
    "messaging", "moderation",   "analytics", "webhooks"};

// Which rooms a room may include, by the first part of the include's path.
const QMap<QString, QStringList> kLayers = {
    {"backend/core", {"core"}},
    {"backend/api", {"api", "core"}},
    {"backend/platform", {"platform", "core"}},
    {"backend/domain", {"domain", "api", "platform", "core"}},
    {"backend/node", {"node", "domain", "api", "platform", "core"}},
    {"backend/offline", {"offline", "api", "core"}},
    {"ui", {"ui", "api", "core"}},
};

} // namespace

class TidyTest : public QObject {
    Q_OBJECT

private slots:
    void layersAreKept()
    {
        static const QRegularExpression include("^#include \"([a-z]+)/([a-z_]+)");
        QStringList wrong;
        for (const Source& source : code()) {
            for (auto layer = kLayers.begin(); layer != kLayers.end(); ++layer) {
                if (!source.path.startsWith(layer.key() + '/')) continue;
                for (const QString& line : source.lines) {
                    const auto match = include.match(line);
                    if (match.hasMatch() && !layer->contains(match.captured(1))) {
                        wrong.append(source.path + " includes " + match.captured(0).mid(10));
                    }
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void slicesUseOnlySlicesToTheirLeft()
    {
        static const QRegularExpression include("^#include \"domain/([a-z_]+)/");
        QStringList wrong;
        for (const Source& source : sourcesBelow({"backend/domain"}, {"*.h", "*.cpp"})) {
            const QString slice = source.path.section('/', 2, 2);
            const auto place = kSlices.indexOf(slice);
            if (place < 0) wrong.append(source.path + ": this slice has no place in the order");
            for (const QString& line : source.lines) {
                const auto match = include.match(line);
                if (match.hasMatch() && kSlices.indexOf(match.captured(1)) > place) {
                    wrong.append(source.path + " uses the later slice " + match.captured(1));
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void qtStaysOutOfTheBackendsRooms()
    {
        static const QRegularExpression qt("^#include <(Q[A-Z]|Qt)",
                                           QRegularExpression::MultilineOption);
        QStringList wrong;
        for (const Source& source :
             sourcesBelow({"backend/core", "backend/api", "backend/domain", "backend/platform"},
                          {"*.h", "*.cpp"})) {
            if (source.path.startsWith("backend/platform/services/")) continue;
            if (source.path.startsWith("backend/domain/media/")) continue;
            if (qt.match(source.text).hasMatch()) wrong.append(source.path);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void filesStaySmall()
    {
        QStringList wrong;
        for (const Source& source : code()) {
            const auto limit = source.path.endsWith(".h") ? 250 : 500;
            if (source.lines.size() > limit) {
                wrong.append(QString("%1: %2 lines, at most %3")
                                 .arg(source.path)
                                 .arg(source.lines.size())
                                 .arg(limit));
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void linesFitTheScreen()
    {
        QStringList wrong;
        for (const Source& source : code()) {
            for (qsizetype i = 0; i < source.lines.size(); ++i) {
                if (source.lines[i].size() > 120)
                    wrong.append(QString("%1:%2").arg(source.path).arg(i + 1));
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    // clang-format closes a function with a brace in the column of its first line, so a function of
    // namespace scope lies between a line "{" and a line "}" in the first column.
    void functionsStaySmall()
    {
        QStringList wrong;
        for (const Source& source : code()) {
            qsizetype start = -1;
            for (qsizetype i = 0; i < source.lines.size(); ++i) {
                if (source.lines[i] == "{") start = i;
                if (source.lines[i] == "}" && start >= 0) {
                    if (i - start - 1 > 70) {
                        wrong.append(QString("%1:%2: %3 lines")
                                         .arg(source.path)
                                         .arg(start)
                                         .arg(i - start - 1));
                    }
                    start = -1;
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void theWindowNeverWaits()
    {
        static const QRegularExpression banned(
            "processEvents\\(|QTableWidget|QListWidget|QTreeWidget|waitForFinished\\(|"
            "QMessageBox::(information|warning|critical|question)|\\.exec\\(\\)");
        QStringList wrong;
        for (const Source& source : sourcesBelow({"ui", "app"}, {"*.h", "*.cpp"})) {
            for (qsizetype i = 0; i < source.lines.size(); ++i) {
                const QString line = source.lines[i].section("//", 0, 0);
                if (banned.match(line).hasMatch() && !line.contains("QApplication::exec") &&
                    !line.contains("QCoreApplication::exec")) {
                    wrong.append(QString("%1:%2").arg(source.path).arg(i + 1));
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void noTestIsSkipped()
    {
        static const QRegularExpression skip("Q"
                                             "SKIP|Q"
                                             "EXPECT_FAIL|GTEST_"
                                             "SKIP");
        QStringList wrong;
        for (const Source& source : sourcesBelow({"tests"}, {"*.h", "*.cpp"})) {
            if (skip.match(source.text).hasMatch()) wrong.append(source.path);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    // Endpoints of integrators ask for kinds of events by their names.
    void everyEventCanBeAskedFor()
    {
        static const QRegularExpression raised("\\braise(In)?\\([^;]*;");
        static const QRegularExpression kind("\"([a-z_]+\\.[a-z_]+)\"");
        const Source list = sourcesBelow({"backend/domain/webhooks"}, {"event_kinds.cpp"}).value(0);
        QStringList wrong;
        int found = 0;
        for (const Source& source : sourcesBelow({"backend"}, {"*.cpp"})) {
            auto statement = raised.globalMatch(source.text);
            while (statement.hasNext()) {
                auto name = kind.globalMatch(statement.next().captured());
                for (; name.hasNext(); ++found) {
                    const QString quoted = name.next().captured();
                    if (!list.text.contains(quoted)) wrong.append(source.path + ' ' + quoted);
                }
            }
        }
        QVERIFY(found > 80);
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }

    void statementsStayInSqlFiles()
    {
        static const QRegularExpression sql("\"\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM)\\s");
        QStringList wrong;
        for (const Source& source : sourcesBelow({"backend", "ui", "app"}, {"*.h", "*.cpp"})) {
            if (sql.match(source.text).hasMatch()) wrong.append(source.path);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(complaints(wrong)));
    }
};

STOA_TEST(TidyTest)
#include "test_tidy.moc"
