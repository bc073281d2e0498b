#include "domain/ledger/ledger.h"

#include "core/assert.h"
#include "domain/ledger/ledger_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::ledger {
namespace {

struct Change {
    std::int64_t debitsPending = 0;
    std::int64_t debitsPosted = 0;
    std::int64_t creditsPending = 0;
    std::int64_t creditsPosted = 0;
};

using AccountKey = std::pair<std::string, Uuid>; // the kind's word and the owner

AccountKey keyOf(const Account& account)
{
    return {enumText(account.kind), account.owner};
}

bool keepsBalance(api::AccountKind kind)
{
    return kind == api::AccountKind::OrderHold || kind == api::AccountKind::SellerPayable ||
           kind == api::AccountKind::SellerDebt;
}

struct Amounts {
    std::int64_t pending;
    std::int64_t posted;
};

Amounts amountsOf(const Transfer& transfer)
{
    const std::int64_t amount = transfer.amount.minor();
    switch (transfer.phase) {
    case Phase::Single:
        return {0, amount};
    case Phase::Pending:
        return {amount, 0};
    case Phase::Post:
        return {-amount, amount};
    case Phase::Void:
    case Phase::Expire:
        return {-amount, 0};
    }
    return {0, 0};
}

void openAccounts(Unit& unit, const Entry& entry)
{
    std::map<AccountKey, AccountId>
        accounts; // sorted: two entries wait for each other in one order
    for (const Transfer& transfer : entry.transfers) {
        accounts.try_emplace(keyOf(transfer.debit), AccountId::make());
        accounts.try_emplace(keyOf(transfer.credit), AccountId::make());
    }
    std::vector<AccountId> ids;
    std::vector<std::string> kinds;
    std::vector<Uuid> owners;
    for (const auto& [key, id] : accounts) {
        ids.push_back(id);
        kinds.push_back(key.first);
        owners.push_back(key.second);
    }
    unit.db().defer(sql::kInsertAccounts, unit.organisation(), entry.currency, ids, kinds, owners);
}

void appendTransfers(Unit& unit, const Entry& entry)
{
    std::vector<TransferId> ids;
    std::vector<int> lines;
    std::vector<std::string> debitKinds, creditKinds, phases, reasons;
    std::vector<Uuid> debitOwners, creditOwners;
    std::vector<std::int64_t> amounts;
    std::vector<std::optional<TransferId>> pendings;
    for (const Transfer& transfer : entry.transfers) {
        STOA_ASSERT(transfer.amount.isPositive());
        STOA_ASSERT(transfer.amount.currency() == entry.currency);
        STOA_ASSERT(!(transfer.debit == transfer.credit));
        ids.push_back(transfer.id);
        lines.push_back(static_cast<int>(lines.size()) + 1);
        debitKinds.push_back(enumText(transfer.debit.kind));
        debitOwners.push_back(transfer.debit.owner);
        creditKinds.push_back(enumText(transfer.credit.kind));
        creditOwners.push_back(transfer.credit.owner);
        amounts.push_back(transfer.amount.minor());
        phases.push_back(enumText(transfer.phase));
        pendings.push_back(transfer.pending);
        reasons.push_back(transfer.reason);
    }
    unit.db().defer(sql::kInsertTransfers, unit.organisation(), entry.id, entry.currency,
                    entry.order, entry.payment, entry.refund, unit.now(), unit.actor().text(),
                    unit.request(), ids, lines, debitKinds, debitOwners, creditKinds, creditOwners,
                    amounts, phases, pendings, reasons);
}

void moveBalances(Unit& unit, const Entry& entry)
{
    std::map<AccountKey, Change> changes;
    for (const Transfer& transfer : entry.transfers) {
        const Amounts amounts = amountsOf(transfer);
        if (keepsBalance(transfer.debit.kind)) {
            Change& change = changes[keyOf(transfer.debit)];
            change.debitsPending += amounts.pending;
            change.debitsPosted += amounts.posted;
        }
        if (keepsBalance(transfer.credit.kind)) {
            Change& change = changes[keyOf(transfer.credit)];
            change.creditsPending += amounts.pending;
            change.creditsPosted += amounts.posted;
        }
    }
    if (changes.empty()) return;
    std::vector<std::string> kinds;
    std::vector<Uuid> owners;
    std::vector<std::int64_t> debitsPending, debitsPosted, creditsPending, creditsPosted;
    for (const auto& [key, change] : changes) {
        kinds.push_back(key.first);
        owners.push_back(key.second);
        debitsPending.push_back(change.debitsPending);
        debitsPosted.push_back(change.debitsPosted);
        creditsPending.push_back(change.creditsPending);
        creditsPosted.push_back(change.creditsPosted);
    }
    unit.db().defer(sql::kMoveBalances, unit.organisation(), entry.currency, kinds, owners,
                    debitsPending, debitsPosted, creditsPending, creditsPosted);
}

} // namespace

