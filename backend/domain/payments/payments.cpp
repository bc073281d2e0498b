#include "domain/payments/payments.h"

#include "core/assert.h"
#include "core/text.h"
#include "domain/payments/payments_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::payments {
namespace {

constexpr std::size_t kMaxMethod = 120;
constexpr std::string_view kStoreCredit = "store_credit";

api::PaymentState after(api::PaymentState from, Command command)
{
    const auto state =
        next(StateTable<api::PaymentState, Command, Who>(kTransitions), from, command);
    STOA_ASSERT(state.has_value());
    return *state;
}

// Where an answer leads; nothing when the payment has an end already, or stands there.
std::optional<api::PaymentState> stateAfter(api::PaymentState state, Finding finding)
{
    const StateTable<api::PaymentState, Command, Who> table(kTransitions);
    switch (finding) {
    case Finding::Authorised:
        return next(table, state, Command::Approve);
    case Finding::Captured:
        return next(table, next(table, state, Command::Approve).value_or(state), Command::Capture);
    case Finding::Failed: {
        const auto declined = next(table, state, Command::Decline);
        return declined ? declined : next(table, state, Command::Cancel);
    }
    case Finding::Unknown:
    case Finding::Again:
    case Finding::Refunded:
    case Finding::Reversed:
        return std::nullopt;
    }
    return std::nullopt;
}

Error inDoubt(std::string_view code, std::string_view reference)
{
    return makeError(ErrorKind::InDoubt, code).because(reference);
}

} // namespace

Result<Charge> charge(const gateways::PaymentGateway& gateway, const Money& amount,
                      std::string_view method)
{
    STOA_ASSERT(gateway.isInstant());
    Charge charge;
    charge.id = PaymentId::make();
    charge.amount = amount;
    charge.provider = gateway.name();
    const auto authorised = gateway.authorise(charge.id.uuid(), amount, method);
    switch (authorised.verdict) {
    case gateways::Verdict::Approved:
        break;
    case gateways::Verdict::Declined:
        return fail(
            makeError(ErrorKind::Refused, "payment.declined").with("reason", authorised.reason));
    case gateways::Verdict::UnknownMethod:
        return fail(makeError(ErrorKind::Invalid, "payment.unknown_method")
                        .in("paymentMethod")
                        .with("provider", gateway.name()));
    case gateways::Verdict::Pending:
    case gateways::Verdict::Absent:
    case gateways::Verdict::InDoubt:
        return fail(inDoubt("payment.in_doubt", charge.id.text()));
    }
    charge.state = after(charge.state, Command::Approve);
    charge.reference = authorised.reference;
    charge.method = authorised.method;
    const auto captured = gateway.capture(charge.id.uuid(), amount, charge.reference);
    if (captured.verdict == gateways::Verdict::Declined) {
        return fail(
            makeError(ErrorKind::Refused, "payment.declined").with("reason", captured.reason));
    }
    if (captured.verdict != gateways::Verdict::Approved) {
        return fail(inDoubt("payment.in_doubt", charge.id.text()));
    }
    charge.state = after(charge.state, Command::Capture);
    return charge;
}

Charge promise(const gateways::PaymentGateway& provider, const Money& amount)
{
    STOA_ASSERT(!provider.isInstant());
    Charge charge;
    charge.id = PaymentId::make();
    charge.amount = amount;
    charge.provider = provider.name();
    return charge;
}

Charge creditCharge(const Money& amount, const Uuid& credit, bool isTaken)
{
    Charge charge;
    charge.id = PaymentId::make();
    charge.amount = amount;
    charge.state = after(charge.state, Command::Approve);
    if (isTaken) charge.state = after(charge.state, Command::Capture);
    charge.provider = kStoreCredit;
    charge.reference = credit.text();
    charge.method = "Store credit";
    return charge;
}

NewPayments::NewPayments() : m_rows(sql::kInsertPayments) {}

void NewPayments::add(Unit& unit, OrderId order, const Charge& charge)
{
    constexpr std::int64_t kRefunded = 0;
    constexpr std::string_view kNoFailure;
    unit.write(m_rows, unit.organisation(), charge.id, order, enumText(charge.state),
               charge.provider, charge.reference, charge.method, kNoFailure,
               charge.amount.currency(), charge.amount.minor(), charge.captured().minor(),
               kRefunded, unit.now());
}

api::PaymentView viewOf(const Charge& charge, Timestamp createdAt)
{
    api::PaymentView view;
    view.id = charge.id;
    view.state = charge.state;
    view.provider = charge.provider;
    view.method = charge.method;
    view.amount = charge.amount;
    view.captured = charge.captured();
    view.refunded = Money(0, charge.amount.currency());
    view.createdAt = createdAt;
    return view;
}

