#include "case_bench.h"
#include "domain/moderation/moderation_sql.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kStatusCheck{
    "test.case_status", "SELECT string_agg(pg_get_constraintdef(oid), ' ' ORDER BY conname) AS text"
                        " FROM pg_constraint WHERE conname IN ('moderation_case_status_check',"
                        " 'moderation_case_kind_check')"};

} // namespace

class CasesTest : public CaseBench {
    Q_OBJECT

private slots:
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

    void signalsKnowOtherSellersTitlesAndUsualPrices()
    {
        OrgId other = m_bench->addSeller("Atelier Nord");
        std::swap(m_seller, other);
        for (int i = 0; i < 5; ++i) {
            auto draft = draftOf("Cup " + std::to_string(i), "CUP-" + std::to_string(i));
            draft.variants[0].price = Money(10'000, Currency::of("EUR"));
            create(draft);
            must(decide(m_ada, queue().front(), api::Decision::Approve));
        }
        create("CUP 3", "MINE");
        QCOMPARE(queue().front().topSignal, std::string("price.far_below_median"));
        std::swap(m_seller, other);
        create("cup 3", "MINE");
        const auto view = must(claim(m_ada, queue().back().id));
        QCOMPARE(view.row.sellerName, std::string("Kiln & Co"));
        QCOMPARE(view.ruleHits.size(), 1U);
        QCOMPARE(view.ruleHits[0].rule, std::string("title.duplicate"));
        QCOMPARE(view.ruleHits[0].match, std::string("Atelier Nord"));
    }

    void aNewSellerIsASignalUntilSomethingIsPublished()
    {
        m_seller = m_bench->addSeller("Fresh", "EUR", m_bench->clock.now() - std::chrono::days(2));
        create("Cup", "CUP");
        QCOMPARE(queue().front().topSignal, std::string("seller.new"));
        must(decide(m_ada, queue().front(), api::Decision::Approve));
        create("Bowl", "BOWL");
        QCOMPARE(queue().front().topSignal, std::string());
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
        QCOMPARE(m_bench->events(), std::string("case.claim_renewed"));
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
};

STOA_TEST(CasesTest)
#include "test_cases.moc"
