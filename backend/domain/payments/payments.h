#pragma once
// Payments of orders: charging through a gateway, giving back through it, and the rows that say so.
// Orders and refunds call it inside their transaction, with an instant gateway. For a provider that
// is asked from jobs they promise a payment or a refund, and store an attempt (attempts.h).
//
// The id of a payment or refund is the attempt id of its gateway call.

#include "api/orders.h"
#include "core/state_table.h"
#include "domain/payments/attempt_rules.h"
#include "domain/unit/unit.h"

namespace stoa::payments {

// What moves a payment from state to state, and who says so.
enum class Command { Approve, Decline, Capture, Cancel };
enum class Who { Provider, Staff };
using Transition = stoa::Transition<api::PaymentState, Command, Who>;

inline constexpr std::array kTransitions{
    Transition{api::PaymentState::Processing, Command::Approve, api::PaymentState::RequiresCapture,
               Who::Provider},
    Transition{api::PaymentState::Processing, Command::Decline, api::PaymentState::Failed,
               Who::Provider},
    Transition{api::PaymentState::Processing, Command::Cancel, api::PaymentState::Canceled,
               Who::Staff},
    Transition{api::PaymentState::RequiresCapture, Command::Capture, api::PaymentState::Succeeded,
               Who::Provider},
    Transition{api::PaymentState::RequiresCapture, Command::Cancel, api::PaymentState::Canceled,
               Who::Staff},
    Transition{api::PaymentState::Failed, Command::Capture, api::PaymentState::Succeeded,
               Who::Provider}, // it was given up too early
    Transition{api::PaymentState::Canceled, Command::Capture, api::PaymentState::Succeeded,
               Who::Provider},
};

// A payment that is not written down yet: Succeeded, or Processing when its provider is asked
// later.
struct Charge {
    PaymentId id;
    Money amount;
    api::PaymentState state = api::PaymentState::Processing;
    std::string provider;
    std::string reference;
    std::string method;

    Money captured() const
    {
        return state == api::PaymentState::Succeeded ? amount : Money(0, amount.currency());
    }
};

// Authorises and captures. Writes nothing.
// Errors: payment.unknown_method (Invalid, field paymentMethod), payment.declined (Refused, params
// reason), payment.in_doubt (InDoubt).
Result<Charge> charge(const gateways::PaymentGateway& gateway, const Money& amount,
                      std::string_view method);

// A payment that a job will ask the provider for. Writes nothing.
Charge promise(const gateways::PaymentGateway& provider, const Money& amount);

// Store credit: taken at once, or reserved until the rest is paid. `credit` says whose.
Charge creditCharge(const Money& amount, const Uuid& credit, bool isTaken);

// The rows of charges, for as many orders as one transaction has. send() lets them go out with the
// connection's next round trip.
class NewPayments {
public:
    NewPayments();
    void add(Unit& unit, OrderId order, const Charge& charge);
    void send(db::Connection& connection) const { connection.defer(m_rows); }

private:
    db::RowSet m_rows;
};

api::PaymentView viewOf(const Charge& charge, Timestamp createdAt); // as a reader will see it

// A charge for an edit of the order. Goes out with the unit's next round trip.
void addEditPayment(Unit& unit, OrderId order, OrderEditId edit, const Charge& charge);
// What an edit is paid with, so far: one through a provider, and one with store credit.
struct EditPayment {
    PaymentId id;
    api::PaymentState state = api::PaymentState::Processing;
    bool isCredit = false;
    Money amount;
    Money captured;
};
Result<std::vector<EditPayment>> editPayments(Unit& unit, OrderId order, OrderEditId edit);

// A captured payment that money can be given back from.
struct Captured {
    PaymentId id;
    std::string reference;
    Money captured;
    Money refunded;
    std::string provider{};
    Money disputed{}; // what the buyer's bank has taken, or will if it decides so

    // What can still go back through it.
    Money room() const
    {
        return std::max(Money(0, captured.currency()), captured - refunded - disputed);
    }
};
Captured capturedOf(const db::Row& row); // of kSelectCaptured, not `is_credit`

// What an order is paid with store credit: a payment whose provider, "store_credit", nobody asks.
// Its refunded amount stays zero; what becomes credit again is told by the refunds.
struct CreditPart {
    PaymentId id;
    Money amount;
    bool isTaken = false; // else reserved
};
CreditPart creditPartOf(const db::Row& row); // of kSelectCaptured, `is_credit`
// Taken, or given up. Goes out with the unit's next round trip.
void endCreditPart(Unit& unit, const CreditPart& part, bool isTaken);

// The provider's reference of the refund. Writes nothing.
// Errors: refund.declined (Refused, params reason), refund.in_doubt (InDoubt).
Result<std::string> giveBack(const gateways::PaymentGateway& gateway, const Captured& payment,
                             RefundId refund, const Money& amount);

// Goes out with the unit's next round trip, whose error may then be db.check with the constraint
// payment_refund_covered. A negative amount takes a refund back that failed.
void recordRefund(Unit& unit, PaymentId payment, const Money& amount);

// Writes what a provider said about a payment into its row, which it locks. False when the payment
// has an end already: the first one counts.
Result<bool> recordConclusion(Unit& unit, const Conclusion& conclusion);

api::PaymentView paymentOf(const db::Row& row); // of kSelectPayments

} // namespace stoa::payments