void addEditPayment(Unit& unit, OrderId order, OrderEditId edit, const Charge& charge)
{
    unit.db().defer(sql::kInsertEditPayment, unit.organisation(), charge.id, order, edit,
                    enumText(charge.state), charge.provider, charge.reference, charge.method,
                    charge.amount.currency(), charge.amount.minor(), charge.captured().minor(),
                    unit.now());
}

Result<std::vector<EditPayment>> editPayments(Unit& unit, OrderId order, OrderEditId edit)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectEditPayments, unit.organisation(), order, edit));
    std::vector<EditPayment> payments;
    for (const db::Row row : rows) {
        payments.push_back(
            {row.get<PaymentId>("payment_id"), enumColumn<api::PaymentState>(row, "state"),
             row.get<std::string_view>("provider") == kStoreCredit,
             row.money("amount_minor", "currency"), row.money("captured_minor", "currency")});
    }
    return payments;
}

Captured capturedOf(const db::Row& row)
{
    return {row.get<PaymentId>("payment_id"),        row.get<std::string>("reference"),
            row.money("captured_minor", "currency"), row.money("refunded_minor", "currency"),
            row.get<std::string>("provider"),        row.money("disputed_minor", "currency")};
}

CreditPart creditPartOf(const db::Row& row)
{
    return {row.get<PaymentId>("payment_id"), row.money("amount_minor", "currency"),
            row.get<std::int64_t>("captured_minor") > 0};
}

void endCreditPart(Unit& unit, const CreditPart& part, bool isTaken)
{
    STOA_ASSERT(!part.isTaken);
    const auto state =
        after(api::PaymentState::RequiresCapture, isTaken ? Command::Capture : Command::Cancel);
    unit.db().defer(sql::kEndCreditPart, unit.organisation(), part.id, enumText(state),
                    isTaken ? part.amount.minor() : 0);
}

Result<std::string> giveBack(const gateways::PaymentGateway& gateway, const Captured& payment,
                             RefundId refund, const Money& amount)
{
    STOA_ASSERT(gateway.isInstant());
    const auto outcome = gateway.refund(refund.uuid(), amount, payment.reference);
    switch (outcome.verdict) {
    case gateways::Verdict::Approved:
        return outcome.reference;
    case gateways::Verdict::Declined:
    case gateways::Verdict::UnknownMethod:
        return fail(
            makeError(ErrorKind::Refused, "refund.declined").with("reason", outcome.reason));
    case gateways::Verdict::Pending:
    case gateways::Verdict::Absent:
    case gateways::Verdict::InDoubt:
        return fail(inDoubt("refund.in_doubt", refund.text()));
    }
    return fail(inDoubt("refund.in_doubt", refund.text()));
}

void recordRefund(Unit& unit, PaymentId payment, const Money& amount)
{
    unit.db().defer(sql::kAddRefunded, unit.organisation(), payment, amount.minor());
}

Result<bool> recordConclusion(Unit& unit, const Conclusion& conclusion)
{
    const PaymentId payment = conclusion.after.payment;
    STOA_TRY(rows, unit.db().run(sql::kLockPayment, unit.organisation(), payment));
    const db::Row row = rows.single();
    const auto state = enumColumn<api::PaymentState>(row, "state");
    const auto reached = stateAfter(state, conclusion.finding);
    if (!reached) return false;
    const std::string& shown = conclusion.outcome.method;
    const Money captured = *reached == api::PaymentState::Succeeded
                               ? conclusion.after.amount
                               : Money(0, conclusion.after.amount.currency());
    unit.db().defer(sql::kUpdatePayment, unit.organisation(), payment, enumText(*reached),
                    conclusion.after.reference,
                    shown.empty() ? row.get<std::string>("method")
                                  : std::string(clipped(shown, kMaxMethod)),
                    conclusion.reason, captured.minor());
    return true;
}

api::PaymentView paymentOf(const db::Row& row)
{
    api::PaymentView view;
    view.id = row.get<PaymentId>("payment_id");
    view.state = enumColumn<api::PaymentState>(row, "state");
    view.provider = row.get<std::string>("provider");
    view.method = row.get<std::string>("method");
    view.amount = row.money("amount_minor", "currency");
    view.captured = row.money("captured_minor", "currency");
    view.refunded = row.money("refunded_minor", "currency");
    view.failureCode = row.get<std::string>("failure_code");
    view.createdAt = row.get<Timestamp>("created_at");
    view.edit = row.get<std::optional<OrderEditId>>("edit_id");
    return view;
}

} // namespace stoa::payments
