#include "domain/payouts/outcomes.h"

#include "domain/payouts/payout_accounts.h"
#include "domain/payouts/payouts.h"
#include "domain/payouts/sending_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::payouts {
namespace {

namespace sql = payout_sending::sql;

ledger::Account clearingOf(OrgId seller)
{
    return ledger::accountOf(seller, api::AccountKind::PayoutClearing);
}

// Where the money is before it leaves the house.
ledger::Account sourceOf(OrgId seller, api::PayoutProvider provider)
{
    return ledger::accountOf(seller, provider == api::PayoutProvider::Manual
                                         ? api::AccountKind::Bank
                                         : api::AccountKind::ProviderReceivable);
}

ledger::Entry entryOf(OrgId seller, Currency currency)
{
    ledger::Entry entry;
    entry.organisation = seller;
    entry.currency = currency;
    return entry;
}

Command commandOf(api::PayoutStatus status, bool isPaid)
{
    if (isPaid) return Command::Pay;
    return status == api::PayoutStatus::Paid ? Command::Return : Command::Fail;
}

ledger::Entry entryOf(Command command, OrgId seller, const LockedPayout& payout)
{
    const Money& amount = payout.amount;
    if (command == Command::Fail) {
        return resolutionOf(seller, payout.reservation, amount, ledger::Phase::Void,
                            "payout_failed");
    }
    const auto source = sourceOf(seller, payout.provider);
    if (command == Command::Return) {
        ledger::Entry entry = entryOf(seller, amount.currency());
        entry.move(source, clearingOf(seller), amount, "payout_returned");
        entry.move(clearingOf(seller), payableOf(seller), amount, "payout_returned");
        return entry;
    }
    ledger::Entry entry =
        resolutionOf(seller, payout.reservation, amount, ledger::Phase::Post, "payout");
    entry.move(clearingOf(seller), source, amount, "payout_sent");
    return entry;
}

} // namespace

ledger::Account payableOf(OrgId seller)
{
    return ledger::accountOf(seller, api::AccountKind::SellerPayable);
}

ledger::Entry reservationOf(OrgId seller, const Money& amount)
{
    ledger::Entry entry = entryOf(seller, amount.currency());
    entry.move(payableOf(seller), clearingOf(seller), amount, "payout_reserved");
    entry.transfers.back().phase = ledger::Phase::Pending;
    return entry;
}

ledger::Entry resolutionOf(OrgId seller, TransferId reservation, const Money& amount,
                           ledger::Phase phase, std::string_view reason)
{
    ledger::Entry entry = entryOf(seller, amount.currency());
    entry.move(payableOf(seller), clearingOf(seller), amount, reason);
    entry.transfers.back().phase = phase;
    entry.transfers.back().pending = reservation;
    return entry;
}

Result<LockedPayout> lockPayout(Unit& unit, PayoutId payout)
{
    STOA_TRY(rows, unit.db().run(sql::kLockPayout, unit.organisation(), payout));
    const auto row = rows.optional();
    if (!row) return fail(notFound(payout));
    return LockedPayout{payout,
                        enumColumn<api::PayoutStatus>(*row, "status"),
                        row->money("amount_minor", "currency"),
                        row->get<TransferId>("transfer_id"),
                        enumColumn<api::PayoutProvider>(*row, "provider"),
                        row->get<std::string>("account"),
                        row->get<Version>("version")};
}

Result<bool> end(Unit& unit, const LockedPayout& payout, const Ending& ending)
{
    const Command command = commandOf(payout.status, ending.isPaid);
    const auto after = next(payout.status, command);
    if (!after) return false;
    const auto when = [&](bool isSo) { return isSo ? std::optional(unit.now()) : std::nullopt; };
    const bool isByProvider = payout.provider != api::PayoutProvider::Manual;
    unit.db().defer(sql::kSettlePayout, unit.organisation(), payout.id, enumText(*after),
                    ending.reference, ending.isPaid ? std::string() : ending.reason, unit.now(),
                    when(isByProvider && ending.isTransferred),
                    when(isByProvider && ending.isReversed));
    ledger::post(unit, entryOf(command, unit.organisation(), payout));
    unit.raise(ending.isPaid ? "payout.paid" : "payout.failed", payout.id,
               {{"amount", payout.amount.text()}, {"reason", ending.reason}});
    if (!ending.isPaid && isOfAccount(ending.reason)) {
        STOA_CHECK(restrictAccount(unit, payout.provider, payout.account, ending.reason));
    }
    return true;
}

} // namespace stoa::payouts
