#pragma once
// The half of a provider in this process that pays sellers: transfers, what is taken back of them,
// payouts to their banks. And how calls fail, of both halves.

#include "platform/gateways/payment_gateway.h"

#include <deque>
#include <map>

namespace stoa::test {

class FakeTransfers : public gateways::Provider {
public:
    enum class Fault { None, LostRequest, LostAnswer };

    struct Transfer {
        Money amount;
        std::string account;
        gateways::Verdict verdict = gateways::Verdict::Approved;
        std::string reason; // of one that is declined
        bool isReversed = false;
        int requests = 0;
    };
    struct PayOut {
        gateways::Verdict verdict = gateways::Verdict::Approved;
        std::string reason;
        int requests = 0;
    };

    gateways::Outcome transfer(const Uuid& attempt, const Money& amount,
                               std::string_view account) const override
    {
        const Fault fault = nextFault();
        if (fault == Fault::LostRequest) return {};
        auto [at, isNew] = transfers.try_emplace(attempt, nextTransfer);
        if (isNew) {
            at->second.amount = amount;
            at->second.account = account;
        }
        ++at->second.requests;
        return fault == Fault::LostAnswer ? gateways::Outcome{} : answer(attempt, at->second);
    }
    gateways::Outcome reverseTransfer(const Uuid& attempt, const Money&,
                                      std::string_view) const override
    {
        const Fault fault = nextFault();
        if (fault == Fault::LostRequest) return {};
        Transfer& transfer = transfers.at(attempt);
        if (transfer.isReversed && !reversals.contains(attempt)) {
            return {gateways::Verdict::Declined, {}, "amount_too_large", {}};
        }
        if (!mayReverse) return {gateways::Verdict::Declined, {}, "balance_insufficient", {}};
        transfer.isReversed = true;
        ++reversals[attempt];
        if (fault == Fault::LostAnswer) return {};
        return {gateways::Verdict::Approved, "fake_trr_" + attempt.text(), {}, {}};
    }
    gateways::Outcome payOut(const Uuid& attempt, const Money&, std::string_view) const override
    {
        const Fault fault = nextFault();
        if (fault == Fault::LostRequest) return {};
        auto [at, isNew] = payOuts.try_emplace(attempt, nextPayOut);
        ++at->second.requests;
        return fault == Fault::LostAnswer ? gateways::Outcome{} : answer(attempt, at->second);
    }
    gateways::Outcome findTransfer(const Uuid& attempt) const override
    {
        return findIn(transfers, attempt);
    }
    gateways::Outcome findReversal(const Uuid& attempt, std::string_view) const override
    {
        ++questions;
        if (nextFault() != Fault::None) return {};
        if (!reversals.contains(attempt)) return {gateways::Verdict::Absent, {}, {}, {}};
        return {gateways::Verdict::Approved, "fake_trr_" + attempt.text(), {}, {}};
    }
    gateways::Outcome findPayOut(const Uuid& attempt, std::string_view) const override
    {
        return findIn(payOuts, attempt);
    }
    // What calls meet, one each, asking included; None when there are none left.
    mutable std::deque<Fault> faults;
    mutable int questions = 0;
    mutable std::map<Uuid, Transfer> transfers;
    mutable std::map<Uuid, PayOut> payOuts;
    mutable std::map<Uuid, int> reversals; // by the attempt of the transfer: requests that counted
    Transfer nextTransfer;                 // what those that are new are like
    PayOut nextPayOut;
    bool mayReverse = true;

protected:
    Fault nextFault() const
    {
        if (faults.empty()) return Fault::None;
        const Fault fault = faults.front();
        faults.pop_front();
        return fault;
    }

private:
    template <class Kept>
    gateways::Outcome findIn(const std::map<Uuid, Kept>& all, const Uuid& attempt) const
    {
        ++questions;
        if (nextFault() != Fault::None) return {};
        const auto at = all.find(attempt);
        if (at == all.end()) return {gateways::Verdict::Absent, {}, {}, {}};
        return answer(attempt, at->second);
    }
    static gateways::Outcome answer(const Uuid& attempt, const Transfer& transfer)
    {
        const std::string reference = "fake_tr_" + attempt.text();
        if (transfer.isReversed) {
            return {gateways::Verdict::Declined, reference, std::string(gateways::kReversed), {}};
        }
        return {transfer.verdict, reference, transfer.reason, {}};
    }
    static gateways::Outcome answer(const Uuid& attempt, const PayOut& payOut)
    {
        return {payOut.verdict, "fake_po_" + attempt.text(), payOut.reason, {}};
    }
};

} // namespace stoa::test
