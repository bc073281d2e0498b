#pragma once
// A provider at the other end of a bad line, in virtual time: requests get lost, arrive late and
// arrive twice, answers get lost, decisions come later, and what was paid back may come back.

#include "domain_shop/fake_transfers.h"
#include "support/random.h"

namespace stoa::test {

class SimulatedBank final : public FakeTransfers {
public:
    enum class State { Unheard, Pending, Authorised, Captured, Canceled, Declined };
    struct Payment {
        State state = State::Unheard;
        Uuid attempt;
        Money amount;
        Money refunded; // or about to be
    };
    struct Refund {
        gateways::Verdict verdict = gateways::Verdict::Pending;
        Money amount;
        bool hasComeBack = false;
    };

    SimulatedBank(Random& random, double loss, double replay)
        : m_random(random), m_loss(loss), m_replay(replay)
    {}

    std::string_view name() const override { return "simulated"; }

    gateways::Outcome authorise(const Uuid& attempt, const Money& amount,
                                std::string_view) const override
    {
        return send([this, attempt, amount] { return takeAuthorise(attempt, amount); });
    }
    gateways::Outcome capture(const Uuid&, const Money&, std::string_view) const override
    {
        return send([this] { return take(State::Captured); });
    }
    gateways::Outcome cancel(const Uuid&, std::string_view) const override
    {
        return send([this] { return take(State::Canceled); });
    }
    gateways::Outcome refund(const Uuid& attempt, const Money& amount,
                             std::string_view) const override
    {
        return send([this, attempt, amount] { return takeRefund(attempt, amount); });
    }
    gateways::Outcome findPayment(const Uuid&) const override
    {
        return isLost() ? gateways::Outcome{} : ofPayment();
    }
    gateways::Outcome findRefund(const Uuid& attempt, std::string_view) const override
    {
        return isLost() ? gateways::Outcome{} : ofRefund(attempt);
    }

    const Payment& payment() const { return m_payment; }
    const std::map<Uuid, Refund>& refunds() const { return m_refunds; }
    bool isQuiet() const { return m_late.empty() && m_news.empty() && !hasPending(); }

    // Something that was on its way arrives, in any order.
    void deliverLate()
    {
        if (const auto request = takeAny(m_late)) (*request)();
    }
    // Decides something that waits, or changes its mind about a refund.
    void decide()
    {
        if (m_payment.state == State::Pending)
            change(m_random.chance(0.7) ? State::Authorised : State::Declined);
        for (auto& [attempt, refund] : m_refunds) {
            if (refund.verdict == gateways::Verdict::Pending) {
                settle(attempt, refund,
                       m_random.chance(0.8) ? gateways::Verdict::Approved
                                            : gateways::Verdict::Declined);
            } else if (refund.verdict == gateways::Verdict::Approved && m_random.chance(m_relapse))
                settle(attempt, refund, gateways::Verdict::Declined);
        }
    }
    // Of which attempt the provider has something to tell; told at least once.
    std::optional<Uuid> news()
    {
        const auto told = takeAny(m_news);
        if (told && m_random.chance(m_replay)) m_news.push_back(*told);
        return told;
    }
    void tellAgain(const Uuid& attempt) { m_news.push_back(attempt); }
    // From here on nothing is lost or comes twice, and no mind is changed.
    void heal() { m_loss = m_replay = m_relapse = 0; }

    // This world has none of these.
    Result<gateways::Dispute> findDispute(std::string_view) const override { return nothing(); }
    gateways::Outcome answerDispute(const Uuid&, std::string_view, std::string_view) const override
    {
        return {};
    }
    gateways::Outcome acceptDispute(const Uuid&, std::string_view) const override { return {}; }
    Result<gateways::BalancePage> balanceTransactions(Timestamp, Timestamp, std::string_view,
                                                      std::size_t) const override
    {
        return nothing();
    }
    Result<gateways::Notice> readNotice(std::string_view, std::string_view,
                                        Timestamp) const override
    {
        return nothing();
    }

private:
    using Request = std::function<gateways::Outcome()>;

    static tl::unexpected<Error> nothing()
    {
        return fail(ErrorKind::NotFound, "provider.not_found");
    }
    bool isLost() const { return m_random.chance(m_loss); }

