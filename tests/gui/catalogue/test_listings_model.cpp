#include "gui/demo_listings.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/catalogue/listing_words.h"
#include "ui/catalogue/listings_model.h"
#include "ui/catalogue/problems_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace stoa::test {

class ListingsModelTest final : public QObject {
    Q_OBJECT

private slots:
    void keepsTheContractOfAModelOverPagesAndRefresh()
    {
        PageFixture fixture;
        ListingShelf shelf(fixture.node, fixture.now, 500);
        ui::ListingsModel model(fixture.context());
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setQuestion({}, {});
        // The tester fetches whatever can be fetched.
        QTRY_COMPARE(model.rowCount(), 500);
        QCOMPARE(fixture.node.callCount<api::ListListings>(), 3U);
        std::rotate(shelf.rows().begin(), shelf.rows().begin() + 7, shelf.rows().begin() + 8);
        model.refresh();
        QSignalSpy refreshed(&model, &ui::ListingsModel::refreshed);
        QVERIFY(refreshed.wait());
        QCOMPARE(model.row(0).id, shelf.row(0).id);
        QCOMPARE(model.rowCount(), 500);
        QCOMPARE(*model.estimatedTotal(), 500);
    }

    void sellersDoNotSeeTheSellerColumnAndAskOnlyForTheirOwn()
    {
        PageFixture fixture;
        ListingShelf shelf(fixture.node, fixture.now, 20);
        ui::ListingsModel everybody(fixture.context());
        QVERIFY(everybody.columnOf(QStringLiteral("seller")) >= 0);
        fixture.workspace.seller = shelf.row(0).seller;
        ui::ListingsModel own(fixture.context());
        QCOMPARE(own.columnOf(QStringLiteral("seller")), -1);
        own.setQuestion({}, {});
        QTRY_VERIFY(own.rowCount() > 0);
        QVERIFY(fixture.node.calls<api::ListListings>().back().seller == shelf.row(0).seller);
    }

    void anIdAsksForThatListingAlone()
    {
        PageFixture fixture;
        ListingShelf shelf(fixture.node, fixture.now, 500);
        ui::ListingsModel model(fixture.context());
        const std::string wanted = shelf.row(417).id.text();
        model.setQuestion({}, ui::fromUtf8(wanted));
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.row(0).id.text(), wanted);
        QCOMPARE(fixture.node.calls<api::ListListings>().back().text.value, std::string());
    }

    void aPriceThatDiffersByVariantIsARange()
    {
        PageFixture fixture;
        ListingShelf shelf(fixture.node, fixture.now, 3);
        ui::ListingsModel model(fixture.context());
        model.setQuestion({}, {});
        QTRY_COMPARE(model.rowCount(), 3);
        const int price = model.columnOf(QStringLiteral("price"));
        QCOMPARE(model.index(2, price).data().toString(), QStringLiteral("38.00 – 57.00 EUR"));
        QCOMPARE(model.index(0, price).data().toString(), QStringLiteral("7,490.00 SEK"));
    }

    void theChipSaysWhatBuyersSee()
    {
        PageFixture fixture;
        api::ListingRow row = demoListing(0, fixture.now);
        QCOMPARE(ui::listingWord(row).text, QStringLiteral("Live"));
        row.available = 0;
        QCOMPARE(ui::listingWord(row).text, QStringLiteral("Sold out"));
        row.status = api::ListingStatus::PendingReview;
        row.isOnSale = true;
        QCOMPARE(ui::listingWord(row).text, QStringLiteral("Edit in review"));
        row.isOnSale = false;
        QCOMPARE(ui::listingWord(row).text, QStringLiteral("In review"));
    }

    void problemsKeepTheContractOfAModel()
    {
        ui::ProblemsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setProblems(demoReport(true).problems);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("18"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("Variant Price"));
        model.setProblems({});
        QCOMPARE(model.rowCount(), 0);
    }
};

} // namespace stoa::test

using stoa::test::ListingsModelTest;
STOA_TEST(ListingsModelTest)
#include "test_listings_model.moc"
