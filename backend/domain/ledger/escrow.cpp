#include "domain/ledger/escrow.h"

#include "core/assert.h"
#include "domain/ledger/escrow_sql.h"

namespace stoa::ledger {
namespace {

namespace sql = ledger_escrow::sql;

constexpr std::int64_t kMaxSellers = 1000; // of one look; the rest is due in the next one too

Escrow escrowOf(const db::Row& row)
{
    const auto money = [&row](std::string_view column) { return row.money(column, "currency"); };
    Escrow escrow;
    escrow.order = row.get<OrderId>("order_id");
    escrow.number = row.get<std::string>("number");
    escrow.captured = money("captured_minor");
    escrow.refunded = money("refunded_minor");
    escrow.dueAt = row.get<std::optional<Timestamp>>("due_at");
    escrow.releasedAt = row.get<std::optional<Timestamp>>("released_at");
    escrow.state = {money("held_minor"),
                    money("pending_minor"),
                    {money("seller_minor"), money("fee_minor"), money("tax_minor"),
                     money("collected_tax_minor")},
                    money("fee_left_minor"),
                    money("fee_tax_left_minor"),
                    money("collected_tax_left_minor"),
                    money("disputed_minor"),
                    money("excess_minor")};
    escrow.hasClaim = row.get<bool>("has_claim");
    return escrow;
}

// Rows of escrows, for one statement.
class EscrowMoves {
public:
    void add(const Escrow& escrow, const Shares& change, std::optional<Timestamp> dueAt,
             std::optional<Timestamp> releasedAt)
    {
        m_orders.push_back(escrow.order);
        m_currencies.push_back(change.seller.currency());
        m_dueAt.push_back(dueAt);
        m_releasedAt.push_back(releasedAt);
        m_seller.push_back(change.seller.minor());
        m_fee.push_back(change.fee.minor());
        m_tax.push_back(change.tax.minor());
        m_collectedTax.push_back(change.collectedTax.minor());
    }

