#pragma once
// A provider in this process that keeps what it was told, so that a test can ask how often money
// moved, and that fails as it is told: requests that never arrive, answers that get lost, decisions
// that take their time.

#include "domain_shop/fake_transfers.h"

namespace stoa::test {

class FakeProvider final : public FakeTransfers {
public:
    struct Payment {
        Money amount;
        gateways::Verdict verdict = gateways::Verdict::Approved;
        bool isCaptured = false;
        bool isCanceled = false;
        int requests = 0; // that arrived, of all kinds
    };
    struct Refund {
        Money amount;
        gateways::Verdict verdict = gateways::Verdict::Approved;
        int requests = 0;
    };

    std::string_view name() const override { return providerName; }

    gateways::Outcome authorise(const Uuid& attempt, const Money& amount,
                                std::string_view method) const override
    {
        const Fault fault = nextFault();
        if (fault == Fault::LostRequest) return {};
        auto [at, isNew] = payments.try_emplace(attempt);
        if (isNew) {
            at->second.amount = amount;
            at->second.verdict = method == "tok_declined"  ? gateways::Verdict::Declined
                                 : method == "tok_pending" ? gateways::Verdict::Pending
                                                           : gateways::Verdict::Approved;
        }
        ++at->second.requests;
        return fault == Fault::LostAnswer ? gateways::Outcome{} : answer(attempt, at->second);
    }
    gateways::Outcome capture(const Uuid& attempt, const Money&, std::string_view) const override
    {
        const Fault fault = nextFault();
        if (fault == Fault::LostRequest) return {};
        Payment& payment = payments.at(attempt);
        ++payment.requests;
        if (payment.isCanceled) return {gateways::Verdict::Declined, {}, "canceled", {}};
        payment.isCaptured = true;
        return fault == Fault::LostAnswer ? gateways::Outcome{} : answer(attempt, payment);
    }
    gateways::Outcome cancel(const Uuid& attempt, std::string_view) const override
    {
        const Fault fault = nextFault();
        if (fault == Fault::LostRequest) return {};
        Payment& payment = payments.at(attempt);
        ++payment.requests;
        if (payment.isCaptured) return {gateways::Verdict::Declined, {}, "captured", {}};
        payment.isCanceled = true;
        if (fault == Fault::LostAnswer) return {};
        return {gateways::Verdict::Approved, {}, {}, {}};
    }
    gateways::Outcome refund(const Uuid& attempt, const Money& amount,
                             std::string_view) const override
    {
        const Fault fault = nextFault();
        if (fault == Fault::LostRequest) return {};
        auto [at, isNew] = refunds.try_emplace(attempt);
        if (isNew) at->second = {amount, nextRefund};
        ++at->second.requests;
        return fault == Fault::LostAnswer ? gateways::Outcome{} : answer(attempt, at->second);
    }
    gateways::Outcome findPayment(const Uuid& attempt) const override
    {
        ++questions;
        if (nextFault() != Fault::None) return {};
        const auto at = payments.find(attempt);
        if (at == payments.end()) return {gateways::Verdict::Absent, {}, {}, {}};
        return answer(attempt, at->second);
    }
    gateways::Outcome findRefund(const Uuid& attempt, std::string_view) const override
    {
        ++questions;
        if (nextFault() != Fault::None) return {};
        const auto at = refunds.find(attempt);
        if (at == refunds.end()) return {gateways::Verdict::Absent, {}, {}, {}};
        return answer(attempt, at->second);
    }
    Result<gateways::Dispute> findDispute(std::string_view reference) const override
    {
        if (nextFault() != Fault::None) return fail(ErrorKind::Unavailable, "provider.unavailable");
        const auto at = disputes.find(std::string(reference));
        if (at == disputes.end()) return fail(ErrorKind::NotFound, "provider.not_found");
        return at->second;
    }
    gateways::Outcome answerDispute(const Uuid& attempt, std::string_view reference,
                                    std::string_view evidence) const override
    {
        answers[attempt] = evidence;
        return tell(attempt, reference, gateways::DisputeState::UnderReview);
    }
    gateways::Outcome acceptDispute(const Uuid& attempt, std::string_view reference) const override
    {
        return tell(attempt, reference, gateways::DisputeState::Lost);
    }
    Result<gateways::BalancePage> balanceTransactions(Timestamp from, Timestamp to,
                                                      std::string_view cursor,
                                                      std::size_t limit) const override
    {
        if (nextFault() != Fault::None) return fail(ErrorKind::Unavailable, "provider.unavailable");
        gateways::BalancePage page;
        bool isAfter = cursor.empty();
        for (auto line = balance.rbegin(); line != balance.rend(); ++line) {
            if (line->createdAt < from || line->createdAt >= to) continue;
            if (isAfter && page.lines.size() < limit) {
                page.lines.push_back(*line);
            } else if (isAfter) {
                page.hasMore = true;
            }
            isAfter = isAfter || line->reference == cursor;
        }
        return page;
    }
    Result<gateways::Notice> readNotice(std::string_view signature, std::string_view body,
                                        Timestamp) const override
    {
        if (signature != "signed") {
            return fail(ErrorKind::Unauthenticated, "webhook.wrong_signature");
        }
        gateways::Notice notice;
        if (body == "a payout") notice.kind = gateways::NoticeKind::PayOut;
        if (body == "of no type") return notice;
        notice.event = body;
        notice.type = "payment.changed";
        if (payments.size() == 1) notice.attempt = payments.begin()->first;
        return notice;
    }

    mutable std::map<Uuid, Payment> payments;
    mutable std::map<Uuid, Refund> refunds;
    gateways::Verdict nextRefund = gateways::Verdict::Approved; // of refunds that are new
    std::string providerName = "fake";
    mutable std::map<std::string, gateways::Dispute> disputes; // by reference
    mutable std::map<Uuid, std::string> answers;               // evidence by attempt
    std::vector<gateways::BalanceLine> balance;                // oldest first

private:
    // What is closed takes nothing any more.
    gateways::Outcome tell(const Uuid& attempt, std::string_view reference,
                           gateways::DisputeState state) const
    {
        const Fault fault = nextFault();
        if (fault == Fault::LostRequest) return {};
        gateways::Dispute& dispute = disputes.at(std::string(reference));
        const bool isOpen = dispute.state == gateways::DisputeState::NeedsResponse ||
                            dispute.state == gateways::DisputeState::UnderReview;
        if (!isOpen && dispute.state != state) {
            return {gateways::Verdict::Declined, {}, "dispute_closed", {}};
        }
        dispute.state = state;
        if (fault == Fault::LostAnswer) return {};
        return {gateways::Verdict::Approved, "fake_dsp_" + attempt.text(), {}, {}};
    }
    static gateways::Outcome answer(const Uuid& attempt, const Payment& payment)
    {
        gateways::Outcome outcome;
        outcome.verdict = payment.isCanceled ? gateways::Verdict::Declined : payment.verdict;
        outcome.reference = "fake_pay_" + attempt.text();
        if (outcome.verdict == gateways::Verdict::Declined) {
            outcome.reason = payment.isCanceled ? "canceled" : "card_declined";
        }
        outcome.method = "Visa ·· 4242";
        outcome.isCaptured = payment.isCaptured;
        return outcome;
    }
    static gateways::Outcome answer(const Uuid& attempt, const Refund& refund)
    {
        const bool isDeclined = refund.verdict == gateways::Verdict::Declined;
        return {refund.verdict,
                "fake_ref_" + attempt.text(),
                isDeclined ? "expired_or_canceled_card" : "",
                {}};
    }
};

} // namespace stoa::test
