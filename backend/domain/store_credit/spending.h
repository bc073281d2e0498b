#pragma once
// The credits that the orders of one transaction are to be paid with, of any number of sellers:
// locked and read by two statements, in the order of their ids, decided in memory one order after
// the other. Two orders that want the last of one credit compete here. Nothing is asked for when no
// order uses credit.

#include "domain/store_credit/store_credit.h"
#include "platform/db/pipeline.h"

#include <map>
#include <set>

namespace stoa::store_credit {

// Whose credit: seller, buyer as buyerOf() names it, currency.
using Owner = std::tuple<OrgId, std::string, Currency>;

class Spending {
public:
    // Adds the statements to the pipeline.
    Spending(db::Pipeline& batch, const std::set<Owner>& owners);
    // After the pipeline ran.
    void fill(const db::Pipeline& batch);

    // Whether there is so much of it. Changes nothing.
    // Errors: store_credit.insufficient (Refused, field storeCredit, params available).
    Result<CreditId> find(const Owner& owner, const Money& amount) const;
    // What find() has found; later orders have it no more. The caller posts it.
    void take(const Owner& owner, const Money& amount);
    // Goes out with the connection's next round trip.
    void send(db::Connection& connection, Timestamp now) const;

private:
    struct Credit {
        CreditId id;
        Money balance;
        bool isChanged = false;
    };

    std::optional<db::Pipeline::Slot> m_slot;
    std::map<Owner, Credit> m_credits;
};

} // namespace stoa::store_credit
