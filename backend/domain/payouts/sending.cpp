#include "domain/payouts/sending.h"

#include "core/assert.h"
#include "domain/payments/attempt_rules.h"
#include "domain/payouts/outcomes.h"
#include "domain/payouts/sending_sql.h"
#include "domain/unit/enum_column.h"
#include "platform/jobs/jobs.h"

namespace stoa::payouts {
namespace {

namespace sql = payout_sending::sql;
using gateways::Outcome;
using gateways::Provider;
using gateways::Verdict;
using settlement::Next;
using settlement::Settled;

Attempt attemptOf(const db::Row& row)
{
    Attempt attempt;
    attempt.id = row.get<PayoutId>("payout_id");
    attempt.provider = enumColumn<api::PayoutProvider>(row, "provider");
    attempt.account = row.get<std::string>("account");
    attempt.amount = row.money("amount_minor", "currency");
    attempt.step = enumColumn<Step>(row, "step");
    attempt.isSent = row.get<bool>("is_sent");
    attempt.paysToBank = row.get<bool>("pays_to_bank");
    attempt.reference = row.get<std::string>("reference");
    attempt.reason = row.get<std::string>("reason");
    attempt.asked = row.get<int>("asked");
    attempt.isPaid = enumColumn<api::PayoutStatus>(row, "status") == api::PayoutStatus::Paid;
    return attempt;
}

Result<std::optional<Attempt>> lockAttempt(Unit& unit, PayoutId payout)
{
    STOA_TRY(rows, unit.db().run(sql::kLockPayoutAttempt, unit.organisation(), payout));
    const auto row = rows.optional();
    if (!row) return std::optional<Attempt>();
    return std::optional(attemptOf(*row));
}

void save(Unit& unit, const Attempt& attempt)
{
    unit.db().defer(sql::kUpdatePayoutAttempt, unit.organisation(), attempt.id,
                    enumText(attempt.step), attempt.isSent, attempt.reference, attempt.reason,
                    attempt.asked, unit.now());
}

// What can't be taken back may have been taken back already, by somebody beside us.
Outcome reverse(const gateways::PaymentGateway& gateway, const Provider* provider,
                const Attempt& attempt)
{
    Outcome outcome = gateway.reverseTransfer(attempt.id.uuid(), attempt.amount, attempt.reference);
    if (outcome.verdict != Verdict::Declined || provider == nullptr) return outcome;
    const auto found = provider->findTransfer(attempt.id.uuid());
    if (found.verdict == Verdict::InDoubt) return found;
    const bool isBack = found.verdict == Verdict::Declined && found.reason == gateways::kReversed;
    if (isBack) outcome.verdict = Verdict::Approved;
    return outcome;
}

Outcome send(const gateways::PaymentGateway& gateway, const Provider* provider,
             const Attempt& attempt)
{
    switch (attempt.step) {
    case Step::Transfer:
        return gateway.transfer(attempt.id.uuid(), attempt.amount, attempt.account);
    case Step::PayOut:
        return gateway.payOut(attempt.id.uuid(), attempt.amount, attempt.account);
    case Step::Reverse:
        return reverse(gateway, provider, attempt);
    case Step::Settled:
        break;
    }
    return {Verdict::Approved, attempt.reference, {}, {}}; // an instant one stays as it was
}

Outcome find(const Provider& provider, const Attempt& attempt)
{
    const Uuid& id = attempt.id.uuid();
    switch (attempt.step) {
    case Step::Transfer:
        return provider.findTransfer(id);
    case Step::PayOut:
        return provider.findPayOut(id, attempt.account);
    case Step::Reverse:
        return provider.findReversal(id, attempt.reference);
    case Step::Settled:
        break;
    }
    Outcome transfer = provider.findTransfer(id);
    if (!attempt.paysToBank || transfer.verdict != Verdict::Approved) return transfer;
    return provider.findPayOut(id, attempt.account);
}

// Whether it ends the payout, and how; nothing while it is under way.
std::optional<Ending> endingOf(const Attempt& attempt, Finding finding)
{
    switch (finding) {
    case Finding::Unknown:
    case Finding::Again:
    case Finding::Transferred:
    case Finding::Refused:
        return std::nullopt;
    case Finding::Paid:
        return Ending{true, attempt.reference, {}};
    case Finding::Failed:
        return Ending{false, {}, attempt.reason, false};
    case Finding::Returned:
        return Ending{false, attempt.reference, attempt.reason, true, true};
    case Finding::Kept:
        return Ending{true, attempt.reference, attempt.reason};
    }
    return std::nullopt;
}

Settled settledAs(const Conclusion& conclusion)
{
    if (conclusion.after.step == Step::Settled) return {Next::Settled, {}};
    if (conclusion.finding == Finding::Unknown) {
        return {Next::Wait, pauseBeforeAsking(conclusion.after)};
    }
    return {Next::GoOn, {}};
}

jobs::NewJob jobOf(const OpenPayout& open)
{
    jobs::NewJob job;
    job.org = open.seller.uuid();
    job.queue = kPayoutQueue;
    job.kind = kSendPayout;
    job.payload = open.payout.text();
    job.uniqueKey = job.payload;
    job.importance = jobs::Importance::Critical;
    return job;
}

} // namespace

Result<std::optional<Prepared>> prepare(Unit& unit, PayoutId payout, settlement::News news)
{
    STOA_TRY(attempt, lockAttempt(unit, payout));
    if (!attempt) return std::optional<Prepared>();
    Prepared prepared{std::move(*attempt), Action::Nothing};
    prepared.action = news == settlement::News::Yes ? actionAfterNews(prepared.attempt)
                                                    : nextAction(prepared.attempt);
    if (prepared.action == Action::Nothing) return std::optional<Prepared>();
    if (prepared.action == Action::Send) {
        prepared.attempt.isSent = true;
        save(unit, prepared.attempt);
    }
    return std::optional(std::move(prepared));
}

Outcome ask(const gateways::PaymentGateway& gateway, const Prepared& prepared)
{
    STOA_ASSERT(prepared.action != Action::Nothing);
    const auto* provider = gateway.isInstant() ? nullptr : static_cast<const Provider*>(&gateway);
    const bool mayFind = provider != nullptr && prepared.action == Action::Ask;
    return mayFind ? find(*provider, prepared.attempt) : send(gateway, provider, prepared.attempt);
}

Result<Settled> settle(Unit& unit, const Prepared& prepared, const Outcome& outcome)
{
    STOA_TRY(payout, lockPayout(unit, prepared.attempt.id));
    STOA_TRY(current, lockAttempt(unit, prepared.attempt.id));
    STOA_ASSERT(current.has_value());
    if (*current != prepared.attempt) return Settled{Next::GoOn, {}}; // somebody was faster
    if (prepared.isReview() && outcome.verdict == Verdict::InDoubt) {
        return Settled{Next::Wait, payments::pauseBeforeAsking(1)};
    }
    const auto conclusion = conclude(*current, prepared.action, outcome);
    save(unit, conclusion.after);
    if (conclusion.finding == Finding::Transferred) {
        unit.db().defer(sql::kNoteTransfer, unit.organisation(), payout.id,
                        conclusion.after.reference, unit.now());
        unit.raise("payout.transferred", payout.id, {{"amount", payout.amount.text()}});
    }
    if (const auto ending = endingOf(conclusion.after, conclusion.finding)) {
        STOA_CHECK(end(unit, payout, *ending));
    }
    const bool isOpenAgain = prepared.isReview() && conclusion.after.step != Step::Settled;
    if (isOpenAgain) { // its job has ended long ago
        const OpenPayout open{unit.organisation(), payout.id};
        STOA_CHECK(enqueueSending(unit.db(), {&open, 1}, unit.now()));
    }
    return settledAs(conclusion);
}

void addAttempts(Unit& unit, PayoutBatchId batch)
{
    unit.db().defer(sql::kInsertPayoutAttempts, batch, unit.now());
}

Done enqueueSending(db::Connection& connection, std::span<const OpenPayout> payouts, Timestamp now)
{
    if (payouts.empty()) return {};
    std::vector<jobs::NewJob> jobs;
    for (const OpenPayout& open : payouts)
        jobs.push_back(jobOf(open));
    STOA_CHECK(jobs::enqueue(connection, jobs, now));
    return {};
}

Result<std::vector<OpenPayout>> openPayouts(db::Connection& connection, Timestamp before, int limit)
{
    STOA_TRY(rows, connection.run(sql::kListOpenPayoutAttempts, before, limit));
    std::vector<OpenPayout> open;
    for (const db::Row row : rows)
        open.push_back({row.get<OrgId>("org_id"), row.get<PayoutId>("payout_id")});
    return open;
}

Result<std::optional<OrgId>> ownerOf(db::Connection& connection, const Uuid& attempt)
{
    STOA_TRY(rows, connection.run(sql::kSelectPayoutOwner, attempt));
    const auto row = rows.optional();
    if (!row) return std::optional<OrgId>();
    return std::optional(row->get<OrgId>("org_id"));
}

} // namespace stoa::payouts
