#include "gui/demo_listings.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/catalogue/import_dialog.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table_view.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QSignalSpy>
#include <QTemporaryFile>

namespace stoa::test {

class ImportDialogTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_shelf = std::make_unique<ListingShelf>(m_fixture->node, m_fixture->now, 3);
        m_file = std::make_unique<QTemporaryFile>();
        QVERIFY(m_file->open());
        m_file->write("Handle,Title,Variant Price\nplate,Plate,12.00\n");
        m_file->close();
        m_fixture->prompt.path = m_file->fileName();
        m_window = std::make_unique<QWidget>();
        m_window->resize(1232, 830);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_file.reset();
        m_shelf.reset();
        m_fixture.reset();
    }

    void checksFirstAndChangesNothing()
    {
        openFor(m_shelf->row(0).seller);
        button("importChoose")->click();
        QTRY_VERIFY(button("importSend")->isEnabled());
        QCOMPARE(button("importSend")->text(), QStringLiteral("Import 312 listing(s)"));
        QCOMPARE(sent().size(), 1U);
        QVERIFY(sent()[0].dryRun);
        QVERIFY(sent()[0].submit);
        QCOMPARE(sent()[0].csv.value,
                 std::string("Handle,Title,Variant Price\nplate,Plate,12.00\n"));
        QCOMPARE(problems()->model()->rowCount(), 2);
        QCOMPARE(count(0), QStringLiteral("287"));
        QCOMPARE(count(3), QStringLiteral("2"));
    }

    void importsOnceAndShowsTheResult()
    {
        openFor(m_shelf->row(0).seller);
        QSignalSpy imported(m_dialog, &ui::ImportDialog::imported);
        button("importChoose")->click();
        QTRY_VERIFY(button("importSend")->isEnabled());
        m_fixture->node.hold<api::ImportListings>();
        button("importSend")->click();
        QVERIFY(!button("importSend")->isEnabled());
        QCOMPARE(button("importCancel")->text(), QStringLiteral("Stop"));
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QVERIFY(m_dialog->isOpen()); // it has been sent: the result is waited for
        QVERIFY(!m_dialog->underWay().isEmpty());
        m_fixture->node.releaseAll<api::ImportListings>();
        QTRY_COMPARE(imported.count(), 1);
        QCOMPARE(sent().size(), 2U);
        QVERIFY(!sent()[1].dryRun);
        QVERIFY(m_dialog->underWay().isEmpty());
        QCOMPARE(button("importSend")->text(), QStringLiteral("Close"));
        QVERIFY(button("importSend")->hasFocus()); // Enter closes
        button("importSend")->click();
        QVERIFY(!m_dialog || !m_dialog->isOpen());
    }

    void aFailedImportIsSentAgainWithItsKey()
    {
        openFor(m_shelf->row(0).seller);
        button("importChoose")->click();
        QTRY_VERIFY(button("importSend")->isEnabled());
        m_fixture->node.refuse<api::ImportListings>(makeError(ErrorKind::Timeout, "node.timeout"));
        button("importSend")->click();
        QTRY_VERIFY(button("importSend")->isEnabled());
        button("importSend")->click();
        const auto options = m_fixture->node.options<api::ImportListings>();
        QCOMPARE(options.size(), 3U);
        QCOMPARE(options[1].idempotencyKey, options[2].idempotencyKey);
        QVERIFY(options[0].idempotencyKey != options[1].idempotencyKey);
    }

    void aLargeFileGoesInPartsWithAProgress()
    {
        openLarge();
        m_fixture->node.hold<api::ImportListings>();
        button("importSend")->click();
        QCOMPARE(sent().size(), 2U); // the check, the first part
        QCOMPARE(label("importFacts"), QStringLiteral("0% · 0 of 250 listings"));
        m_fixture->now = m_fixture->now + std::chrono::seconds(8);
        m_fixture->node.release<api::ImportListings>(1);
        QTRY_COMPARE(sent().size(), 3U);
        QCOMPARE(label("importFacts"),
                 QStringLiteral("33% · 100 of 250 listings · about 16 s left"));
        m_fixture->node.releaseAll<api::ImportListings>();
        QTRY_COMPARE(sent().size(), 4U);
        m_fixture->node.releaseAll<api::ImportListings>();
        QTRY_COMPARE(button("importSend")->text(), QStringLiteral("Close"));
        QCOMPARE(count(0), QStringLiteral("250"));
        QCOMPARE(count(3), QStringLiteral("3"));
        const auto* table = problems()->model(); // line 3 of each part, as lines of the file
        QCOMPARE(table->rowCount(), 3);
        QCOMPARE(table->index(0, 0).data().toString(), QStringLiteral("3"));
        QCOMPARE(table->index(1, 0).data().toString(), QStringLiteral("103"));
        QCOMPARE(table->index(2, 0).data().toString(), QStringLiteral("203"));
    }

    void stoppingLeavesWholePartsAndSaysWhatIsThere()
    {
        openLarge();
        QSignalSpy imported(m_dialog, &ui::ImportDialog::imported);
        m_fixture->node.hold<api::ImportListings>();
        button("importSend")->click();
        button("importCancel")->click();
        QVERIFY(m_dialog->isOpen());
        QVERIFY(!button("importCancel")->isEnabled());
        QVERIFY(label("importWhat").startsWith(QStringLiteral("Stopping")));
        m_fixture->node.releaseAll<api::ImportListings>();
        QTRY_COMPARE(imported.count(), 1);
        QCOMPARE(sent().size(), 2U); // nothing was sent after that
        const auto* verdict = m_dialog->findChild<QWidget*>(QStringLiteral("importVerdict"));
        QVERIFY(verdict->findChild<ui::Label*>()->text().startsWith(
            QStringLiteral("100 of 250 listings were gone through")));
        QCOMPARE(button("importSend")->text(), QStringLiteral("Close"));
    }

    void aFailureInTheMiddleGoesOnWhereItWas()
    {
        openLarge();
        int calls = 0;
        m_fixture->node.on<api::ImportListings>(
            [&calls](const api::ImportListings&) -> Result<api::ImportReport> {
                if (++calls == 2) return fail(ErrorKind::Unavailable, "db.connection_lost");
                api::ImportReport report;
                report.created = 100;
                return report;
            });
        button("importSend")->click();
        QTRY_COMPARE(button("importSend")->text(), QStringLiteral("Go on"));
        QVERIFY(m_dialog->underWay().isEmpty()); // it may be left
        button("importSend")->click();
        QTRY_COMPARE(button("importSend")->text(), QStringLiteral("Close"));
        const auto options = m_fixture->node.options<api::ImportListings>();
        QCOMPARE(options.size(), 5U);
        QCOMPARE(options[2].idempotencyKey, options[3].idempotencyKey);
        QVERIFY(options[3].idempotencyKey != options[4].idempotencyKey);
        QCOMPARE(count(0), QStringLiteral("300"));
    }

    void aMarketplaceThatAsksForPatienceGetsIt()
    {
        openLarge();
        int calls = 0;
        m_fixture->node.on<api::ImportListings>(
            [&calls](const api::ImportListings&) -> Result<api::ImportReport> {
                if (++calls == 2) return fail(makeError(ErrorKind::RateLimited, "rate.limited"));
                api::ImportReport report;
                report.created = 10;
                return report;
            });
        button("importSend")->click();
        QTRY_COMPARE(button("importSend")->text(), QStringLiteral("Close"));
        QCOMPARE(sent().size(), 5U); // the check, three parts, one of them twice
        const auto options = m_fixture->node.options<api::ImportListings>();
        QCOMPARE(options[2].idempotencyKey, options[3].idempotencyKey);
        QCOMPARE(count(0), QStringLiteral("30"));
    }

    void canBeLeftWhileTheFileIsChecked()
    {
        openFor(m_shelf->row(0).seller);
        m_fixture->node.hold<api::ImportListings>();
        button("importChoose")->click();
        QTRY_COMPARE(sent().size(), 1U);
        button("importCancel")->click();
        QTRY_VERIFY(!m_dialog || !m_dialog->isOpen());
        m_fixture->node.releaseAll<api::ImportListings>();
        QTest::qWait(0);
        QCOMPARE(sent().size(), 1U);
    }

    void theMarketplaceChoosesASellerFirst()
    {
        openFor(std::nullopt);
        auto* sellers = m_dialog->findChild<QComboBox*>(QStringLiteral("importSeller"));
        QTRY_COMPARE(sellers->count(), 3);
        button("importChoose")->click();
        auto* file = m_dialog->findChild<ui::Label*>(QStringLiteral("importFile"));
        QTRY_VERIFY(file->text().contains(QStringLiteral("kB")) ||
                    file->text().contains(QStringLiteral(" B")));
        QCOMPARE(sent().size(), 0U);
        sellers->setCurrentIndex(1);
        QTRY_COMPARE(sent().size(), 1U);
        QTRY_VERIFY(button("importSend")->isEnabled());
    }

    void aReportForAnotherSellerIsDropped()
    {
        openFor(std::nullopt);
        auto* sellers = m_dialog->findChild<QComboBox*>(QStringLiteral("importSeller"));
        QTRY_COMPARE(sellers->count(), 3);
        m_fixture->node.on<api::ImportListings>([](const api::ImportListings& asked) {
            api::ImportReport report = demoReport(asked.dryRun);
            report.created = static_cast<std::int64_t>(asked.submit ? 5 : 7);
            report.updated = 0;
            return report;
        });
        sellers->setCurrentIndex(0);
        m_fixture->node.hold<api::ImportListings>();
        button("importChoose")->click();
        QTRY_COMPARE(sent().size(), 1U);
        button("importSubmit")->click(); // another question
        QCOMPARE(sent().size(), 2U);
        m_fixture->node.release<api::ImportListings>(1);
        QTRY_COMPARE(button("importSend")->text(), QStringLiteral("Import 7 listing(s)"));
        m_fixture->node.release<api::ImportListings>(0);
        QTest::qWait(0);
        QCOMPARE(button("importSend")->text(), QStringLiteral("Import 7 listing(s)"));
    }

    void aFileThatCannotBeReadSaysSo()
    {
        m_fixture->prompt.path = QStringLiteral("/nowhere/products.csv");
        openFor(m_shelf->row(0).seller);
        button("importChoose")->click();
        QTRY_VERIFY(m_dialog->findChild<QWidget*>(QStringLiteral("importProblem"))->isVisible());
        QVERIFY(!button("importSend")->isEnabled());
        QCOMPARE(sent().size(), 0U);
    }

    void aFileWithNothingUsableCannotBeImported()
    {
        m_fixture->node.on<api::ImportListings>([](const api::ImportListings&) {
            api::ImportReport report = demoReport(true);
            report.created = report.updated = 0;
            return report;
        });
        openFor(m_shelf->row(0).seller);
        button("importChoose")->click();
        QTRY_COMPARE(count(0), QStringLiteral("0"));
        QVERIFY(!button("importSend")->isEnabled());
    }

