#include "domain/payments/attempts.h"

#include "domain/payments/payments_sql.h"
#include "domain/unit/enum_column.h"
#include "platform/jobs/jobs.h"

namespace stoa::payments {
namespace {

constexpr Timestamp kNever(253'402'300'799'999'999); // 9999-12-31T23:59:59.999999Z
constexpr int kAttemptPriority = 2;

Attempt attemptOf(const db::Row& row)
{
    Attempt attempt;
    attempt.id = row.get<Uuid>("attempt_id");
    attempt.payment = row.get<PaymentId>("payment_id");
    attempt.order = row.get<OrderId>("order_id");
    attempt.provider = row.get<std::string>("provider");
    attempt.step = enumColumn<Step>(row, "step");
    attempt.isSent = row.get<bool>("is_sent");
    attempt.method = row.get<std::string>("method");
    attempt.reference = row.get<std::string>("reference");
    attempt.amount = row.money("amount_minor", "currency");
    attempt.asked = row.get<int>("asked");
    attempt.expiresAt = row.get<Timestamp>("expires_at");
    attempt.hasFailed = row.get<bool>("has_failed");
    attempt.edit = row.get<std::optional<OrderEditId>>("edit_id");
    return attempt;
}

} // namespace

Attempt paymentAttempt(PaymentId payment, OrderId order, std::string_view provider,
                       const Money& amount, std::string_view method, Timestamp now)
{
    Attempt attempt;
    attempt.id = payment.uuid();
    attempt.payment = payment;
    attempt.order = order;
    attempt.provider = provider;
    attempt.method = method;
    attempt.amount = amount;
    attempt.expiresAt = now + kPaymentTime;
    return attempt;
}

Attempt refundAttempt(RefundId refund, PaymentId payment, OrderId order, std::string_view provider,
                      const Money& amount, std::string_view reference)
{
    Attempt attempt;
    attempt.id = refund.uuid();
    attempt.payment = payment;
    attempt.order = order;
    attempt.provider = provider;
    attempt.step = Step::Refund;
    attempt.amount = amount;
    attempt.reference = reference;
    attempt.expiresAt = kNever;
    return attempt;
}

void addAttempt(Unit& unit, const Attempt& attempt)
{
    unit.db().defer(sql::kInsertAttempt, unit.organisation(), attempt.id, attempt.payment,
                    attempt.order, attempt.provider, enumText(attempt.step), attempt.method,
                    attempt.reference, attempt.amount.currency(), attempt.amount.minor(),
                    unit.now(), attempt.expiresAt);
}

void saveAttempt(Unit& unit, const Attempt& attempt)
{
    unit.db().defer(sql::kUpdateAttempt, unit.organisation(), attempt.id, enumText(attempt.step),
                    attempt.isSent, attempt.method, attempt.reference, attempt.asked, unit.now());
}

Result<std::optional<Attempt>> lockAttempt(Unit& unit, const Uuid& attempt)
{
    STOA_TRY(rows, unit.db().run(sql::kLockAttempt, unit.organisation(), attempt));
    const auto row = rows.optional();
    if (!row) return std::optional<Attempt>();
    return std::optional(attemptOf(*row));
}

void stopPayments(Unit& unit, OrderId order)
{
    unit.db().defer(sql::kStopPayments, unit.organisation(), order, unit.now());
}

void stopPayment(Unit& unit, PaymentId payment)
{
    unit.db().defer(sql::kStopPayment, unit.organisation(), payment, unit.now());
}

Result<std::vector<OpenAttempt>> openAttempts(db::Connection& connection, Timestamp before,
                                              int limit)
{
    STOA_TRY(rows, connection.run(sql::kListOpenAttempts, before, limit));
    std::vector<OpenAttempt> open;
    for (const db::Row row : rows)
        open.push_back({row.get<OrgId>("org_id"), row.get<Uuid>("attempt_id")});
    return open;
}

Done enqueueAttempts(db::Connection& connection, std::span<const OpenAttempt> attempts,
                     Timestamp now)
{
    std::vector<jobs::NewJob> jobs;
    for (const OpenAttempt& attempt : attempts) {
        jobs::NewJob job;
        job.org = attempt.organisation.uuid();
        job.queue = kAttemptQueue;
        job.kind = kAttemptKind;
        job.payload = job.uniqueKey = attempt.attempt.text();
        job.priority = kAttemptPriority;
        job.importance = jobs::Importance::Critical;
        jobs.push_back(std::move(job));
    }
    STOA_CHECK(jobs::enqueue(connection, jobs, now));
    return {};
}

} // namespace stoa::payments
