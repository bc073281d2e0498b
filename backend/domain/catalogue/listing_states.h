#pragma once
// The life of a listing as a table: what is not in it is refused. A status says where the seller's
// words stand; whether buyers see a listing is a fact of its own (`isOnSale`), because an edit of a
// published listing waits in review, may even be rejected, while the published version stays on
// sale. Archiving takes it out of sale; editing an archived listing makes it a draft again.

#include "api/listings.h"
#include "core/state_table.h"

namespace stoa::catalogue {

enum class ListingCommand {
    Edit,       // anything a buyer reads
    EditPrices, // nothing but prices of variants that exist
    Submit,
    Approve,
    Reject,
    RequestChanges,
    Archive,
};
enum class ListingActor { Seller, Moderator };

using ListingTransition = Transition<api::ListingStatus, ListingCommand, ListingActor>;

inline constexpr auto kListingTransitions = [] {
    using enum api::ListingStatus;
    using enum ListingCommand;
    using enum ListingActor;
    return std::to_array<ListingTransition>({
        {Draft, Edit, Draft, Seller},
        {Draft, EditPrices, Draft, Seller},
        {Draft, Submit, PendingReview, Seller},
        {Draft, ListingCommand::Archive, Archived, Seller},
        {PendingReview, Edit, PendingReview, Seller},
        {PendingReview, EditPrices, PendingReview, Seller},
        {PendingReview, Approve, Published, Moderator},
        {PendingReview, Reject, Rejected, Moderator},
        {PendingReview, RequestChanges, ChangesRequested, Moderator},
        {PendingReview, ListingCommand::Archive, Archived, Seller},
        {ChangesRequested, Edit, ChangesRequested, Seller},
        {ChangesRequested, EditPrices, ChangesRequested, Seller},
        {ChangesRequested, Submit, PendingReview, Seller},
        {ChangesRequested, ListingCommand::Archive, Archived, Seller},
        {Rejected, Edit, Rejected, Seller},
        {Rejected, EditPrices, Rejected, Seller},
        {Rejected, Submit, PendingReview, Seller},
        {Rejected, ListingCommand::Archive, Archived, Seller},
        {Published, Edit, PendingReview, Seller},
        {Published, EditPrices, Published, Seller},
        {Published, ListingCommand::Archive, Archived, Seller},
        {Archived, Edit, Draft, Seller},
        {Archived, EditPrices, Draft, Seller},
    });
}();

constexpr std::optional<api::ListingStatus> nextStatus(api::ListingStatus from,
                                                       ListingCommand command)
{
    return next<api::ListingStatus, ListingCommand, ListingActor>(kListingTransitions, from,
                                                                  command);
}

} // namespace stoa::catalogue
