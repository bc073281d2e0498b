#include "gui/accessible.h"
#include "gui/demo_listings.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/catalogue/import_dialog.h"
#include "ui/catalogue/listing_drawer.h"
#include "ui/catalogue/listings_model.h"
#include "ui/catalogue/listings_page.h"
#include "ui/catalogue/stock_dialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QAbstractButton>
#include <QTabBar>

namespace stoa::test {

class ListingsPageTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_shelf = std::make_unique<ListingShelf>(m_fixture->node, m_fixture->now, 40);
    }
    void cleanup()
    {
        m_page.reset();
        m_shelf.reset();
        m_fixture.reset();
    }

    void showsTheFirstListingInTheDrawer()
    {
        open();
        QTRY_VERIFY(drawer()->details());
        QCOMPARE(drawer()->row()->id, m_shelf->row(0).id);
    }

    void everyControlHasAName()
    {
        open();
        QTRY_VERIFY(drawer()->details());
        QCOMPARE(namelessControls(*m_page), QStringList());
    }

    void tabsAskForTheirState()
    {
        open();
        m_page->findChild<QTabBar*>(QStringLiteral("listingsTabs"))->setCurrentIndex(4);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QVERIFY(m_fixture->node.calls<api::ListListings>().back().status ==
                api::ListingStatus::Draft);
    }

    void nothingMatchesOffersToClearTheSearch()
    {
        open();
        press(Qt::Key_Slash);
        auto* search = m_page->findChild<ui::SearchField*>(QStringLiteral("listingsSearch"));
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("nothing like it"));
        auto* state = m_page->findChild<ui::ViewState*>(QStringLiteral("listingsState"));
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        m_page->findChild<QAbstractButton*>(QStringLiteral("listingsStateAction"))->click();
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Content);
        QCOMPARE(search->text(), QString());
    }

    void sSendsADraftToReviewOnce()
    {
        open();
        choose(10);
        press(Qt::Key_S);
        QTRY_VERIFY(drawer()->row()->status == api::ListingStatus::PendingReview);
        const auto sent = m_fixture->node.calls<api::SubmitListing>();
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].version.value, 3);
        press(Qt::Key_S); // it is in review already
        QCOMPARE(m_fixture->node.callCount<api::SubmitListing>(), 1U);
    }

    void aLostAnswerIsAskedAgainWithTheSameKey()
    {
        open();
        choose(10);
        m_fixture->node.refuse<api::SubmitListing>(makeError(ErrorKind::Timeout, "node.timeout"));
        press(Qt::Key_S);
        auto* again = m_page->findChild<ui::Toast*>()->findChild<QAbstractButton*>(
            QStringLiteral("toastAction"));
        QTRY_VERIFY(again->isVisible());
        again->click();
        const auto options = m_fixture->node.options<api::SubmitListing>();
        QCOMPARE(options.size(), 2U);
        QCOMPARE(options[0].idempotencyKey, options[1].idempotencyKey);
    }

    void archivingAsksFirst()
    {
        m_fixture->prompt.isAgreeing = false;
        open();
        button("listingArchive")->click();
        QTest::qWait(0);
        QCOMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QCOMPARE(m_fixture->node.callCount<api::ArchiveListing>(), 0U);
        m_fixture->prompt.isAgreeing = true;
        button("listingArchive")->click();
        QTRY_VERIFY(drawer()->row()->status == api::ListingStatus::Archived);
    }

    void changesOfListingsAndStockAppearByThemselves()
    {
        open();
        QTRY_VERIFY(drawer()->details());
        const std::size_t reads = m_fixture->node.callCount<api::GetListing>();
        m_shelf->row(0).available = 17;
        m_fixture->node.publish("stock.moved", drawer()->details()->variants[0].id.text());
        QTRY_COMPARE(drawer()->row()->available, 17);
        QVERIFY(m_fixture->node.callCount<api::GetListing>() > reads);
        api::ListingRow row = demoListing(77, m_fixture->now);
        m_shelf->rows().insert(m_shelf->rows().begin(), row);
        m_fixture->node.publish("listing.created", row.id.text());
        QTRY_COMPARE(table()->model()->rowCount(), 41);
        QCOMPARE(table()->currentIndex().row(), 1);
    }

    void lateAnswersOfAnotherListingAreDropped()
    {
        open();
        QTRY_VERIFY(drawer()->details());
        m_fixture->node.hold<api::GetListing>();
        const std::size_t before = m_fixture->node.callCount<api::GetListing>();
        choose(1);
        QTRY_COMPARE(m_fixture->node.callCount<api::GetListing>(), before + 1);
        choose(2);
        QTRY_COMPARE(m_fixture->node.callCount<api::GetListing>(), before + 2);
        m_fixture->node.release<api::GetListing>(before + 1);
        QTRY_VERIFY(drawer()->details());
        m_fixture->node.release<api::GetListing>(before);
        QTest::qWait(0);
        QCOMPARE(drawer()->details()->row.id, m_shelf->row(2).id);
    }

    void aFailedRefreshKeepsTheRows()
    {
        open();
        m_fixture->node.refuse<api::ListListings>(makeError(ErrorKind::Timeout, "node.timeout"));
        m_page->refresh();
        QTRY_VERIFY(m_page->findChild<ui::Banner*>(QStringLiteral("listingsBanner"))->isVisible());
        QCOMPARE(table()->model()->rowCount(), 40);
    }

    void worksWithTheKeyboardAlone()
    {
        open();
        QTRY_VERIFY(drawer()->details());
        press(Qt::Key_T);
        auto* stock = m_page->findChild<ui::StockDialog*>();
        QVERIFY(stock && stock->isOpen());
        QTest::keyClick(stock, Qt::Key_Escape);
        QTRY_VERIFY(!m_page->findChild<ui::StockDialog*>());
        press(Qt::Key_I);
        auto* import = m_page->findChild<ui::ImportDialog*>();
        QVERIFY(import && import->isOpen());
        QTest::keyClick(import, Qt::Key_Escape);
        QTRY_VERIFY(!m_page->findChild<ui::ImportDialog*>());
        press(Qt::Key_Space);
        QVERIFY(drawer()->isHidden());
        press(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(m_fixture->node.calls<api::ListListings>().back().status ==
                api::ListingStatus::Published);
    }

    void aRoleThatOnlyReadsChangesNothing()
    {
        std::erase(m_fixture->workspace.permissions, api::Permission::ListingsWrite);
        std::erase(m_fixture->workspace.permissions, api::Permission::StockWrite);
        open();
        QTRY_VERIFY(drawer()->details());
        QVERIFY(!button("listingsImport")->isVisible());
        QVERIFY(!button("listingArchive")->isEnabled());
        QVERIFY(!button("listingArchive")->toolTip().isEmpty());
        press(Qt::Key_I);
        press(Qt::Key_T);
        QVERIFY(!m_page->findChild<ui::ScrimDialog*>());
    }

    void narrowWindowsKeepWhatMatters()
    {
        open(QSize(1048, 630));
        const auto* model = static_cast<ui::ListingsModel*>(table()->model());
        QVERIFY(table()->isColumnHidden(model->columnOf(QStringLiteral("updated"))));
        QVERIFY(!table()->isColumnHidden(model->columnOf(QStringLiteral("price"))));
    }

    void visitingAListingSelectsIt()
    {
        open();
        const QString id = ui::fromUtf8(m_shelf->row(7).id.text());
        m_page->visit(id);
        QCOMPARE(table()->currentId(), id);
    }

    void visitingAListingThatIsNotLoadedAsksForItInAnyState()
    {
        open();
        auto* tabs = m_page->findChild<QTabBar*>();
        tabs->setCurrentIndex(4);
        QTRY_VERIFY(m_fixture->node.calls<api::ListListings>().back().status ==
                    api::ListingStatus::Draft);
        const QString id = ui::fromUtf8(
            std::find_if(m_shelf->rows().begin(), m_shelf->rows().end(), [](const auto& each) {
                return each.status == api::ListingStatus::Published;
            })->id.text());
        m_page->visit(id);
        QTRY_COMPARE(table()->currentId(), id);
        QCOMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(tabs->currentIndex(), 0);
        QVERIFY(!m_fixture->node.calls<api::ListListings>().back().status);
    }

private:
    void open(QSize size = {1232, 830})
    {
        m_page = std::make_unique<ui::ListingsPage>(m_fixture->context());
        m_page->resize(size);
        m_page->show();
        m_page->visit({});
        QTRY_COMPARE(table()->model()->rowCount(), 40);
    }
    ui::TableView* table() const
    {
        return m_page->findChild<ui::TableView*>(QStringLiteral("listingsTable"));
    }
    ui::ListingDrawer* drawer() const { return m_page->findChild<ui::ListingDrawer*>(); }
    QAbstractButton* button(const char* name) const
    {
        return m_page->findChild<QAbstractButton*>(QString::fromLatin1(name));
    }
    void choose(int row) { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(table(), key, modifiers);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ListingShelf> m_shelf;
    std::unique_ptr<ui::ListingsPage> m_page;
};

} // namespace stoa::test

using stoa::test::ListingsPageTest;
STOA_TEST(ListingsPageTest)
#include "test_listings_page.moc"
