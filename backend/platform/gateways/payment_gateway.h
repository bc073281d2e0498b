#pragma once
// How the marketplace talks to payment providers. An attempt id is made and stored before the call
// and is the provider's idempotency key: the same attempt never moves money twice. The steps of a
// payment (authorise, capture, cancel) share the attempt; a provider that has one name space for
// its keys puts the step in front of it.
//
// An instant gateway decides locally, without any I/O, and always decides: it may be asked inside a
// transaction, and the same attempt gets the same answer when the transaction runs again.
//
// A Provider is a service elsewhere. It is asked from a job only, between two transactions, blocks
// for as long as its deadline, and may leave an attempt in doubt. Then the answer is asked for by
// the attempt id (find…), and nothing is ever sent again under another one: what is Absent may be
// sent again as the same attempt, what is InDoubt is asked for again later.
//
// Amounts are positive; references are the provider's ids, at most kMaxReference bytes; reasons are
// stable words in snake case, at most kMaxReason. Thread-safe.

#include "core/id.h"
#include "core/money.h"
#include "core/result.h"
#include "core/timestamp.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stoa::gateways {

class ProviderLink;

inline constexpr std::size_t kMaxReference = 255;
inline constexpr std::size_t kMaxReason = 120;
// Of findTransfer: Declined for this reason, with the transfer's reference, when all of it has gone
// back, whoever did that.
inline constexpr std::string_view kReversed = "reversed";

enum class Verdict {
    Approved,
    Pending,       // accepted, and not decided yet: ask again later
    Declined,      // for good; `reason` says why. A buyer may try another method
    UnknownMethod, // the token is not one of this provider's
    Absent,        // of find… only: the provider has never heard of the attempt
    InDoubt,       // no answer: it may or may not have happened
};

struct Outcome {
    Verdict verdict = Verdict::InDoubt;
    std::string reference;   // the provider's id of what happened, to name it later
    std::string reason;      // a stable word: "card_declined", "insufficient_funds"
    std::string method;      // for people: "Visa ·· 4242"; of payments only
    bool isCaptured = false; // of findPayment: approved is authorised, and captured when this is
                             // so too
};

class PaymentGateway {
public:
    virtual ~PaymentGateway() = default;

    virtual std::string_view name() const = 0; // "sandbox": kept with each payment
    virtual bool isInstant() const = 0;

    // Reserves the amount on the buyer's side.
    virtual Outcome authorise(const Uuid& attempt, const Money& amount,
                              std::string_view method) const = 0;
    // Takes a reserved amount; `payment` is the reference of the authorisation.
    virtual Outcome capture(const Uuid& attempt, const Money& amount,
                            std::string_view payment) const = 0;
    // Gives back part or all of what was captured.
    virtual Outcome refund(const Uuid& attempt, const Money& amount,
                           std::string_view payment) const = 0;

    // Credits a seller's account with the provider, and takes part or all of that back.
    virtual Outcome transfer(const Uuid& attempt, const Money& amount,
                             std::string_view account) const = 0;
    virtual Outcome reverseTransfer(const Uuid& attempt, const Money& amount,
                                    std::string_view transfer) const = 0;
    // Sends money from a seller's account with the provider to the seller's bank. Pending until the
    // bank has it; it may still fail for days after it was Approved.
    virtual Outcome payOut(const Uuid& attempt, const Money& amount,
                           std::string_view account) const = 0;
};

// A chargeback: the buyer's bank wants money back. In Stripe's words.
enum class DisputeState {
    WarningNeedsResponse,
    WarningUnderReview,
    WarningClosed,
    NeedsResponse,
    UnderReview,
    Won,
    Lost,
    Prevented,
};

struct Dispute {
    std::string reference;
    std::string payment; // the reference of the payment
    DisputeState state = DisputeState::NeedsResponse;
    std::string reason; // "product_not_received"
    Money amount;
    Money fee; // what the provider keeps for it, so far
    std::optional<Timestamp> respondBy;
};

// One movement of our balance with the provider, as it will appear on its statement.
enum class BalanceKind {
    Charge,
    Refund,
    RefundFailure, // a refund that came back
    Dispute,
    DisputeReversal,
    Transfer,
    TransferReversal,
    Payout, // to our own bank
    Fee,
    Other, // of a word that this version does not know
};
struct BalanceLine {
    std::string reference; // of the line itself
    BalanceKind kind = BalanceKind::Other;
    std::string source; // the reference of the payment, refund, transfer, … behind it; of a
                        // reversal that of the transfer
    Money amount;       // signed: what we gained
    Money fee;          // of it, kept by the provider
    Timestamp createdAt;
};
struct BalancePage {
    std::vector<BalanceLine> lines; // newest first
    bool hasMore = false;           // ask again after the last line's reference
};

// What a verified webhook speaks of. The facts themselves are asked for: webhooks come late, twice
// and in any order.
enum class NoticeKind { Payment, Refund, Dispute, PayOut, Transfer };
struct Notice {
    std::string event; // the provider's id of this event: the same each time that it is delivered
    std::string type;  // in the provider's words, "charge.refund.updated"
    NoticeKind kind = NoticeKind::Payment;
    std::string reference;       // of the object
    std::optional<Uuid> attempt; // of ours; absent: made without us
};

class Provider : public PaymentGateway {
public:
    bool isInstant() const final { return false; }

    // The way to it, for those who watch its health; null when it is not far away.
    virtual const ProviderLink* link() const { return nullptr; }

    // Gives up a reservation. Declined when the money has been captured.
    virtual Outcome cancel(const Uuid& attempt, std::string_view payment) const = 0;

    // What became of an attempt. `payment` of a refund: what it gives back from.
    virtual Outcome findPayment(const Uuid& attempt) const = 0;
    virtual Outcome findRefund(const Uuid& attempt, std::string_view payment) const = 0;
    virtual Outcome findTransfer(const Uuid& attempt) const = 0;
    virtual Outcome findReversal(const Uuid& attempt, std::string_view transfer) const = 0;
    virtual Outcome findPayOut(const Uuid& attempt, std::string_view account) const = 0;

    // Errors: provider.unavailable (Unavailable), provider.not_found (NotFound).
    virtual Result<Dispute> findDispute(std::string_view reference) const = 0;
    // `evidence` for the buyer's bank, at most 20,000 bytes.
    virtual Outcome answerDispute(const Uuid& attempt, std::string_view reference,
                                  std::string_view evidence) const = 0;
    // Gives in: the dispute is lost, for good.
    virtual Outcome acceptDispute(const Uuid& attempt, std::string_view reference) const = 0;
    // The movements that were made in [from, to), those after (older than) the line `cursor` of a
    // page before; empty: from the newest. At most 100.
    // Errors: provider.unavailable (Unavailable).
    virtual Result<BalancePage> balanceTransactions(Timestamp from, Timestamp to,
                                                    std::string_view cursor,
                                                    std::size_t limit) const = 0;

    // Verifies a webhook: does no I/O. `signature` is the header that carries it.
    // Errors: webhook.unsigned, webhook.wrong_signature (both Unauthenticated), webhook.too_old
    // (Refused, params most), webhook.malformed (Invalid), webhook.unknown_event (Refused, params
    // type).
    virtual Result<Notice> readNotice(std::string_view signature, std::string_view body,
                                      Timestamp now) const = 0;
};

} // namespace stoa::gateways
