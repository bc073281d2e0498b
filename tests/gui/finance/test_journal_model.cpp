// Entries out of pages of transfers, wherever a page ends.

#include "gui/demo_books.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/finance/grouped_delegate.h"
#include "ui/finance/journal_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace stoa::test {

class JournalModelTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::JournalModel> m_model;
    std::vector<api::TransferView> m_transfers;

    QString cell(int row, int column) const
    {
        return m_model->index(row, column).data().toString();
    }
    bool isHeading(int row) const
    {
        return m_model->index(row, 0).data(ui::IsHeadingRole).toBool();
    }
    int headings() const
    {
        int count = 0;
        for (int row = 0; row < m_model->rowCount(); ++row)
            count += isHeading(row) ? 1 : 0;
        return count;
    }
    void ask(std::optional<api::AccountKind> account = {})
    {
        m_model->ask({std::nullopt, Currency::of("EUR"), account});
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_transfers = demoTransfers(1000, m_fixture->now);
        // A page ends after two transfers of three: in the middle of the first entry.
        m_fixture->node.on<api::ListTransfers>([this](const api::ListTransfers& asked) {
            const std::size_t from = asked.after.empty() ? 0 : std::stoul(asked.after.value);
            const std::size_t to = std::min(m_transfers.size(), from + (from == 0 ? 2 : 40));
            Page<api::TransferView> page;
            page.items.assign(m_transfers.begin() + static_cast<std::ptrdiff_t>(from),
                              m_transfers.begin() + static_cast<std::ptrdiff_t>(to));
            if (to < m_transfers.size()) page.next = std::to_string(to);
            return page;
        });
        const auto now = m_fixture->now;
        m_model = std::make_unique<ui::JournalModel>(m_fixture->connection,
                                                     [now] { return ui::Clockface{now}; });
    }
    void cleanup()
    {
        m_model.reset();
        m_fixture.reset();
    }

    void anEntryThatAPageCutsGoesOnWithTheNext()
    {
        ask();
        QTRY_COMPARE(headings(), 1);
        QCOMPARE(m_model->rowCount(), 4); // its heading, escrow, and the two fees
        QVERIFY(m_model->canFetchMore({}));
        m_model->fetchMore({});
        QTRY_VERIFY(headings() > 20);
        QCOMPARE(cell(0, 1), QStringLiteral("Escrow released M-48218"));
        QCOMPARE(cell(1, 1), QStringLiteral("Escrow"));
        QCOMPARE(cell(1, 2), QStringLiteral("88.80"));
        QCOMPARE(cell(2, 1), QStringLiteral("Seller payable"));
        QCOMPARE(cell(2, 3), QStringLiteral("80.81"));
        QCOMPARE(cell(3, 3), QStringLiteral("6.72"));
        QCOMPARE(cell(4, 3), QStringLiteral("1.27"));
        QVERIFY(isHeading(5));
        QCOMPARE(cell(5, 1), QStringLiteral("Order paid M-48217"));
    }

    void whatCancelsOutWithinAnEntryIsLeftOut()
    {
        ask();
        QTRY_VERIFY(m_model->canFetchMore({}));
        m_model->fetchMore({});
        QTRY_COMPARE(cell(8, 1), QStringLiteral("Refund M-48216"));
        QCOMPARE(cell(9, 1), QStringLiteral("Escrow"));
        QCOMPARE(cell(9, 2), QStringLiteral("29.60"));
        QCOMPARE(cell(10, 1), QStringLiteral("Provider receivable"));
        QCOMPARE(cell(10, 3), QStringLiteral("29.60"));
        QVERIFY(isHeading(11));
        QVERIFY(m_model->index(10, 1).data(ui::IsIndentedRole).toBool());
        QCOMPARE(m_model->index(10, 0).data(ui::RowIdRole).toString(),
                 ui::fromUtf8(m_transfers[5].order->text()));
    }

    void anAccountIsAskedForAndMarked()
    {
        ask(api::AccountKind::OrderHold);
        QTRY_VERIFY(m_model->rowCount() > 0);
        const auto asked = m_fixture->node.calls<api::ListTransfers>().back();
        QCOMPARE(asked.account.size(), std::size_t{1});
        QVERIFY(asked.account[0] == api::AccountKind::OrderHold);
        QCOMPARE(asked.currency.value, std::string("EUR"));
        QVERIFY(m_model->index(1, 1).data(ui::IsMarkedRole).toBool());
        QVERIFY(!m_model->index(2, 1).data(ui::IsMarkedRole).toBool());
    }

    void anotherQuestionForgetsWhatWasShown()
    {
        ask();
        QTRY_VERIFY(m_model->rowCount() > 0);
        m_transfers.clear();
        ask(api::AccountKind::Bank);
        QCOMPARE(m_model->rowCount(), 0);
        QTRY_VERIFY(m_model->source()->state() == ui::KeysetModelBase::State::Ready);
        QCOMPARE(m_model->rowCount(), 0);
    }

    // The tester loads page after page by itself.
    void keepsTheRulesOfModels()
    {
        const QAbstractItemModelTester tester(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        ask();
        QTRY_COMPARE(headings(), 571);
    }

    void newEntriesComeAbove()
    {
        ask();
        QTRY_VERIFY(m_model->rowCount() > 0);
        auto newest = m_transfers.front();
        newest.id = TransferId::make();
        newest.entry = EntryId::make();
        newest.reason = "payout";
        newest.order.reset();
        newest.orderNumber.clear();
        m_transfers.insert(m_transfers.begin(), newest);
        m_model->refresh();
        QTRY_COMPARE(cell(0, 1), QStringLiteral("Payout"));
        QVERIFY(isHeading(0));
    }
};

} // namespace stoa::test

using stoa::test::JournalModelTest;
STOA_TEST(JournalModelTest)
#include "test_journal_model.moc"
