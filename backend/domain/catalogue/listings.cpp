#include "domain/catalogue/listings.h"

#include "domain/catalogue/catalogue_sql.h"
#include "domain/catalogue/listing_changes.h"
#include "domain/catalogue/listing_rules.h"
#include "domain/catalogue/listing_states.h"

namespace stoa::catalogue {
namespace {

Result<api::ListingView> present(Unit& unit, ListingId id)
{
    STOA_TRY(record, loadListing(unit, id, ForUpdate::No));
    return viewOf(unit.organisation(), record);
}

Done openReview(Unit& unit, const Shop& shop, const ListingRecord& record, const Reviews& reviews)
{
    const Submission submission = submissionOf(shop, record);
    STOA_CHECK(reviews.open(unit, std::span(&submission, 1)));
    unit.raise("listing.submitted", record.id, {{"title", submission.draft.title.value}});
    return {};
}

Error notSubmittable(const ListingRecord& record)
{
    return makeError(ErrorKind::Refused, "listing.not_submittable")
        .with("listing", record.id.text())
        .with("status", enumText(record.status));
}

} // namespace

Result<api::ListingView> handle(Unit& unit, const api::GetListing& request)
{
    return present(unit, request.listing);
}

Result<api::ListingView> handle(Unit& unit, const api::CreateListing& request,
                                const Reviews& reviews)
{
    const api::ListingDraft draft = normalised(request.draft);
    STOA_TRY(shop, loadShop(unit, skusOf(draft)));
    ListingWrite write = makeListing(shop, draft, unit.now());
    const ListingId id = write.record.id;
    STOA_CHECK(admit(shop, id, draft));
    if (request.submit) write.record.status = api::ListingStatus::PendingReview;
    STOA_CHECK(writeListings(unit, std::span(&write, 1)));
    unit.setAuditTarget(id.text());
    unit.raise("listing.created", id, {{"title", draft.title.value}});
    if (request.submit) STOA_CHECK(openReview(unit, shop, write.record, reviews));
    return present(unit, id);
}

Result<api::ListingView> handle(Unit& unit, const api::UpdateListing& request,
                                const Reviews& reviews)
{
    const api::ListingDraft draft = normalised(request.draft);
    STOA_TRY(record, lockListing(unit, request.listing, request.version));
    STOA_TRY(shop, loadShop(unit, skusOf(draft)));
    STOA_CHECK(admit(shop, record.id, draft));
    if (isSameListing(workingDraft(record), draft) && record.status != api::ListingStatus::Archived)
        return viewOf(unit.organisation(), record);
    const Edited change = edited(std::move(record), draft);
    STOA_CHECK(writeListings(unit, std::span(&change.write, 1)));
    unit.raise("listing.updated", request.listing, {{"title", draft.title.value}});
    if (change.needsReview) STOA_CHECK(openReview(unit, shop, change.write.record, reviews));
    return present(unit, request.listing);
}

Result<api::ListingView> handle(Unit& unit, const api::SubmitListing& request,
                                const Reviews& reviews)
{
    STOA_TRY(record, lockListing(unit, request.listing, request.version));
    const api::ListingDraft draft = workingDraft(record);
    STOA_TRY(shop, loadShop(unit, skusOf(draft)));
    STOA_CHECK(admit(shop, record.id, draft));
    const auto write = submitted(record);
    if (!write) return fail(notSubmittable(record));
    STOA_CHECK(writeListings(unit, std::span(&*write, 1)));
    STOA_CHECK(openReview(unit, shop, write->record, reviews));
    return present(unit, request.listing);
}

Result<api::ListingView> handle(Unit& unit, const api::ArchiveListing& request,
                                const Reviews& reviews)
{
    STOA_TRY(record, lockListing(unit, request.listing, request.version));
    const auto status = nextStatus(record.status, ListingCommand::Archive);
    if (!status) {
        return fail(makeError(ErrorKind::Refused, "listing.already_archived")
                        .with("listing", record.id.text()));
    }
    ListingWrite write{std::move(record), {}};
    const bool wasOnSale = std::exchange(write.record.isOnSale, false);
    write.record.status = *status;
    STOA_CHECK(writeListings(unit, std::span(&write, 1)));
    STOA_CHECK(reviews.withdraw(unit, std::span(&request.listing, 1)));
    if (wasOnSale) unit.db().defer(sql::kAddPublished, unit.organisation(), std::int64_t{-1});
    unit.raise("listing.archived", request.listing, {{"title", write.record.title}});
    return present(unit, request.listing);
}

} // namespace stoa::catalogue
