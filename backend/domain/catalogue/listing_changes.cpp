#include "domain/catalogue/listing_changes.h"

#include "core/assert.h"
#include "domain/catalogue/listing_rules.h"
#include "domain/catalogue/listing_states.h"

namespace stoa::catalogue {

ListingWrite makeListing(const Shop& shop, const api::ListingDraft& draft, Timestamp now)
{
    ListingWrite write;
    write.record.id = ListingId::make();
    write.record.sellerName = shop.name;
    write.record.createdAt = now;
    applyDraft(write, draft);
    return write;
}

Edited edited(ListingRecord record, const api::ListingDraft& draft)
{
    const bool isPriceChange = differsOnlyInPrices(workingDraft(record), draft);
    const auto status = nextStatus(record.status, isPriceChange ? ListingCommand::EditPrices
                                                                : ListingCommand::Edit);
    STOA_ASSERT(status.has_value()); // every state may be edited
    const bool waits = record.isOnSale && *status != api::ListingStatus::Published;
    record.status = *status;
    ListingWrite write{std::move(record), {}};
    if (waits) {
        write.record.pending = draft;
    } else {
        write.record.pending.reset();
        applyDraft(write, draft);
    }
    return {std::move(write), *status == api::ListingStatus::PendingReview};
}

std::optional<ListingWrite> submitted(ListingRecord record)
{
    const auto status = nextStatus(record.status, ListingCommand::Submit);
    if (!status) return std::nullopt;
    record.status = *status;
    return ListingWrite{std::move(record), {}};
}

Submission submissionOf(const Shop& shop, const ListingRecord& record)
{
    Submission submission{record.id, Version{record.version.value + 1},
                          record.isOnSale ? api::CaseKind::ChangedListing
                                          : api::CaseKind::NewListing,
                          workingDraft(record), ""};
    if (const auto category = submission.draft.category) {
        if (const auto found = shop.categories.find(*category); found != shop.categories.end())
            submission.categoryPath = found->second.path;
    }
    return submission;
}

} // namespace stoa::catalogue