    void send(Unit& unit) const
    {
        if (m_orders.empty()) return;
        unit.db().defer(sql::kAddReleased, unit.organisation(), m_orders, m_currencies, m_dueAt,
                        m_releasedAt, m_seller, m_fee, m_tax, m_collectedTax);
    }

private:
    std::vector<OrderId> m_orders;
    std::vector<Currency> m_currencies;
    std::vector<std::optional<Timestamp>> m_dueAt, m_releasedAt;
    std::vector<std::int64_t> m_seller, m_fee, m_tax, m_collectedTax;
};

Entry entryOf(const Unit& unit, const Escrow& escrow, const Shares& shares)
{
    const auto account = [&unit](api::AccountKind kind) {
        return accountOf(unit.organisation(), kind);
    };
    const Account hold = holdOf(escrow.order);
    Entry entry;
    entry.currency = shares.seller.currency();
    entry.order = escrow.order;
    entry.moveAny(hold, account(api::AccountKind::SellerPayable), shares.seller, "release");
    entry.moveAny(hold, account(api::AccountKind::PlatformFee), shares.fee, "release_fee");
    entry.moveAny(hold, account(api::AccountKind::TaxPayable), shares.tax, "release_fee_tax");
    entry.moveAny(hold, account(api::AccountKind::CollectedTax), shares.collectedTax,
                  "release_tax");
    return entry;
}

void change(Unit& unit, const Escrow& escrow, const Shares& shares)
{
    const Money none(0, shares.seller.currency());
    if (shares == Shares{none, none, none, none}) return;
    unit.db().defer(sql::kChangeReleased, unit.organisation(), escrow.order, shares.seller.minor(),
                    shares.fee.minor(), shares.tax.minor(), shares.collectedTax.minor());
}

// Of orders whose rows are locked.
std::vector<Release> releaseAll(Unit& unit, const std::vector<Escrow>& escrows, std::string_view by)
{
    std::vector<Release> releases;
    std::vector<Entry> entries;
    EscrowMoves moves;
    for (const Escrow& escrow : escrows) {
        if (escrow.isBlocked()) continue;
        const Shares shares = release(escrow.state);
        if (releasable(escrow.state).isZero()) {
            // Nothing is left to release: it went back to the buyer, or was released before.
            if (!escrow.dueAt) continue;
            moves.add(escrow, shares, std::nullopt, escrow.releasedAt);
            unit.raise("escrow.settled", escrow.order, {{"by", std::string(by)}});
            continue;
        }
        moves.add(escrow, shares, std::nullopt, unit.now());
        entries.push_back(entryOf(unit, escrow, shares));
        unit.raise("escrow.released", escrow.order,
                   {{"seller", shares.seller.text()},
                    {"fee", shares.fee.text()},
                    {"tax", shares.tax.text()},
                    {"collectedTax", shares.collectedTax.text()},
                    {"by", std::string(by)}});
        releases.push_back({escrow.order, shares});
    }
    moves.send(unit);
    if (!entries.empty()) post(unit, entries);
    return releases;
}

} // namespace

void startReleasePeriod(Unit& unit, OrderId order, Currency currency)
{
    unit.db().defer(sql::kStartReleasePeriod, unit.organisation(), order, currency, unit.now(),
                    SettlementPolicy().releaseDays);
}

Result<std::vector<Escrow>> loadEscrows(Unit& unit, std::span<const OrderId> orders, Lock lock)
{
    db::Pipeline batch(unit.db());
    if (lock == Lock::Yes) {
        batch.add(sql::kLockEscrowOrders, unit.organisation(),
                  std::vector<OrderId>(orders.begin(), orders.end()));
    }
    const auto found = addEscrows(batch, unit.organisation(), orders);
    STOA_CHECK(batch.run());
    return escrowsOf(batch[found]);
}

db::Pipeline::Slot addEscrows(db::Pipeline& batch, OrgId seller, std::span<const OrderId> orders)
{
    return batch.add(sql::kSelectEscrows, seller,
                     std::vector<OrderId>(orders.begin(), orders.end()));
}

std::vector<Escrow> escrowsOf(const db::Rows& rows)
{
    std::vector<Escrow> escrows;
    for (const db::Row row : rows)
        escrows.push_back(escrowOf(row));
    return escrows;
}

Result<std::vector<Release>> release(Unit& unit, std::span<const OrderId> orders,
                                     std::string_view by)
{
    STOA_ASSERT(orders.size() <= kMaxReleases);
    STOA_TRY(escrows, loadEscrows(unit, orders, Lock::Yes));
    return releaseAll(unit, escrows, by);
}

Result<std::vector<OrgId>> sellersWithDueEscrow(db::Connection& connection, Timestamp now)
{
    STOA_TRY(rows, connection.run(sql::kSelectSellersWithDueEscrow, now, kMaxSellers));
    std::vector<OrgId> sellers;
    for (const db::Row row : rows)
        sellers.push_back(row.get<OrgId>("org_id"));
    return sellers;
}

Result<std::size_t> releaseDue(Unit& unit)
{
    STOA_TRY(rows,
             unit.db().run(sql::kLockDueOrders, unit.organisation(), unit.now(), kMaxReleases));
    std::vector<OrderId> orders;
    for (const db::Row row : rows)
        orders.push_back(row.get<OrderId>("order_id"));
    if (orders.empty()) return std::size_t{0};
    STOA_TRY(escrows, loadEscrows(unit, orders, Lock::No));
    releaseAll(unit, escrows, "period");
    // Who waited for nobody's lock may have found what another had released a moment before.
    const auto handled = std::ranges::count_if(
        escrows, [](const Escrow& each) { return !each.isBlocked() && each.dueAt.has_value(); });
    return static_cast<std::size_t>(handled);
}

Result<SellerFunds> fundsOf(Unit& unit, Currency currency, Lock lock)
{
    db::Pipeline batch(unit.db());
    if (lock == Lock::Yes) batch.add(sql::kLockPayable, unit.organisation(), currency);
    const auto found = batch.add(sql::kSelectSellerFunds, unit.organisation(), currency);
    STOA_CHECK(batch.run());
    const db::Row row = batch[found].single();
    return SellerFunds{Money(row.get<std::int64_t>("payable_minor"), currency),
                       Money(row.get<std::int64_t>("debt_minor"), currency)};
}

void takeBack(Unit& unit, const Escrow& escrow, const RefundSources& sources)
{
    change(unit, escrow, {-sources.seller(), -sources.fee, -sources.tax, -sources.collectedTax});
}

void putBack(Unit& unit, const Escrow& escrow, const RefundSources& sources)
{
    change(unit, escrow, {sources.seller(), sources.fee, sources.tax, sources.collectedTax});
}

void moveDisputed(Unit& unit, OrderId order, const Money& seller, const Money& disputed)
{
    unit.db().defer(sql::kMoveDisputed, unit.organisation(), order, disputed.currency(),
                    seller.minor(), disputed.minor());
}

RefundSources sourcesIn(std::span<const Transfer> transfers, Currency currency)
{
    const Money none(0, currency);
    RefundSources sources{none, none, none, none, none, none};
    for (const Transfer& transfer : transfers) {
        if (transfer.debit.kind == api::AccountKind::OrderHold) sources.hold += transfer.amount;
        if (transfer.debit.kind == api::AccountKind::PlatformFee) sources.fee += transfer.amount;
        if (transfer.debit.kind == api::AccountKind::TaxPayable) sources.tax += transfer.amount;
        if (transfer.debit.kind == api::AccountKind::CollectedTax)
            sources.collectedTax += transfer.amount;
        if (transfer.debit.kind == api::AccountKind::SellerPayable)
            sources.payable += transfer.amount;
        if (transfer.debit.kind == api::AccountKind::SellerDebt) sources.debt += transfer.amount;
    }
    return sources;
}

SettlementPolicy policyOf(const db::Rows& rows)
{
    SettlementPolicy policy;
    if (const auto row = rows.optional()) {
        policy.releaseDays = row->get<std::int64_t>("release_days");
        policy.returnsCommission = row->get<bool>("returns_commission");
        policy.version = row->get<Version>("version");
    }
    return policy;
}

} // namespace stoa::ledger