    gateways::Outcome send(Request request) const
    {
        if (isLost()) {
            if (m_random.chance(0.5)) m_late.push_back(std::move(request));
            return {};
        }
        const gateways::Outcome outcome = request();
        if (m_random.chance(m_replay)) m_late.push_back(std::move(request));
        return isLost() ? gateways::Outcome{} : outcome;
    }

    template <class T>
    std::optional<T> takeAny(std::vector<T>& from) const
    {
        if (from.empty()) return std::nullopt;
        std::swap(from[static_cast<std::size_t>(m_random.between(0, std::ssize(from) - 1))],
                  from.back());
        std::optional<T> taken(std::move(from.back()));
        from.pop_back();
        return taken;
    }

    gateways::Outcome takeAuthorise(const Uuid& attempt, const Money& amount) const
    {
        if (m_payment.state == State::Unheard) {
            m_payment = {State::Unheard, attempt, amount, amount - amount};
            change(m_random.chance(0.2)   ? State::Pending
                   : m_random.chance(0.1) ? State::Declined
                                          : State::Authorised);
        }
        return ofPayment();
    }
    // A step is done once, and never after the other one.
    gateways::Outcome take(State wanted) const
    {
        const bool isFree = m_payment.state == State::Authorised ||
                            (wanted == State::Canceled && m_payment.state == State::Pending);
        if (!isFree) return {gateways::Verdict::Declined, {}, "wrong_state", {}};
        change(wanted);
        return {gateways::Verdict::Approved, {}, {}, {}};
    }
    gateways::Outcome takeRefund(const Uuid& attempt, const Money& amount) const
    {
        if (m_refunds.contains(attempt)) return ofRefund(attempt);
        const bool isCovered =
            m_payment.state == State::Captured && m_payment.refunded + amount <= m_payment.amount;
        if (!isCovered) return {gateways::Verdict::Declined, {}, "amount_too_large", {}};
        Refund& refund = m_refunds[attempt];
        refund.amount = amount;
        m_payment.refunded += amount;
        if (m_random.chance(0.6)) settle(attempt, refund, gateways::Verdict::Approved);
        return ofRefund(attempt);
    }

    void change(State state) const
    {
        m_payment.state = state;
        m_news.push_back(m_payment.attempt);
    }
    void settle(const Uuid& attempt, Refund& refund, gateways::Verdict verdict) const
    {
        refund.hasComeBack = refund.verdict == gateways::Verdict::Approved;
        refund.verdict = verdict;
        if (verdict == gateways::Verdict::Declined) m_payment.refunded -= refund.amount;
        m_news.push_back(attempt);
    }

    gateways::Outcome ofPayment() const
    {
        gateways::Outcome outcome;
        outcome.isCaptured = m_payment.state == State::Captured;
        outcome.reference = "pay_1";
        switch (m_payment.state) {
        case State::Unheard:
            return {gateways::Verdict::Absent, {}, {}, {}};
        case State::Pending:
            outcome.verdict = gateways::Verdict::Pending;
            break;
        case State::Authorised:
        case State::Captured:
            outcome.verdict = gateways::Verdict::Approved;
            break;
        case State::Canceled:
        case State::Declined:
            outcome.verdict = gateways::Verdict::Declined;
            outcome.reason = "card_declined";
            break;
        }
        return outcome;
    }
    gateways::Outcome ofRefund(const Uuid& attempt) const
    {
        const auto refund = m_refunds.find(attempt);
        if (refund == m_refunds.end()) return {gateways::Verdict::Absent, {}, {}, {}};
        return {refund->second.verdict, "ref_" + attempt.text(), {}, {}};
    }
    bool hasPending() const
    {
        return m_payment.state == State::Pending ||
               std::ranges::any_of(m_refunds, [](const auto& each) {
                   return each.second.verdict == gateways::Verdict::Pending;
               });
    }

    Random& m_random;
    double m_loss;
    double m_replay;
    double m_relapse = 0.02;
    mutable Payment m_payment;
    mutable std::map<Uuid, Refund> m_refunds;
    mutable std::vector<Request> m_late; // requests on their way
    mutable std::vector<Uuid> m_news;
};

} // namespace stoa::test
