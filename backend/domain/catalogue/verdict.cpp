// Moderation's side of review.h.

#include "core/assert.h"
#include "domain/catalogue/catalogue_sql.h"
#include "domain/catalogue/listing_states.h"
#include "domain/catalogue/listing_store.h"
#include "domain/catalogue/review.h"

namespace stoa::catalogue {
namespace {

struct Effect {
    ListingCommand command;
    std::string_view event;
};

Effect effectOf(api::Decision decision)
{
    switch (decision) {
    case api::Decision::Approve:
        return {ListingCommand::Approve, "listing.approved"};
    case api::Decision::Reject:
        return {ListingCommand::Reject, "listing.rejected"};
    case api::Decision::RequestChanges:
        return {ListingCommand::RequestChanges, "listing.changes_requested"};
    }
    STOA_ASSERT(false);
}

// The waiting words, if any, become the listing.
void publish(ListingWrite& write, Timestamp now)
{
    if (const auto pending = std::exchange(write.record.pending, std::nullopt))
        applyDraft(write, *pending);
    write.record.isOnSale = true;
    write.record.publishedAt = now;
}

} // namespace

Done applyVerdict(Unit& unit, ListingId listing, Version version, const Verdict& verdict)
{
    STOA_TRY(record, lockListing(unit, listing, version));
    const Effect effect = effectOf(verdict.decision);
    const auto status = nextStatus(record.status, effect.command);
    if (!status) {
        return fail(makeError(ErrorKind::Refused, "listing.not_in_review")
                        .with("listing", listing.text())
                        .with("status", enumText(record.status)));
    }
    ListingWrite write{std::move(record), {}};
    const bool wasOnSale = write.record.isOnSale;
    write.record.status = *status;
    write.record.reviewReason = verdict.reason;
    write.record.reviewMessage = verdict.message;
    if (verdict.decision == api::Decision::Approve) publish(write, unit.now());
    STOA_CHECK(writeListings(unit, std::span(&write, 1)));
    if (write.record.isOnSale && !wasOnSale)
        unit.db().defer(sql::kAddPublished, unit.organisation(), std::int64_t{1});
    unit.raise(effect.event, listing, {{"title", write.record.title}, {"reason", verdict.reason}});
    return {};
}

Result<api::ListingView> viewWithDraft(Unit& unit, ListingId listing,
                                       const api::ListingDraft& draft,
                                       std::string_view categoryPath)
{
    STOA_TRY(record, loadListing(unit, listing, ForUpdate::No));
    return viewOf(unit.organisation(), record, draft, categoryPath);
}

} // namespace stoa::catalogue
