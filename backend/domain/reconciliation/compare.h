#pragma once
// The comparison, pure: movements of our balance with a provider as it tells them and as the books
// have them, matched by what they are and by the provider's reference, in the order of time when a
// reference moved more than once. A movement belongs to the moment at which it happened here, and
// there when it is missing here; so each difference belongs to one moment, whichever span is looked
// at.

#include "api/reconciliation.h"
#include "platform/gateways/payment_gateway.h"

#include <span>

namespace stoa::reconciliation {

// One movement, as one of the two sides has it.
struct Moved {
    api::Movement movement = api::Movement::Charge;
    std::string reference;
    Money amount;             // signed: what we gained
    std::optional<Money> fee; // absent: this side can't tell
    Timestamp at;
    std::optional<OrgId> seller{}; // of ours
    std::optional<OrderId> order{};
};

// What a line of the provider's statement is to us.
Moved movedOf(const gateways::BalanceLine& line);
// Whether the books have movements of this kind: payouts to the marketplace's own bank and what a
// provider charges by itself they do not.
bool isCompared(api::Movement movement);

// What is looked at: what happened in [from, to); beyond it, one side only explains the other.
struct Frame {
    Timestamp from;
    Timestamp to;
    Timestamp youngSince; // what one side only knows is in flight when it happened after this
    std::optional<Currency> currency{}; // absent: all

    bool holds(const Moved& moved) const;
    bool hasTime(Timestamp at) const { return at >= from && at < to; }
};

struct Found {
    api::DifferenceKind kind = api::DifferenceKind::MissingHere;
    api::Movement movement = api::Movement::Charge;
    std::string reference;
    std::int64_t repeat = 1;   // the how-manieth movement of this kind and reference
    std::optional<Money> here; // the amounts; of FeeDiffers the fees
    std::optional<Money> there;
    std::optional<OrgId> seller{};
    std::optional<OrderId> order{};
    Timestamp at;
};

struct Report {
    std::vector<Found> differences; // by time
    std::vector<Found> inFlight;
    std::vector<api::ReconciliationTotal> totals;
    std::int64_t ourCount = 0;
    std::int64_t theirCount = 0;
};

// A refund that failed before we booked it is two movements there, which add up to nothing, and
// none here: that is no difference.
Report compare(std::span<const Moved> ours, std::span<const Moved> theirs, const Frame& frame);

} // namespace stoa::reconciliation
