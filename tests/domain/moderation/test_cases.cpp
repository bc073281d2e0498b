#include "domain/catalogue/listings.h"
#include "domain/catalogue/storefront.h"
#include "domain/moderation/cases.h"
#include "domain/moderation/moderation_sql.h"
#include "domain/moderation/reviews.h"
#include "domain_support/bench.h"
#include "support/statements.h"
#include "support/test_main.h"

#include <thread>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kStatusCheck{
    "test.case_status", "SELECT string_agg(pg_get_constraintdef(oid), ' ' ORDER BY conname) AS text"
                        " FROM pg_constraint WHERE conname IN ('moderation_case_status_check',"
                        " 'moderation_case_kind_check')"};

} // namespace

class CasesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    OrgId m_seller;
    const Actor m_ada = Bench::person("Ada");
    const Actor m_ben = Bench::person("Ben");

    api::ListingView create(std::string_view title, std::string_view sku)
    {
        const api::CreateListing request{m_seller, draftOf(title, sku), true};
        return must(m_bench->run(m_seller, [&](Unit& unit) {
            return catalogue::handle(unit, request, moderation::reviews());
        }));
    }

    Result<api::ListingView> update(const api::ListingView& listing, api::ListingDraft draft)
    {
        const api::UpdateListing request{m_seller, listing.row.id, listing.row.version,
                                         std::move(draft)};
        return m_bench->run(m_seller, [&](Unit& unit) {
            return catalogue::handle(unit, request, moderation::reviews());
        });
    }

    api::ListingView listingNow(ListingId id)
    {
        return must(m_bench->run(m_seller, [&](Unit& unit) {
            return catalogue::handle(unit, api::GetListing{m_seller, id});
        }));
    }

    std::vector<api::CaseRow> queue(std::optional<api::CaseStatus> status = std::nullopt)
    {
        api::ListCases request;
        request.status = status;
        return must(m_bench->run(std::nullopt,
                                 [&](Unit& unit) { return moderation::handle(unit, request); }))
            .items;
    }

    Result<api::CaseView> claim(const Actor& who, CaseId id, bool takeOver = false)
    {
        return m_bench->run(m_seller, who, [&](Unit& unit) {
            return moderation::handle(unit, api::ClaimCase{m_seller, id, takeOver});
        });
    }

    Result<api::CaseView> decide(const Actor& who, const api::CaseRow& row, api::Decision decision,
                                 std::optional<api::RejectReason> reason = std::nullopt,
                                 std::string_view message = "")
    {
        const api::DecideCase request{m_seller, row.id, row.version, decision, reason, message};
        return m_bench->run(m_seller, who,
                            [&](Unit& unit) { return moderation::handle(unit, request); });
    }

    std::vector<api::StorefrontListing> storefront()
    {
        return must(m_bench->run(std::nullopt,
                                 [&](Unit& unit) {
                                     return catalogue::handle(unit, api::SearchStorefront{});
                                 }))
            .items;
    }

