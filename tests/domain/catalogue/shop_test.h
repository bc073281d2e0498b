#pragma once
// What the tests of listings share: a shop with a category, and the seller's commands.

#include "domain/catalogue/categories.h"
#include "domain/catalogue/imports.h"
#include "domain/catalogue/listings.h"
#include "domain/catalogue/storefront.h"
#include "domain/moderation/cases.h"
#include "domain/moderation/reviews.h"
#include "domain_support/bench.h"

namespace stoa::test {

struct ShopBench : Bench {
    OrgId seller = addSeller("Kiln & Co");

    template <class Command>
    Result<api::ListingView> command(OrgId org, const Command& request)
    {
        return run(org, [&](Unit& unit) {
            return catalogue::handle(unit, request, moderation::reviews());
        });
    }
    Result<api::ListingView> create(api::ListingDraft draft, bool submit = false)
    {
        return command(seller, api::CreateListing{seller, std::move(draft), submit});
    }
    Result<api::ListingView> update(const api::ListingView& seen, api::ListingDraft draft)
    {
        return command(seller,
                       api::UpdateListing{seller, seen.row.id, seen.row.version, std::move(draft)});
    }
    Result<api::ListingView> submit(const api::ListingView& seen)
    {
        return command(seller, api::SubmitListing{seller, seen.row.id, seen.row.version});
    }
    Result<api::ListingView> archive(const api::ListingView& seen)
    {
        return command(seller, api::ArchiveListing{seller, seen.row.id, seen.row.version});
    }
    Result<api::ListingView> get(OrgId org, ListingId id)
    {
        return run(org, [&](Unit& unit) {
            return catalogue::handle(unit, api::GetListing{org, id});
        });
    }
    // Through review, as a moderator would.
    void approve(ListingId listing)
    {
        api::ListCases open;
        open.limit = 200;
        const auto cases =
            must(run(std::nullopt, [&](Unit& unit) { return moderation::handle(unit, open); }));
        for (const api::CaseRow& row : cases.items) {
            if (row.listing != listing) continue;
            const api::DecideCase decision{
                row.seller, row.id, row.version, api::Decision::Approve, std::nullopt, ""};
            must(run(row.seller, [&](Unit& unit) { return moderation::handle(unit, decision); }));
        }
    }
    api::ListingView publish(api::ListingDraft draft)
    {
        const auto made = must(create(std::move(draft), true));
        approve(made.row.id);
        return must(get(seller, made.row.id));
    }
    Page<api::ListingRow> list(std::optional<OrgId> org, const api::ListListings& request)
    {
        return must(run(org, [&](Unit& unit) { return catalogue::handle(unit, request); }));
    }
    Page<api::StorefrontListing> storefront(const api::SearchStorefront& request = {})
    {
        return must(
            run(std::nullopt, [&](Unit& unit) { return catalogue::handle(unit, request); }));
    }
    api::CategoryView addCategory(std::string_view path,
                                  List<api::AttributeRule, 40> attributes = {})
    {
        const api::CreateCategory request{path, std::move(attributes)};
        return must(
            run(marketplace(), [&](Unit& unit) { return catalogue::handle(unit, request); }));
    }
};

} // namespace stoa::test
