#include "domain/ledger/ledger.h"

#include "core/assert.h"
#include "domain/ledger/ledger_sql.h"
#include "domain/unit/enum_column.h"

#include <set>

namespace stoa::ledger {
namespace {

struct Change {
    std::int64_t debitsPending = 0;
    std::int64_t debitsPosted = 0;
    std::int64_t creditsPending = 0;
    std::int64_t creditsPosted = 0;
};

// Sorted, so that two postings wait for each other in one order.
struct AccountKey {
    OrgId organisation;
    std::string kind;
    Uuid owner;
    Currency currency;

    friend auto operator<=>(const AccountKey&, const AccountKey&) = default;
};

OrgId organisationOf(const Unit& unit, const Entry& entry)
{
    return entry.organisation ? *entry.organisation : unit.organisation();
}

AccountKey keyOf(const Unit& unit, const Entry& entry, const Account& account)
{
    return {organisationOf(unit, entry), enumText(account.kind), account.owner, entry.currency};
}

// The keys of accounts, one array for each column.
struct KeyColumns {
    std::vector<OrgId> organisations;
    std::vector<std::string> kinds;
    std::vector<Uuid> owners;
    std::vector<Currency> currencies;

    void add(const AccountKey& key)
    {
        organisations.push_back(key.organisation);
        kinds.push_back(key.kind);
        owners.push_back(key.owner);
        currencies.push_back(key.currency);
    }
};

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

void openAccounts(Unit& unit, std::span<const Entry> entries)
{
    std::set<AccountKey> accounts;
    for (const Entry& entry : entries) {
        for (const Transfer& transfer : entry.transfers) {
            accounts.insert(keyOf(unit, entry, transfer.debit));
            accounts.insert(keyOf(unit, entry, transfer.credit));
        }
    }
    KeyColumns keys;
    std::vector<AccountId> ids;
    for (const AccountKey& key : accounts) {
        keys.add(key);
        ids.push_back(AccountId::make());
    }
    unit.db().defer(sql::kInsertAccounts, keys.organisations, ids, keys.kinds, keys.owners,
                    keys.currencies);
}

struct TransferColumns {
    KeyColumns debits;
    KeyColumns credits;
    std::vector<TransferId> ids;
    std::vector<EntryId> entries;
    std::vector<int> lines;
    std::vector<std::string> phases, reasons;
    std::vector<std::int64_t> amounts;
    std::vector<std::optional<TransferId>> pendings;
    std::vector<std::optional<OrderId>> orders;
    std::vector<std::optional<PaymentId>> payments;
    std::vector<std::optional<RefundId>> refunds;

