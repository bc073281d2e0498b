#pragma once
// The life of one order in a world without a database, clocks or threads: the rules that decide, a
// provider at the end of a bad line, workers that die between any two steps or work twice, and
// people who refund, edit, cancel, send and pay out meanwhile.

#include "domain/edits/edit_rules.h"
#include "domain/ledger/escrow_rules.h"
#include "domain/orders/cancellation.h"
#include "domain/orders/fulfillment_rules.h"
#include "domain/refunds/cancellation_rules.h"
#include "domain/settlement/settlement.h"
#include "domain_shop/random_orders.h"
#include "simulated_bank.h"

namespace stoa::test {

class SimulatedLife {
public:
    // What happened, so that a campaign can say that all of it did.
    struct Tally {
        int captured = 0;
        int failed = 0;
        int refunded = 0;
        int refusedRefunds = 0;
        int reversed = 0;
        int edited = 0;
        int canceled = 0;
        int sent = 0;
        int released = 0;
    };

    // What it does comes from the seed alone.
    explicit SimulatedLife(std::uint64_t seed);
    // What is wrong; nothing when all agrees.
    std::string run();
    const Tally& tally() const { return m_tally; }

private:
    static constexpr int kEvents = 60;  // before the line heals
    static constexpr int kRounds = 300; // until everything must be known after that
    using Finding = payments::Finding;
    using Step = payments::Step;

    struct Worker {
        settlement::Prepared prepared;
        settlement::News news;
        std::optional<gateways::Outcome> outcome{};
    };
    enum class Fate { Pending, Succeeded, Failed };
    struct Given {
        refunds::RefundPlan plan;
        ledger::RefundSources from;
        Fate fate = Fate::Pending;
    };

    void happen(); // one event
    // As settlement::prepare, ask and settle do it between transactions.
    void begin(const Uuid& id, settlement::News news);
    void beginAny();
    std::vector<Worker>::iterator anyWorker();
    Worker take(std::vector<Worker>::iterator at);
    void advanceAny();
    // Somebody else takes over its job.
    void die();
    void again(const Worker& worker);
    void settle(const Worker& worker, const gateways::Outcome& outcome);
    void captured(const payments::Attempt& payment);
    void settleRefund(const Uuid& id, Finding finding);
    void putBack(Given& given);
    ledger::EscrowState escrow() const;
    void giveBack(const api::RefundContent& content);
    void cancel();
    // Less of a line, or cheaper to send.
    void edit();
    // Its payment came to nothing.
    void callOff();
    void sendGoods();
    void release();
    void payOut();
    void complain(std::string what); // the first problem counts
    void refuse(bool isBroken, const char* law);
    void check();
    // The order has given back what its refunds gave back, to each.
    void checkRefunds();
    bool isAtRest() const;
    // Everything is known now, and both sides know the same.
    void compare();

    Random m_random;
    SimulatedBank m_bank;
    Timestamp m_now{1'800'000'000'000'000};
    Money m_none;
    orders::OrderState m_order;
    PaymentId m_payment;
    std::map<Uuid, payments::Attempt> m_attempts; // as they are stored
    std::map<Uuid, Given> m_given;
    std::vector<Worker> m_workers;
    ledger::Shares m_released;
    Money m_held;
    Money m_payable;
    Money m_paidOut;
    Money m_debt;
    std::string m_problem;
    Tally m_tally;
};

} // namespace stoa::test
