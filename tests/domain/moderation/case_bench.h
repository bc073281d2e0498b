#pragma once
// What the tests of cases share: a seller whose listings wait for review, and two moderators.

#include "domain/catalogue/listings.h"
#include "domain/catalogue/storefront.h"
#include "domain/moderation/cases.h"
#include "domain/moderation/reviews.h"
#include "domain_support/bench.h"
#include "support/in_parallel.h"

namespace stoa::test {

class CaseBench : public QObject {
    Q_OBJECT

protected:
    std::unique_ptr<Bench> m_bench;
    OrgId m_seller;
    const Actor m_ada = Bench::person("Ada");
    const Actor m_ben = Bench::person("Ben");

    api::ListingView create(api::ListingDraft draft)
    {
        const api::CreateListing request{m_seller, std::move(draft), true};
        return must(m_bench->run(m_seller, [&](Unit& unit) {
            return catalogue::handle(unit, request, moderation::reviews());
        }));
    }
    api::ListingView create(std::string_view title, std::string_view sku)
    {
        return create(draftOf(title, sku));
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

    // What each of the two moderators gets who do the same at once.
    template <class Work>
    std::array<std::string, 2> raceOf(Work work)
    {
        std::array<std::string, 2> codes;
        inParallel(codes.size(), [&](std::size_t i) {
            const auto connection = m_bench->connect();
            codes[i] = codeOf(m_bench->runOn(*connection, m_seller, i == 0 ? m_ada : m_ben, work));
        });
        return codes;
    }

private slots:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_seller = m_bench->addSeller("Kiln & Co");
    }
};

} // namespace stoa::test