    void add(const Unit& unit, const Entry& entry)
    {
        int line = 0;
        for (const Transfer& transfer : entry.transfers) {
            STOA_ASSERT(transfer.amount.isPositive());
            STOA_ASSERT(transfer.amount.currency() == entry.currency);
            STOA_ASSERT(!(transfer.debit == transfer.credit));
            debits.add(keyOf(unit, entry, transfer.debit));
            credits.add(keyOf(unit, entry, transfer.credit));
            ids.push_back(transfer.id);
            entries.push_back(entry.id);
            lines.push_back(++line);
            phases.push_back(enumText(transfer.phase));
            reasons.push_back(transfer.reason);
            amounts.push_back(transfer.amount.minor());
            pendings.push_back(transfer.pending);
            orders.push_back(entry.order);
            payments.push_back(entry.payment);
            refunds.push_back(entry.refund);
        }
    }
};

void appendTransfers(Unit& unit, std::span<const Entry> entries)
{
    TransferColumns rows;
    for (const Entry& entry : entries)
        rows.add(unit, entry);
    unit.db().defer(sql::kInsertTransfers, unit.now(), unit.actor().text(), unit.request(),
                    rows.debits.organisations, rows.ids, rows.entries, rows.lines,
                    rows.debits.kinds, rows.debits.owners, rows.credits.kinds, rows.credits.owners,
                    rows.debits.currencies, rows.amounts, rows.phases, rows.pendings, rows.reasons,
                    rows.orders, rows.payments, rows.refunds);
}

std::map<AccountKey, Change> changesOf(const Unit& unit, std::span<const Entry> entries)
{
    std::map<AccountKey, Change> changes;
    for (const Entry& entry : entries) {
        for (const Transfer& transfer : entry.transfers) {
            const Amounts amounts = amountsOf(transfer);
            if (keepsBalance(transfer.debit.kind)) {
                Change& change = changes[keyOf(unit, entry, transfer.debit)];
                change.debitsPending += amounts.pending;
                change.debitsPosted += amounts.posted;
            }
            if (keepsBalance(transfer.credit.kind)) {
                Change& change = changes[keyOf(unit, entry, transfer.credit)];
                change.creditsPending += amounts.pending;
                change.creditsPosted += amounts.posted;
            }
        }
    }
    return changes;
}

void moveBalances(Unit& unit, std::span<const Entry> entries)
{
    const auto changes = changesOf(unit, entries);
    if (changes.empty()) return;
    KeyColumns keys;
    std::vector<std::int64_t> debitsPending, debitsPosted, creditsPending, creditsPosted;
    for (const auto& [key, change] : changes) {
        keys.add(key);
        debitsPending.push_back(change.debitsPending);
        debitsPosted.push_back(change.debitsPosted);
        creditsPending.push_back(change.creditsPending);
        creditsPosted.push_back(change.creditsPosted);
    }
    unit.db().defer(sql::kMoveBalances, keys.organisations, keys.kinds, keys.owners,
                    keys.currencies, debitsPending, debitsPosted, creditsPending, creditsPosted);
}

std::vector<Transfer> transfersOf(const db::Rows& rows, Phase phase)
{
    std::vector<Transfer> transfers;
    for (const db::Row row : rows) {
        Transfer transfer;
        transfer.id = row.get<TransferId>("transfer_id");
        transfer.debit = {enumColumn<api::AccountKind>(row, "debit_kind"),
                          row.get<Uuid>("debit_owner")};
        transfer.credit = {enumColumn<api::AccountKind>(row, "credit_kind"),
                           row.get<Uuid>("credit_owner")};
        transfer.amount = row.money("amount_minor", "currency");
        transfer.phase = phase;
        transfers.push_back(std::move(transfer));
    }
    return transfers;
}

} // namespace

Account holdOf(OrderId order)
{
    return {api::AccountKind::OrderHold, order.uuid()};
}

Account accountOf(OrgId organisation, api::AccountKind kind)
{
    STOA_ASSERT(kind != api::AccountKind::OrderHold && kind != api::AccountKind::StoreCredit);
    return {kind, organisation.uuid()};
}

bool keepsBalance(api::AccountKind kind)
{
    return kind == api::AccountKind::OrderHold || kind == api::AccountKind::SellerPayable ||
           kind == api::AccountKind::SellerDebt || kind == api::AccountKind::StoreCredit;
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
    post(unit, std::span(&entry, 1));
}

void post(Unit& unit, std::span<const Entry> entries)
{
    STOA_ASSERT(!entries.empty());
    for (const Entry& entry : entries)
        STOA_ASSERT(!entry.transfers.empty());
    openAccounts(unit, entries);
    appendTransfers(unit, entries);
    moveBalances(unit, entries);
}

Result<std::vector<Transfer>> reservedFor(Unit& unit, OrderId order, RefundId refund)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectReserved, unit.organisation(), order, refund));
    return transfersOf(rows, Phase::Pending);
}

Result<std::vector<Transfer>> reservedBy(Unit& unit, OrderId order,
                                         const std::vector<PaymentId>& payments)
{
    STOA_TRY(rows,
             unit.db().run(sql::kSelectReservedByPayments, unit.organisation(), order, payments));
    return transfersOf(rows, Phase::Pending);
}

Result<std::vector<Transfer>> confirmedFor(Unit& unit, OrderId order, RefundId refund)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectConfirmed, unit.organisation(), order, refund));
    return transfersOf(rows, Phase::Post);
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
    view.orderNumber = row.get<std::optional<std::string>>("number").value_or("");
    return view;
}

} // namespace stoa::ledger
