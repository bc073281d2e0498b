#include "case_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class DecisionsTest : public CaseBench {
    Q_OBJECT

private slots:
    void approvingPublishesAndCloses()
    {
        const auto listing = create("Cup", "CUP");
        const auto decided = decide(m_ada, queue().front(), api::Decision::Approve);
        STOA_OK(decided);
        QCOMPARE(m_bench->events(), std::string("listing.approved case.decided"));
        QCOMPARE(enumText(decided->row.status), std::string("approved"));
        QCOMPARE(decided->sellerRecord.publishedListings, 1);
        const auto now = listingNow(listing.row.id);
        QCOMPARE(enumText(now.row.status), std::string("published"));
        QVERIFY(now.row.isOnSale);
        QCOMPARE(now.row.version.value, listing.row.version.value + 1);
        QVERIFY(queue().empty());
        QCOMPARE(queue(api::CaseStatus::Approved).size(), 1U);
        QCOMPARE(storefront().size(), 1U);
        STOA_FAILS(decide(m_ben, decided->row, api::Decision::Approve), "case.already_decided");
    }

    void refusalsWriteNothing()
    {
        create("Cup", "CUP");
        const auto row = queue().front();
        const std::string before = m_bench->fingerprint();
        STOA_FAILS(decide(m_ada, row, api::Decision::Reject), "case.reason_required");
        STOA_FAILS(decide(m_ada, row, api::Decision::RequestChanges, api::RejectReason::PoorImages),
                   "case.message_required");
        auto stale = row;
        stale.version.value += 1;
        STOA_FAILS(decide(m_ada, stale, api::Decision::Approve), "case.stale");
        QCOMPARE(m_bench->fingerprint(), before);
    }

    void rejectingTellsTheSellerWhy()
    {
        const auto listing = create("Cup", "CUP");
        STOA_OK(decide(m_ada, queue().front(), api::Decision::Reject,
                       api::RejectReason::ProhibitedItem, "Not on this marketplace."));
        QCOMPARE(m_bench->events(), std::string("listing.rejected case.decided"));
        const auto now = listingNow(listing.row.id);
        QCOMPARE(enumText(now.row.status), std::string("rejected"));
        QCOMPARE(now.reviewReason, std::string("prohibited_item"));
        QCOMPARE(now.reviewMessage, std::string("Not on this marketplace."));
        QVERIFY(storefront().empty());
    }

    void anEditWaitsWhileThePublishedVersionStaysOnSale()
    {
        create("Cup", "CUP");
        must(decide(m_ada, queue().front(), api::Decision::Approve));
        const auto published = listingNow(queue(api::CaseStatus::Approved).front().listing);
        auto draft = draftOf("Better cup", "CUP");
        draft.variants.push_back(variantOf("CUP-XL", "14.00", 2, "XL"));
        const auto edited = must(update(published, draft));
        QCOMPARE(m_bench->events(), std::string("listing.updated case.opened listing.submitted"));
        QCOMPARE(enumText(edited.row.status), std::string("pending_review"));
        QCOMPARE(edited.row.title, std::string("Better cup"));
        QCOMPARE(edited.variants.size(), 2U);
        QVERIFY(edited.variants[1].id.isNil());
        QCOMPARE(storefront().front().title, std::string("Cup"));
        QCOMPARE(storefront().front().variants.size(), 1U);

        const auto row = queue().front();
        QCOMPARE(enumText(row.kind), std::string("changed_listing"));
        const auto back = must(decide(m_ada, row, api::Decision::RequestChanges,
                                      api::RejectReason::PoorImages, "Show the XL."));
        QCOMPARE(back.listing.row.title, std::string("Better cup"));
        QCOMPARE(storefront().front().title, std::string("Cup"));
        const auto sentBack = listingNow(published.row.id);
        QCOMPARE(enumText(sentBack.row.status), std::string("changes_requested"));
        QVERIFY(sentBack.row.isOnSale);

        const api::SubmitListing again{m_seller, sentBack.row.id, sentBack.row.version};
        must(m_bench->run(m_seller, [&](Unit& unit) {
            return catalogue::handle(unit, again, moderation::reviews());
        }));
        const auto approved = must(decide(m_ben, queue().front(), api::Decision::Approve));
        QCOMPARE(approved.sellerRecord.publishedListings, 1);
        QCOMPARE(storefront().front().title, std::string("Better cup"));
        QCOMPARE(storefront().front().variants.size(), 2U);
        QCOMPARE(storefront().front().variants[1].onHand, 2);
        QCOMPARE(storefront().front().variants[0].id, published.variants[0].id);
    }

    void anEditWhoseSkuWasTakenMeanwhileIsNotApproved()
    {
        create("Cup", "CUP");
        must(decide(m_ada, queue().front(), api::Decision::Approve));
        const auto published = listingNow(queue(api::CaseStatus::Approved).front().listing);
        auto draft = draftOf("Cup", "CUP");
        draft.variants[0].options = {{"Size", "S"}};
        draft.variants.push_back(variantOf("CUP-L", "14.00", 2, "L"));
        must(update(published, draft));
        const auto row = queue().front();
        create("Large cup", "CUP-L");
        const std::string before = m_bench->fingerprint();
        const auto refused = decide(m_ada, row, api::Decision::Approve);
        STOA_FAILS(refused, "listing.sku_taken");
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QCOMPARE(m_bench->fingerprint(), before);
    }

    void anEditInReviewReplacesTheCase()
    {
        const auto listing = create("Cup", "CUP");
        const auto first = queue().front();
        must(claim(m_ada, first.id));
        must(update(listing, draftOf("Cup, corrected", "CUP")));
        QCOMPARE(m_bench->events(), std::string("listing.updated case.withdrawn case.opened"
                                                " listing.submitted"));
        QCOMPARE(queue().size(), 1U);
        QCOMPARE(queue().front().title, std::string("Cup, corrected"));
        STOA_FAILS(decide(m_ada, first, api::Decision::Approve), "case.already_decided");
        const auto withdrawn = must(m_bench->run(m_seller, [&](Unit& unit) {
            return moderation::handle(unit, api::GetCase{m_seller, first.id});
        }));
        QCOMPARE(withdrawn.listing.row.title, std::string("Cup"));
        QCOMPARE(withdrawn.history.back().what, std::string("withdrawn"));
    }

    void archivingWithdrawsTheCase()
    {
        const auto listing = create("Cup", "CUP");
        must(m_bench->run(m_seller, [&](Unit& unit) {
            return catalogue::handle(
                unit, api::ArchiveListing{m_seller, listing.row.id, listing.row.version},
                moderation::reviews());
        }));
        QVERIFY(queue().empty());
        QCOMPARE(queue(api::CaseStatus::Withdrawn).size(), 1U);
    }

    void twoModeratorsDecidingAtOnceDecideOnce()
    {
        create("Cup", "CUP");
        const auto row = queue().front();
        const api::DecideCase request{m_seller,     row.id, row.version, api::Decision::Approve,
                                      std::nullopt, ""};
        const std::array codes =
            raceOf([&](Unit& unit) { return moderation::handle(unit, request); });
        QCOMPARE(std::ranges::count(codes, "no error"), 1);
        QCOMPARE(std::ranges::count(codes, "case.already_decided"), 1);
        QCOMPARE(storefront().size(), 1U);
    }
};

STOA_TEST(DecisionsTest)
#include "test_decisions.moc"
