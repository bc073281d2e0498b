#include "domain/disputes/take_in.h"

#include "core/text.h"
#include "domain/disputes/dispute_record.h"
#include "domain/disputes/dispute_rules.h"
#include "domain/disputes/disputes_sql.h"
#include "domain/ledger/escrow.h"
#include "domain/orders/deadlines.h"
#include "domain/orders/order_view.h"
#include "domain/unit/enum_column.h"

namespace stoa::disputes {
namespace {

using api::AccountKind;

constexpr std::size_t kMaxReason = 60;

// Where an amount comes from.
struct Sources {
    Money hold;
    Money credit;
    Money payable;
    Money debt;
    std::optional<store_credit::CreditId> creditOf{};

    Money seller() const { return payable + debt; }
};

// What of the same money became the buyer's credit and is still there.
Done takeCredit(Unit& unit, OrderId order, const Money& most, Sources& sources)
{
    db::Pipeline batch(unit.db());
    batch.add(sql::kLockCreditGiven, unit.organisation(), order);
    const auto given = batch.add(sql::kSelectCreditGiven, unit.organisation(), order);
    STOA_CHECK(batch.run());
    const auto row = batch[given].optional();
    if (!row) return {};
    const Money left =
        std::min(row->money("given_minor", "currency"), row->money("balance_minor", "currency"));
    if (!left.isPositive()) return {};
    sources.credit = std::min(most, left);
    sources.creditOf = row->get<store_credit::CreditId>("credit_id");
    return {};
}

// What is held first, then what the buyer has of it as credit, then what the seller has, then what
// they will have.
Result<Sources> sourcesOf(Unit& unit, const ledger::Escrow& escrow, const Money& amount)
{
    const Money none(0, amount.currency());
    Sources sources{std::min(amount, escrow.state.held), none, none, none};
    Money rest = amount - sources.hold;
    if (rest.isZero()) return sources;
    STOA_CHECK(takeCredit(unit, escrow.order, rest, sources));
    rest -= sources.credit;
    if (rest.isZero()) return sources;
    STOA_TRY(funds, ledger::fundsOf(unit, amount.currency(), ledger::Lock::Yes));
    sources.payable = std::min(rest, std::max(none, funds.payable));
    sources.debt = rest - sources.payable;
    return sources;
}

// The transfers of one change.
class Booking {
public:
    Booking(const Unit& unit, const Owner& owner, Currency currency)
        : m_seller(unit.organisation()), m_order(owner.order)
    {
        m_entry.currency = currency;
        m_entry.order = owner.order;
        m_entry.payment = owner.payment;
    }

    // Whose store credit is meant.
    void takeFrom(std::optional<store_credit::CreditId> credit) { m_credit = credit; }

    std::optional<TransferId> reserve(AccountKind from, const Money& amount)
    {
        if (amount.isZero()) return std::nullopt;
        m_entry.reserve(account(from), account(AccountKind::DisputeHold), amount, "dispute_opened");
        return m_entry.transfers.back().id;
    }
    void take(AccountKind from, const Money& amount, std::optional<TransferId> reserved)
    {
        if (reserved) m_entry.confirm(transferOf(from, amount, *reserved), "dispute");
    }
    void giveBack(AccountKind from, const Money& amount, std::optional<TransferId> reserved)
    {
        if (reserved) m_entry.release(transferOf(from, amount, *reserved), "dispute_won");
    }
    void settle(const Money& amount)
    {
        m_entry.move(account(AccountKind::DisputeHold), account(AccountKind::ProviderReceivable),
                     amount, "dispute_settled");
    }
    void charge(const Money& fee)
    {
        const auto cost = account(AccountKind::ProcessingCost);
        const auto provider = account(AccountKind::ProviderReceivable);
        if (fee.isNegative())
            m_entry.move(provider, cost, -fee, "dispute_fee_returned");
        else
            m_entry.moveAny(cost, provider, fee, "dispute_fee");
    }
    void post(Unit& unit) const
    {
        if (!m_entry.transfers.empty()) ledger::post(unit, m_entry);
    }

private:
    ledger::Account account(AccountKind kind) const
    {
        if (kind == AccountKind::OrderHold) return ledger::holdOf(m_order);
        if (kind == AccountKind::StoreCredit) return store_credit::accountOf(*m_credit);
        return ledger::accountOf(m_seller, kind);
    }
    ledger::Transfer transferOf(AccountKind from, const Money& amount, TransferId id) const
    {
        ledger::Transfer transfer;
        transfer.id = id;
        transfer.debit = account(from);
        transfer.credit = account(AccountKind::DisputeHold);
        transfer.amount = amount;
        return transfer;
    }

