#include "domain/payouts/batches.h"

#include "domain/payouts/batch_view.h"
#include "domain/payouts/outcomes.h"
#include "domain/payouts/payouts_sql.h"
#include "domain/payouts/sending.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/second_person.h"

namespace stoa::payouts {
namespace {

// A seller may have tens of thousands of movements, and a statement has its time limit.
constexpr std::size_t kItemsAtOnce = 16; // payouts whose movements one statement finds

// A payout of the plan that is being written.
struct NewPayout {
    const Planned* planned;
    PayoutId id = PayoutId::make();
    TransferId reservation{};
};

ledger::Entry debtPaid(const Planned& planned)
{
    ledger::Entry entry;
    entry.organisation = planned.seller;
    entry.currency = planned.available.currency();
    entry.move(payableOf(planned.seller),
               ledger::accountOf(planned.seller, api::AccountKind::SellerDebt),
               planned.amount.debtPaid, "debt_paid");
    return entry;
}

// Pays the debts and reserves the amounts. Debts are paid also by those that are left out.
std::vector<NewPayout> reserve(Unit& unit, const Plan& plan)
{
    std::vector<NewPayout> payouts;
    std::vector<ledger::Entry> entries;
    for (const Planned& planned : plan.payouts) {
        const Amount& amount = planned.amount;
        if (amount.debtPaid.isPositive()) {
            entries.push_back(debtPaid(planned));
            if (amount.leftOut != api::LeftOut::None) {
                unit.raiseIn(planned.seller, "seller.debt_paid", planned.seller,
                             {{"amount", amount.debtPaid.text()}});
            }
        }
        if (amount.leftOut != api::LeftOut::None) continue;
        ledger::Entry reserved = reservationOf(planned.seller, amount.payout);
        payouts.push_back({&planned, PayoutId::make(), reserved.transfers.back().id});
        entries.push_back(std::move(reserved));
    }
    if (!entries.empty()) ledger::post(unit, entries);
    return payouts;
}

void insertItems(Unit& unit, std::span<const NewPayout> payouts)
{
    std::vector<OrgId> sellers;
    std::vector<PayoutId> ids;
    std::vector<Currency> currencies;
    std::vector<Timestamp> since;
    for (const auto& [planned, id, reservation] : payouts) {
        sellers.push_back(planned->seller);
        ids.push_back(id);
        currencies.push_back(planned->available.currency());
        since.push_back(planned->since);
    }
    unit.db().defer(sql::kInsertItems, sellers, ids, currencies, since);
}

void insertPayouts(Unit& unit, PayoutBatchId batch, const std::vector<NewPayout>& payouts)
{
    std::vector<OrgId> sellers;
    std::vector<PayoutId> ids;
    std::vector<Currency> currencies;
    std::vector<std::int64_t> amounts, debts, closings;
    std::vector<TransferId> reservations;
    std::vector<std::string> providers, accounts;
    for (const auto& [planned, id, reservation] : payouts) {
        sellers.push_back(planned->seller);
        ids.push_back(id);
        currencies.push_back(planned->available.currency());
        amounts.push_back(planned->amount.payout.minor());
        debts.push_back(planned->amount.debtPaid.minor());
        closings.push_back(planned->closing.minor());
        reservations.push_back(reservation);
        providers.push_back(enumText(*planned->route.provider));
        accounts.push_back(planned->route.account);
        unit.raiseIn(planned->seller, "payout.pending", id,
                     {{"amount", planned->amount.payout.text()}});
    }
    unit.db().defer(sql::kInsertPayouts, batch, unit.now(), sellers, ids, currencies, amounts,
                    debts, closings, reservations, providers, accounts);
    for (std::span rest(payouts); !rest.empty();) {
        const std::size_t count = std::min(kItemsAtOnce, rest.size());
        insertItems(unit, rest.first(count));
        rest = rest.subspan(count);
    }
}

// The batch, locked, undecided and as the caller saw it.
Result<std::string> lockUndecided(Unit& unit, PayoutBatchId batch, Version seen)
{
    STOA_TRY(rows, unit.db().run(sql::kLockBatch, unit.organisation(), batch));
    const auto row = rows.optional();
    if (!row) return fail(notFound(batch));
    STOA_CHECK(checkUndecided(enumColumn<api::BatchStatus>(*row, "status"),
                              api::BatchStatus::Prepared, "payout.batch_decided"));
    const auto current = row->get<Version>("version");
    if (current != seen) {
        return fail(makeError(ErrorKind::Stale, "batch.stale")
                        .in("version")
                        .with("seen", std::to_string(seen.value))
                        .with("current", std::to_string(current.value)));
    }
    return row->get<std::string>("prepared_by");
}

void decide(Unit& unit, PayoutBatchId batch, api::BatchStatus status, const std::string& note)
{
    const bool isFinal = status == api::BatchStatus::Canceled;
    const auto payoutStatus = isFinal ? api::PayoutStatus::Canceled : api::PayoutStatus::Processing;
    unit.db().defer(sql::kDecideBatch, unit.organisation(), batch, enumText(status),
                    unit.actor().text(), unit.actor().name, unit.now(), note);
    unit.db().defer(sql::kUpdatePayoutsOfBatch, batch, enumText(payoutStatus),
                    isFinal ? std::optional(unit.now()) : std::nullopt);
    unit.raise(isFinal ? "payout_batch.canceled" : "payout_batch.approved", batch, {});
    unit.setAuditTarget(batch.text());
}

} // namespace

Result<api::PayoutPlanView> handle(Unit& unit, const api::PreviewPayouts& request,
                                   const payments::Providers& providers)
{
    STOA_TRY(plan, planPayouts(unit, request.onlySeller, ledger::Lock::No, providers));
    return viewOf(plan);
}

Result<api::PayoutBatchView> handle(Unit& unit, const api::PreparePayouts& request,
                                    const payments::Providers& providers)
{
    STOA_TRY(plan, planPayouts(unit, request.onlySeller, ledger::Lock::Yes, providers));
    if (!isWorthwhile(plan)) {
        return fail(makeError(ErrorKind::Refused, "payout.nothing_due"));
    }
    const PayoutBatchId batch = PayoutBatchId::make();
    const auto payouts = reserve(unit, plan);
    unit.db().defer(sql::kInsertBatch, unit.organisation(), batch, batchNumber(batch),
                    std::ssize(payouts), unit.actor().text(), unit.actor().name, unit.now());
    insertPayouts(unit, batch, payouts);
    unit.raise("payout_batch.prepared", batch,
               {{"number", batchNumber(batch)}, {"payouts", std::to_string(payouts.size())}});
    unit.setAuditTarget(batch.text());
    return readBatch(unit, batch);
}

Result<api::PayoutBatchView> handle(Unit& unit, const api::ApprovePayoutBatch& request)
{
    STOA_TRY(preparedBy, lockUndecided(unit, request.batch, request.version));
    STOA_CHECK(checkSecondPerson(unit, preparedBy, "payout.same_person"));
    decide(unit, request.batch, api::BatchStatus::Approved, {});
    addAttempts(unit, request.batch);
    STOA_TRY(rows, unit.db().run(sql::kSelectPayoutsOfBatch, request.batch));
    std::vector<OpenPayout> sent;
    for (const db::Row row : rows) {
        const OpenPayout open{row.get<OrgId>("org_id"), row.get<PayoutId>("payout_id")};
        unit.raiseIn(open.seller, "payout.processing", open.payout, {});
        const auto provider = enumColumn<api::PayoutProvider>(row, "provider");
        if (provider != api::PayoutProvider::Manual) sent.push_back(open);
    }
    STOA_CHECK(enqueueSending(unit.db(), sent, unit.now()));
    return readBatch(unit, request.batch);
}

Result<api::PayoutBatchView> handle(Unit& unit, const api::CancelPayoutBatch& request)
{
    STOA_CHECK(lockUndecided(unit, request.batch, request.version));
    decide(unit, request.batch, api::BatchStatus::Canceled, request.note.value);
    STOA_TRY(rows, unit.db().run(sql::kSelectPayoutsOfBatch, request.batch));
    std::vector<ledger::Entry> entries;
    for (const db::Row row : rows) {
        const auto seller = row.get<OrgId>("org_id");
        entries.push_back(resolutionOf(seller, row.get<TransferId>("transfer_id"),
                                       row.money("amount_minor", "currency"), ledger::Phase::Void,
                                       "payout_canceled"));
        unit.raiseIn(seller, "payout.canceled", row.get<PayoutId>("payout_id"), {});
    }
    ledger::post(unit, entries);
    return readBatch(unit, request.batch);
}

bool isWorthwhile(const Plan& plan)
{
    return std::ranges::any_of(plan.payouts, [](const Planned& planned) {
        return planned.amount.leftOut == api::LeftOut::None;
    });
}

} // namespace stoa::payouts