Account holdOf(OrderId order)
{
    return {api::AccountKind::OrderHold, order.uuid()};
}

Account accountOf(OrgId organisation, api::AccountKind kind)
{
    STOA_ASSERT(kind != api::AccountKind::OrderHold);
    return {kind, organisation.uuid()};
}

void Entry::move(const Account& debit, const Account& credit, const Money& amount,
                 std::string_view reason)
{
    Transfer transfer;
    transfer.debit = debit;
    transfer.credit = credit;
    transfer.amount = amount;
    transfer.reason = reason;
    transfers.push_back(std::move(transfer));
}

void Entry::reserveAndConfirm(const Account& debit, const Account& credit, const Money& amount,
                              std::string_view reserveReason, std::string_view reason)
{
    reserve(debit, credit, amount, reserveReason);
    confirm(Transfer(transfers.back()), reason);
}

void Entry::reserve(const Account& debit, const Account& credit, const Money& amount,
                    std::string_view reason)
{
    move(debit, credit, amount, reason);
    transfers.back().phase = Phase::Pending;
}

void Entry::confirm(const Transfer& reserved, std::string_view reason)
{
    move(reserved.debit, reserved.credit, reserved.amount, reason);
    transfers.back().phase = Phase::Post;
    transfers.back().pending = reserved.id;
}

void Entry::release(const Transfer& reserved, std::string_view reason)
{
    confirm(reserved, reason);
    transfers.back().phase = Phase::Void;
}

void post(Unit& unit, const Entry& entry)
{
    STOA_ASSERT(!entry.transfers.empty());
    openAccounts(unit, entry);
    appendTransfers(unit, entry);
    moveBalances(unit, entry);
}

Result<std::vector<Transfer>> reservedFor(Unit& unit, OrderId order, std::optional<RefundId> refund)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectReserved, unit.organisation(), order, refund));
    std::vector<Transfer> reserved;
    for (const db::Row row : rows) {
        Transfer transfer;
        transfer.id = row.get<TransferId>("transfer_id");
        transfer.debit = {enumColumn<api::AccountKind>(row, "debit_kind"),
                          row.get<Uuid>("debit_owner")};
        transfer.credit = {enumColumn<api::AccountKind>(row, "credit_kind"),
                           row.get<Uuid>("credit_owner")};
        transfer.amount = row.money("amount_minor", "currency");
        transfer.phase = Phase::Pending;
        reserved.push_back(std::move(transfer));
    }
    return reserved;
}

std::vector<api::TransferView> viewsOf(const Entry& entry, Timestamp occurredAt)
{
    std::vector<api::TransferView> views;
    for (const Transfer& transfer : entry.transfers) {
        if (transfer.phase != Phase::Single && transfer.phase != Phase::Post) continue;
        api::TransferView view;
        view.id = transfer.id;
        view.entry = entry.id;
        view.occurredAt = occurredAt;
        view.debit = transfer.debit.kind;
        view.credit = transfer.credit.kind;
        view.amount = transfer.amount;
        view.reason = transfer.reason;
        view.order = entry.order;
        view.refund = entry.refund;
        views.push_back(std::move(view));
    }
    return views;
}

api::TransferView transferOf(const db::Row& row)
{
    api::TransferView view;
    view.id = row.get<TransferId>("transfer_id");
    view.entry = row.get<EntryId>("entry_id");
    view.occurredAt = row.get<Timestamp>("occurred_at");
    view.debit = enumColumn<api::AccountKind>(row, "debit_kind");
    view.credit = enumColumn<api::AccountKind>(row, "credit_kind");
    view.amount = row.money("amount_minor", "currency");
    view.reason = row.get<std::string>("reason");
    view.order = row.get<std::optional<OrderId>>("order_id");
    view.refund = row.get<std::optional<RefundId>>("refund_id");
    return view;
}

} // namespace stoa::ledger