    OrgId m_seller;
    OrderId m_order;
    std::optional<store_credit::CreditId> m_credit;
    ledger::Entry m_entry;
};

void reserve(Unit& unit, Booking& booking, Stored& dispute, const Sources& sources)
{
    dispute.view.fromEscrow = sources.hold;
    dispute.view.fromPayable = sources.payable;
    dispute.view.toDebt = sources.debt;
    dispute.hold = booking.reserve(AccountKind::OrderHold, sources.hold);
    dispute.payable = booking.reserve(AccountKind::SellerPayable, sources.payable);
    dispute.debt = booking.reserve(AccountKind::SellerDebt, sources.debt);
    ledger::moveDisputed(unit, dispute.view.order, -sources.seller(),
                         sources.hold + sources.seller());
    if (!sources.creditOf) return;
    dispute.view.fromCredit = sources.credit;
    dispute.creditOf = sources.creditOf;
    booking.takeFrom(dispute.creditOf);
    dispute.credit = booking.reserve(AccountKind::StoreCredit, sources.credit);
    store_credit::touch(unit, *dispute.creditOf);
    unit.raise("store_credit.disputed", dispute.view.order,
               {{"dispute", dispute.view.id.text()}, {"amount", sources.credit.text()}});
}

void take(Booking& booking, const Stored& dispute)
{
    const api::DisputeView& view = dispute.view;
    booking.take(AccountKind::OrderHold, view.fromEscrow, dispute.hold);
    booking.take(AccountKind::SellerPayable, view.fromPayable, dispute.payable);
    booking.take(AccountKind::SellerDebt, view.toDebt, dispute.debt);
    booking.take(AccountKind::StoreCredit, view.fromCredit, dispute.credit);
    booking.settle(view.amount);
}

void giveBack(Unit& unit, Booking& booking, const Stored& dispute)
{
    const api::DisputeView& view = dispute.view;
    booking.giveBack(AccountKind::OrderHold, view.fromEscrow, dispute.hold);
    booking.giveBack(AccountKind::SellerPayable, view.fromPayable, dispute.payable);
    booking.giveBack(AccountKind::SellerDebt, view.toDebt, dispute.debt);
    const Money seller = view.fromPayable + view.toDebt;
    ledger::moveDisputed(unit, view.order, seller, -(view.fromEscrow + seller));
    if (!dispute.creditOf) return;
    booking.giveBack(AccountKind::StoreCredit, view.fromCredit, dispute.credit);
    store_credit::touch(unit, *dispute.creditOf);
    unit.raise("store_credit.released", view.order,
               {{"dispute", view.id.text()}, {"amount", view.fromCredit.text()}});
}

Done book(Unit& unit, const Owner& owner, const ledger::Escrow& escrow, const Change& change,
          Stored& dispute)
{
    Booking booking(unit, owner, dispute.view.amount.currency());
    booking.takeFrom(dispute.creditOf);
    switch (change.books) {
    case Books::Nothing:
        break;
    case Books::Reserve:
    case Books::ReserveAndTake: {
        STOA_TRY(sources, sourcesOf(unit, escrow, dispute.view.amount));
        reserve(unit, booking, dispute, sources);
        if (change.books == Books::ReserveAndTake) take(booking, dispute);
        break;
    }
    case Books::Take:
        take(booking, dispute);
        break;
    case Books::GiveBack:
        giveBack(unit, booking, dispute);
        break;
    }
    booking.charge(change.feeChange);
    booking.post(unit);
    return {};
}

void insert(Unit& unit, const Owner& owner, const Stored& dispute)
{
    const api::DisputeView& view = dispute.view;
    unit.db().defer(sql::kInsertDispute, unit.organisation(), view.id, owner.order, owner.payment,
                    view.provider, view.reference, enumText(view.status), view.reason,
                    view.amount.currency(), view.amount.minor(), view.fee.minor(),
                    view.fromEscrow.minor(), view.fromPayable.minor(), view.toDebt.minor(),
                    dispute.hold, dispute.payable, dispute.debt, view.respondBy, unit.now(),
                    view.closedAt, view.fromCredit.minor(), dispute.credit, dispute.creditOf);
}

void update(Unit& unit, const Stored& dispute)
{
    const api::DisputeView& view = dispute.view;
    unit.db().defer(sql::kUpdateDispute, unit.organisation(), view.id, enumText(view.status),
                    view.fee.minor(), view.fromEscrow.minor(), view.fromPayable.minor(),
                    view.toDebt.minor(), dispute.hold, dispute.payable, dispute.debt,
                    view.respondBy, unit.now(), view.closedAt, view.fromCredit.minor(),
                    dispute.credit, dispute.creditOf);
}

// The nearest of the order's open disputes; stops with the last that waits for an answer.
Done keepDeadline(Unit& unit, OrderId order)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectNextDue, unit.organisation(), order));
    const auto due = rows.single().get<std::optional<Timestamp>>("respond_by");
    if (due)
        orders::setTimer(unit, order, api::TimerKind::DisputeEvidence, *due);
    else
        orders::endTimer(unit, order, api::TimerKind::DisputeEvidence, orders::TimerState::Stopped);
    return {};
}

