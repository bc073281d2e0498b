#pragma once
// The bank behind stoa-sandbox-pay: payments with manual capture, refunds, transfers, payouts and
// disputes in which no money moves, as JSON objects. Knows nothing of sockets; everything it does
// is recorded before it is answered, and read again at the next start.
//
//     POST /v1/payments {amount, currency, method, attempt}   …/{id}/capture   …/{id}/cancel
//     POST /v1/refunds {payment, amount, attempt}
//     POST /v1/transfers {amount, currency, account, attempt}
//     POST /v1/reversals {transfer, amount, attempt}
//     POST /v1/payouts {amount, currency, account, attempt}
//     POST /v1/disputes {payment, amount, reason, warning}   …/{id}/evidence {evidence}
//                                                           …/{id}/accept
//     POST /v1/decisions {id, status}            decides what waits for a decision
//     POST /v1/faults {fault, count, path, ms}   what the next requests to a path meet
//     POST /v1/webhook_faults {delay_ms, copies, reorder}
//     POST /v1/clock {advance_ms}                the bank's time runs ahead of the computer's
//     GET /v1/<kind>/{id}   GET /v1/<kind>?attempt=   GET /v1/balance_lines?after=&limit=&from=&to=
//     GET /v1/health                             {status, undelivered, due}: of events
//
// Every POST needs an Idempotency-Key: the same key with the same body gets the same answer, with
// another body a 422. An error is {"error": "a_stable_word"} with a 400, 404, 409 or 422.
//
// Tokens: tok_visa, tok_mastercard; tok_declined, tok_insufficient_funds; tok_slow (decided after
// two seconds), tok_stuck (only by a decision); tok_refund_pending, tok_refund_fails (after two
// seconds), tok_disputed. A payout to acct_closed fails after two seconds, others are paid then. A
// transfer that our balance does not cover is refused with balance_insufficient.
//
// Faults, also as the header Sandbox-Fault of one request: 500_before, 500_after, drop_after (the
// connection ends without an answer), timeout_after (no answer for as long as the caller waits),
// slow (the answer comes after `ms`), decline; none forgets what was planned. Any thread.

#include "core/timestamp.h"
#include "platform/json/json.h"
#include "platform/sandbox_pay/journal.h"

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <optional>

namespace stoa::sandbox_pay {

struct Request {
    std::string method;
    std::string path;
    std::map<std::string, std::string> query;
    std::string key;   // Idempotency-Key
    std::string fault; // Sandbox-Fault, "slow=500"
    std::string body;
};

enum class Silence { None, Drop, Hold }; // how the answer fails to arrive

struct Answer {
    int status = 200;
    std::string body;
    Silence silence = Silence::None;
    std::chrono::milliseconds delay{0};
};

// An event on its way to the marketplace.
struct Delivery {
    std::string id;
    std::string body;
};

class Bank {
public:
    static constexpr std::size_t kMaxObjects = 1'000'000; // and keys; beyond: 507
    static constexpr int kMaxTries = 16;                  // of one delivery

    // Without a listener it makes no events. Errors: sandbox_pay.state_*.
    static Result<std::unique_ptr<Bank>> open(const std::filesystem::path& folder,
                                              bool hasListener);

    // How far the bank's time is ahead. The times that it is told are the bank's.
    Duration ahead() const { return Duration(m_ahead.load()); }

    Answer handle(const Request& request, Timestamp now);

    // Deliveries that are due, each at most once until it is settled.
    std::vector<Delivery> takeDue(Timestamp now);
    void settle(const std::string& event, bool isDelivered, Timestamp now);

private:
    using Object = json::object;
    struct Kept {
        std::string fingerprint;
        std::string body;
    };
    struct Fault {
        std::string word;
        std::chrono::milliseconds delay{0};
    };
    struct PlannedFault {
        std::string path; // the beginning of the requests' paths
        Fault fault;
        std::int64_t left = 0;
    };
    // What one request changes; written and applied as a whole.
    struct Change {
        Timestamp now;
        std::vector<Object> puts{};
        bool isDeclined = false; // by a fault
    };
    using Reply = Result<Object>; // an error's code is the word, its kind the status

    explicit Bank(bool hasListener) : m_hasListener(hasListener) {}
    void replay(std::string_view line);
    std::vector<std::string> snapshot() const;
    void keep(const Object& object);
    Done commit(const Change& change, const Request* request, const std::string& body);

    Fault faultOf(const Request& request);
    Answer answer(const Request& request, const Fault& fault, Timestamp now);
    Answer post(const Request& request, const Fault& fault, Timestamp now);
    Answer get(const Request& request, Timestamp now) const;
    Reply dispatch(Change& change, const std::vector<std::string>& path, const Object& body);
    Reply administer(Change& change, const std::vector<std::string>& path, const Object& body);

    Reply pay(Change& change, const Object& body);
    Reply capture(Change& change, Object payment);
    Reply cancel(Change& change, Object payment);
    Reply refund(Change& change, const Object& body);
    Reply transfer(Change& change, const Object& body);
    Reply reverse(Change& change, const Object& body);
    Reply payOut(Change& change, const Object& body);
    Reply dispute(Change& change, const Object& body);
    void take(Change& change, Object& dispute);
    Object openDispute(Change& change, const Object& payment, const Object& about);
    Reply answerDispute(Change& change, Object dispute, const Object& body);
    Reply decide(Change& change, Object object, const std::string& status);
    Reply planFault(const Object& body);
    Reply advance(Change& change, const Object& body);

    Object make(const Change& change, std::string_view kind, const Object& body) const;
    Result<Object> find(std::string_view kind, const std::string& id) const;
    void put(Change& change, Object object, std::string_view what);
    void book(Change& change, const Object& source, std::string_view type, std::int64_t amount,
              std::int64_t fee = 0);
    void decideWhatIsDue(Timestamp now);

    const bool m_hasListener;
    std::mutex m_mutex;
    std::optional<Journal> m_journal;
    std::map<std::string, Object> m_objects;         // by id
    std::map<std::string, std::string> m_byAttempt;  // "payments <attempt>" → id
    std::map<std::int64_t, Object> m_balance;        // by number
    std::map<std::string, std::int64_t> m_available; // our balance by currency
    std::map<std::string, Kept> m_keys;              // answers by idempotency key
    std::map<std::string, Object> m_events;          // that are not delivered yet
    std::map<std::string, std::int64_t> m_undecided; // id → when, in microseconds
    std::map<std::string, bool> m_underWay;          // events that somebody delivers
    std::vector<PlannedFault> m_faults;
    Object m_webhookFaults;
    std::int64_t m_number = 0;             // of balance lines and events
    std::atomic<std::int64_t> m_ahead = 0; // microseconds
};

} // namespace stoa::sandbox_pay
