#pragma once
// A dispute's row, read and locked.

#include "api/disputes.h"
#include "domain/store_credit/store_credit.h"
#include "domain/unit/unit.h"

namespace stoa::disputes {

struct Stored {
    api::DisputeView view;
    PaymentId payment;
    std::optional<TransferId> hold; // what reserves its amount
    std::optional<TransferId> payable;
    std::optional<TransferId> debt;
    std::optional<TransferId> credit;
    std::optional<store_credit::CreditId> creditOf; // whose store credit that is
    std::optional<Uuid> action;                     // the attempt of `view.action`
};

api::DisputeView viewOf(const db::Row& row);
Error notFound(DisputeId dispute);

// Locks it. Errors: dispute.not_found.
Result<Stored> lock(Unit& unit, DisputeId dispute);
// Errors: dispute.not_found.
Result<api::DisputeView> read(Unit& unit, DisputeId dispute);

// Writes what is to be told, or that it was, with the evidence. Goes out with the next round trip.
void saveAction(Unit& unit, const Stored& dispute);

} // namespace stoa::disputes
