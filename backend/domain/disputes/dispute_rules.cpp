#include "domain/disputes/dispute_rules.h"

#include <algorithm>

namespace stoa::disputes {
namespace {

using api::DisputeStatus;

bool leadsTo(DisputeStatus from, DisputeStatus to)
{
    const StateTable<DisputeStatus, Command, Who> table(kTransitions);
    return std::ranges::count(reachable(table, from), to) > 0;
}

Books booksOf(Grip before, Grip after)
{
    if (before == after || before == Grip::Taken) return Books::Nothing;
    if (after == Grip::None) return Books::GiveBack;
    if (after == Grip::Reserved) return Books::Reserve;
    return before == Grip::Reserved ? Books::Take : Books::ReserveAndTake;
}

} // namespace

DisputeStatus statusOf(gateways::DisputeState state)
{
    switch (state) {
    case gateways::DisputeState::WarningNeedsResponse:
        return DisputeStatus::WarningNeedsResponse;
    case gateways::DisputeState::WarningUnderReview:
        return DisputeStatus::WarningUnderReview;
    case gateways::DisputeState::WarningClosed:
        return DisputeStatus::WarningClosed;
    case gateways::DisputeState::NeedsResponse:
        return DisputeStatus::NeedsResponse;
    case gateways::DisputeState::UnderReview:
        return DisputeStatus::UnderReview;
    case gateways::DisputeState::Won:
        return DisputeStatus::Won;
    case gateways::DisputeState::Lost:
        return DisputeStatus::Lost;
    case gateways::DisputeState::Prevented:
        return DisputeStatus::Prevented;
    }
    return DisputeStatus::NeedsResponse;
}

bool isClosed(DisputeStatus status)
{
    return status == DisputeStatus::WarningClosed || status == DisputeStatus::Won ||
           status == DisputeStatus::Lost || status == DisputeStatus::Prevented;
}

bool waitsForAnswer(DisputeStatus status)
{
    return status == DisputeStatus::NeedsResponse || status == DisputeStatus::WarningNeedsResponse;
}

Grip gripOf(DisputeStatus status)
{
    switch (status) {
    case DisputeStatus::NeedsResponse:
    case DisputeStatus::UnderReview:
        return Grip::Reserved;
    case DisputeStatus::Lost:
        return Grip::Taken;
    case DisputeStatus::WarningNeedsResponse:
    case DisputeStatus::WarningUnderReview:
    case DisputeStatus::WarningClosed:
    case DisputeStatus::Won:
    case DisputeStatus::Prevented:
        break;
    }
    return Grip::None;
}

Change changeOf(std::optional<DisputeStatus> before, const Money& feeBefore,
                const gateways::Dispute& now)
{
    Change change;
    change.feeChange = now.fee - feeBefore;
    change.status = statusOf(now.state);
    if (before && !leadsTo(*before, change.status)) change.status = *before;
    const Grip grip = before ? gripOf(*before) : Grip::None;
    change.books = booksOf(grip, gripOf(change.status));
    return change;
}

} // namespace stoa::disputes