private slots:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_seller = m_bench->addSeller("Kiln & Co");
    }

    void everyStatementFitsTheSchema()
    {
        STOA_OK(prepareAll(m_bench->db(), moderation::sql::kAll));
    }

    void wordsInTheDatabaseAreThoseOfTheEnums()
    {
        const auto text = must(m_bench->db().run(kStatusCheck)).single().get<std::string>("text");
        auto words = enumWords<api::CaseStatus>();
        for (const std::string& word : enumWords<api::CaseKind>())
            words.push_back(word);
        for (const std::string& word : words)
            QVERIFY2(text.find('\'' + word + '\'') != std::string::npos, word.c_str());
        QCOMPARE(std::ranges::count(text, '\''), std::ssize(words) * 2);
    }

    void aSubmittedListingWaitsInTheQueueWithItsSignals()
    {
        const auto listing = create("REPLICA TEAPOT", "POT");
        QCOMPARE(m_bench->events(), std::string("listing.created case.opened listing.submitted"));
        QCOMPARE(enumText(listing.row.status), std::string("pending_review"));
        const auto rows = queue();
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].title, std::string("REPLICA TEAPOT"));
        QCOMPARE(rows[0].topSignal, std::string("text.prohibited_word"));
        QCOMPARE(rows[0].score, 75);
        QCOMPARE(rows[0].sellerName, std::string("Kiln & Co"));
        QCOMPARE(enumText(rows[0].kind), std::string("new_listing"));
        const auto view = must(claim(m_ada, rows[0].id));
        QCOMPARE(view.ruleHits.size(), 2U);
        QCOMPARE(view.listing.row.id, listing.row.id);
        QCOMPARE(view.listing.variants.size(), 1U);
        QCOMPARE(view.sellerRecord.publishedListings, 0);
        QVERIFY(storefront().empty());
    }

    void theQueueIsWorstFirstThenOldest()
    {
        create("Plain cup", "A");
        m_bench->clock.advance(std::chrono::seconds(1));
        create("Plain bowl", "B");
        create("Replica cup", "C");
        const auto rows = queue();
        QCOMPARE(rows.size(), 3U);
        QCOMPARE(rows[0].title, std::string("Replica cup"));
        QCOMPARE(rows[1].title, std::string("Plain cup"));
        QCOMPARE(rows[2].title, std::string("Plain bowl"));
    }

    void pagesOfTheQueueJoinWithoutGaps()
    {
        for (int i = 0; i < 5; ++i)
            create("Cup " + std::to_string(i), "S" + std::to_string(i));
        api::ListCases request;
        request.limit = 2;
        std::vector<CaseId> seen;
        for (int page = 0; page < 3; ++page) {
            const auto answer = must(m_bench->run(
                std::nullopt, [&](Unit& unit) { return moderation::handle(unit, request); }));
            for (const auto& row : answer.items)
                seen.push_back(row.id);
            QCOMPARE(answer.next.has_value(), page < 2);
            request.after = answer.next.value_or("");
        }
        std::ranges::sort(seen);
        QVERIFY(std::ranges::adjacent_find(seen) == seen.end());
        QCOMPARE(seen.size(), 5U);
        request = {};
        request.text = "CUP 3";
        const auto found = must(
            m_bench->run(m_seller, [&](Unit& unit) { return moderation::handle(unit, request); }));
        QCOMPARE(found.items.size(), 1U);
    }

    void anotherOrganisationSeesNoCase()
    {
        create("Cup", "CUP");
        const CaseId id = queue().front().id;
        const OrgId other = m_bench->addSeller("Other");
        const auto refused = m_bench->run(other, [&](Unit& unit) {
            return moderation::handle(unit, api::GetCase{other, id});
        });
        STOA_FAILS(refused, "case.not_found");
        QCOMPARE(refused.error().kind, ErrorKind::NotFound);
    }

    void aClaimLastsFiveMinutesAndIsRenewed()
    {
        create("Cup", "CUP");
        const CaseId id = queue().front().id;
        const auto first = must(claim(m_ada, id));
        QCOMPARE(m_bench->events(), std::string("case.claimed"));
        QVERIFY(first.row.claimedBy == "Ada");
        QCOMPARE(*first.row.claimedUntil, m_bench->clock.now() + std::chrono::minutes(5));
        const std::string before = m_bench->fingerprint();
        STOA_FAILS(claim(m_ben, id), "case.claimed_by_other");
        QCOMPARE(m_bench->fingerprint(), before);
        m_bench->clock.advance(std::chrono::minutes(4));
        const auto renewed = must(claim(m_ada, id));
        QCOMPARE(m_bench->events(), std::string());
        QCOMPARE(renewed.row.version.value, first.row.version.value);
        m_bench->clock.advance(std::chrono::minutes(5));
        QVERIFY(!queue().front().claimedBy);
        QVERIFY(must(claim(m_ben, id)).row.claimedBy == "Ben");
    }

    void takingOverIsRecorded()
    {
        create("Cup", "CUP");
        const CaseId id = queue().front().id;
        must(claim(m_ada, id));
        const auto view = must(claim(m_ben, id, true));
        QCOMPARE(view.history.back().what, std::string("taken_over"));
        QCOMPARE(view.history.back().actorName, std::string("Ben"));
        QCOMPARE(view.history.back().note, std::string("Ada"));
        STOA_FAILS(decide(m_ada, view.row, api::Decision::Approve), "case.claimed_by_other");
    }

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

    void twoModeratorsClaimingAtOnceGetOneCaseOnce()
    {
        create("Cup", "CUP");
        const CaseId id = queue().front().id;
        const std::array codes = raceOf([&](Unit& unit) {
            return moderation::handle(unit, api::ClaimCase{m_seller, id, false});
        });
        QCOMPARE(std::ranges::count(codes, "no error"), 1);
        QCOMPARE(std::ranges::count(codes, "case.claimed_by_other"), 1);
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

private:
    template <class Work>
    std::array<std::string, 2> raceOf(Work work)
    {
        std::array<std::string, 2> codes;
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < codes.size(); ++i) {
            threads.emplace_back([&, i] {
                const auto connection = m_bench->connect();
                codes[i] =
                    codeOf(m_bench->runOn(*connection, m_seller, i == 0 ? m_ada : m_ben, work));
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        return codes;
    }
};

STOA_TEST(CasesTest)
#include "test_cases.moc"