private:
    void openFor(std::optional<OrgId> seller)
    {
        m_fixture->workspace.seller = seller;
        m_dialog = new ui::ImportDialog(m_fixture->context(), m_window.get());
        m_dialog->open();
    }
    // 250 listings; the node creates what a part has and finds its third line wrong.
    void openLarge()
    {
        QByteArray text("Handle,Title,Variant Price\n");
        for (int i = 0; i < 250; ++i)
            text += "plate-" + QByteArray::number(i) + ",Plate,12.00\n";
        QVERIFY(m_file->open());
        m_file->resize(0);
        m_file->write(text);
        m_file->close();
        m_fixture->node.on<api::ImportListings>([](const api::ImportListings& asked) {
            api::ImportReport report;
            report.isDryRun = asked.dryRun;
            report.created = std::ranges::count(asked.csv.value, '\n') - 1;
            report.failed = 1;
            report.problems = {{3, "Variant Price", "listing.negative_price", "no"}};
            return report;
        });
        openFor(m_shelf->row(0).seller);
        button("importChoose")->click();
        QTRY_VERIFY(button("importSend")->isEnabled());
    }
    QString label(const char* name) const
    {
        return m_dialog->findChild<ui::Label*>(QString::fromLatin1(name))->text();
    }
    QAbstractButton* button(const char* name) const
    {
        return m_dialog->findChild<QAbstractButton*>(QString::fromLatin1(name));
    }
    ui::TableView* problems() const
    {
        return m_dialog->findChild<ui::TableView*>(QStringLiteral("importProblems"));
    }
    QString count(int index) const
    {
        return m_dialog->findChild<ui::Label*>(QStringLiteral("importCount%1").arg(index))->text();
    }
    std::vector<api::ImportListings> sent() const
    {
        return m_fixture->node.calls<api::ImportListings>();
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ListingShelf> m_shelf;
    std::unique_ptr<QTemporaryFile> m_file;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::ImportDialog> m_dialog;
};

} // namespace stoa::test

using stoa::test::ImportDialogTest;
STOA_TEST(ImportDialogTest)
#include "test_import_dialog.moc"
