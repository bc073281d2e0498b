#include "gui/demo_orders.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/orders/orders_export.h"
#include "ui/orders/orders_page.h"
#include "ui/text/csv.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"

#include <QAbstractButton>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace stoa::test {

class OrdersExportTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->prompt.path = m_folder->filePath(QStringLiteral("orders.csv"));
        m_rows.clear();
        for (std::int64_t i = 0; i < 450; ++i)
            m_rows.push_back(demoOrder(i, m_fixture->now));
        m_rows[0].buyerName = "=HYPERLINK(\"http://evil.example\", \"Ioana, Maria\")";
        m_fixture->node.on<api::ListOrders>([this](const api::ListOrders& asked) {
            const auto limit = static_cast<std::size_t>(asked.limit.value);
            const std::size_t at = asked.after.value.empty() ? 0 : std::stoul(asked.after.value);
            const std::size_t end = std::min(at + limit, m_rows.size());
            Page<api::OrderRow> page;
            page.items.assign(m_rows.begin() + std::ptrdiff_t(at),
                              m_rows.begin() + std::ptrdiff_t(end));
            if (end < m_rows.size()) page.next = std::to_string(end);
            if (at == 0) page.estimatedTotal = 450;
            return page;
        });
        m_fixture->node.reply<api::GetOrderFacets>({});
        m_page = std::make_unique<ui::OrdersPage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
        m_page->visit({});
        QTRY_VERIFY(m_fixture->node.callCount<api::ListOrders>() >= 1);
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
        m_folder.reset();
    }

    void linesFollowTheStandardAndNeverBecomeFormulas()
    {
        QCOMPARE(ui::csvLine({QStringLiteral("a,b"), QStringLiteral("say \"hi\""),
                              QStringLiteral("two\nlines"), QStringLiteral("plain"), QString()}),
                 QByteArray("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",plain,\r\n"));
        QCOMPARE(ui::csvLine({QString(), QStringLiteral("x")}), QByteArray(",x\r\n"));
        for (const char* cell : {"=1+1", "+1", "-1", "@a", "\t=1"})
            QCOMPARE(ui::harmlessCell(QString::fromLatin1(cell)),
                     QLatin1Char('\'') + QString::fromLatin1(cell));
        QCOMPARE(ui::harmlessCell(QStringLiteral("a=1")), QStringLiteral("a=1"));
        QCOMPARE(ui::csvAmount(Money(-123450, Currency::of("EUR"))), QStringLiteral("-1234.50"));
        QCOMPARE(ui::orderExportColumns().size(), ui::orderExportCells(m_rows[0]).size());
    }

    void everyRowIsInTheFileAndItAppearsAsAWhole()
    {
        m_fixture->node.hold<api::ListOrders>();
        exportButton()->click();
        QTRY_COMPARE(m_fixture->jobs.jobs().size(), std::size_t{1});
        QVERIFY(!exportButton()->isEnabled());
        QTRY_VERIFY(m_fixture->node.callCount<api::ListOrders>() >= 2);
        QVERIFY(!QFile::exists(m_fixture->prompt.path));
        m_fixture->node.releaseAll<api::ListOrders>();
        QTRY_VERIFY(QFile::exists(m_fixture->prompt.path));
        QTRY_VERIFY(exportButton()->isEnabled());
        QVERIFY(m_fixture->jobs.jobs().empty());
        const QList<QByteArray> lines = content().split('\n');
        QCOMPARE(lines.size(), 452); // the header, 450 orders, the last line end
        QVERIFY(lines[0].startsWith("\xef\xbb\xbfOrder,Id,"));
        QVERIFY(lines[1].contains(
            "\"'=HYPERLINK(\"\"http://evil.example\"\", \"\"Ioana, Maria\"\")\""));
        QVERIFY(lines[450].startsWith(QByteArray::fromStdString(m_rows[449].number) + ','));
        QVERIFY(toast().contains(QStringLiteral("450 lines are in")));
    }

    void progressIsShownAndCancelingLeavesNoFile()
    {
        m_fixture->node.hold<api::ListOrders>();
        const std::size_t before = m_fixture->node.callCount<api::ListOrders>();
        exportButton()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::ListOrders>(), before + 1);
        m_fixture->node.release<api::ListOrders>(before);
        QTRY_COMPARE(m_fixture->node.callCount<api::ListOrders>(), before + 2);
        QCOMPARE(*m_fixture->jobs.jobs()[0].share, 200.0 / 450);
        m_fixture->jobs.cancel(m_fixture->jobs.jobs()[0].id);
        m_fixture->node.releaseAll<api::ListOrders>();
        QTRY_VERIFY(exportButton()->isEnabled());
        QVERIFY(m_fixture->jobs.jobs().empty());
        QVERIFY(toast().contains(QStringLiteral("No file was written")));
        QTRY_COMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 0);
    }

    void aFailureKeepsTheFileThatWasThere()
    {
        QFile old(m_fixture->prompt.path);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("mine") == 4);
        old.close();
        m_fixture->node.on<api::ListOrders>([](const api::ListOrders&) {
            return Result<Page<api::OrderRow>>(fail(ErrorKind::Forbidden, "permission.denied"));
        });
        exportButton()->click();
        QTRY_VERIFY(toast().contains(QStringLiteral("Your role can't do this")));
        QCOMPARE(content(), QByteArray("mine"));
    }

    void aFolderThatCanNotBeWrittenSaysSo()
    {
        m_fixture->prompt.path = QStringLiteral("/nowhere/at/all/orders.csv");
        exportButton()->click();
        QTRY_VERIFY(toast().contains(QStringLiteral("The file can't be written")));
        QVERIFY(exportButton()->isEnabled());
    }

    void aPassingFailureIsTriedAgain()
    {
        int calls = 0;
        const auto answer = [this, &calls](const api::ListOrders&) {
            if (++calls < 3)
                return Result<Page<api::OrderRow>>(
                    fail(ErrorKind::Unavailable, "db.connection_lost"));
            return Result<Page<api::OrderRow>>(
                Page<api::OrderRow>{{m_rows[0], m_rows[1]}, std::nullopt, 2});
        };
        m_fixture->node.on<api::ListOrders>(answer);
        exportButton()->click();
        QTRY_VERIFY(toast().contains(QStringLiteral("2 lines are in")));
        QCOMPARE(calls, 3);
    }

private:
    QAbstractButton* exportButton() const
    {
        return m_page->findChild<QAbstractButton*>(QStringLiteral("ordersExport"));
    }
    QString toast() const
    {
        return m_page->findChild<ui::Toast*>()->findChild<ui::Label*>()->text();
    }
    QByteArray content() const
    {
        QFile file(m_fixture->prompt.path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PageFixture> m_fixture;
    std::vector<api::OrderRow> m_rows;
    std::unique_ptr<ui::OrdersPage> m_page;
};

} // namespace stoa::test

using stoa::test::OrdersExportTest;
STOA_TEST(OrdersExportTest)
#include "test_orders_export.moc"