Result<Stored> storedOf(Unit& unit, const Owner& owner, std::string_view provider,
                        const gateways::Dispute& found, bool& isNew)
{
    STOA_TRY(rows,
             unit.db().run(sql::kLockByReference, unit.organisation(), provider, found.reference));
    const auto row = rows.optional();
    isNew = !row.has_value();
    if (row) return lock(unit, row->get<DisputeId>("dispute_id"));
    const Money none(0, found.amount.currency());
    Stored dispute;
    dispute.payment = owner.payment;
    dispute.view.id = DisputeId::make();
    dispute.view.order = owner.order;
    dispute.view.provider = provider;
    dispute.view.reference = found.reference;
    dispute.view.reason = clipped(found.reason, kMaxReason);
    dispute.view.amount = found.amount;
    dispute.view.fee = dispute.view.fromEscrow = none;
    dispute.view.fromPayable = dispute.view.toDebt = dispute.view.fromCredit = none;
    return dispute;
}

void raise(Unit& unit, const Stored& dispute, const Change& change, bool isNew, bool isMoved)
{
    const api::DisputeView& view = dispute.view;
    const std::string id = view.id.text();
    const std::string amount = view.amount.text();
    if (isNew) {
        unit.raise("dispute.opened", view.order,
                   {{"dispute", id}, {"amount", amount}, {"reason", view.reason}});
    }
    if (isMoved) {
        unit.raise("dispute." + enumText(view.status), view.order,
                   {{"dispute", id}, {"amount", amount}});
    }
    if (!change.feeChange.isZero()) {
        unit.raise("dispute.fee_changed", view.order, {{"dispute", id}, {"fee", view.fee.text()}});
    }
    if (!isNew && !isMoved && change.feeChange.isZero()) {
        unit.raise("dispute.updated", view.order, {{"dispute", id}});
    }
}

} // namespace

Result<std::optional<Owner>> ownerOf(db::Connection& connection, std::string_view provider,
                                     std::string_view payment)
{
    STOA_TRY(rows, connection.run(sql::kSelectOwner, provider, payment));
    const auto row = rows.optional();
    if (!row) return std::optional<Owner>();
    return std::optional(Owner{
        row->get<OrgId>("org_id"), row->get<OrderId>("order_id"), row->get<PaymentId>("payment_id"),
        enumColumn<api::PaymentState>(*row, "state") == api::PaymentState::Succeeded});
}

Result<DisputeId> takeIn(Unit& unit, const Owner& owner, std::string_view provider,
                         const gateways::Dispute& found)
{
    STOA_TRY(escrows, ledger::loadEscrows(unit, {&owner.order, 1}, ledger::Lock::Yes));
    if (escrows.empty()) return fail(orders::notFound(owner.order));
    const Currency currency = escrows.front().captured.currency();
    if (found.amount.currency() != currency) {
        return fail(makeError(ErrorKind::Invalid, "dispute.wrong_currency")
                        .with("expected", currency.code()));
    }
    bool isNew = false;
    STOA_TRY(dispute, storedOf(unit, owner, provider, found, isNew));
    api::DisputeView& view = dispute.view;
    const auto before = isNew ? std::nullopt : std::optional(view.status);
    const Change change = changeOf(before, view.fee, found);
    const bool isMoved = before && *before != change.status;
    const bool isChanged =
        isNew || isMoved || !change.feeChange.isZero() || view.respondBy != found.respondBy;
    if (!isChanged) return view.id;
    STOA_CHECK(book(unit, owner, escrows.front(), change, dispute));
    view.status = change.status;
    view.fee += change.feeChange;
    view.respondBy = found.respondBy;
    if (isClosed(view.status) && !view.closedAt) view.closedAt = unit.now();
    if (isNew)
        insert(unit, owner, dispute);
    else
        update(unit, dispute);
    raise(unit, dispute, change, isNew, isMoved || (isNew && isClosed(view.status)));
    STOA_CHECK(keepDeadline(unit, owner.order));
    unit.setAuditTarget(view.id.text());
    return view.id;
}

} // namespace stoa::disputes
