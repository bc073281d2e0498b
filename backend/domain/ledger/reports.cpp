#include "domain/ledger/ledger.h"
#include "domain/ledger/ledger_sql.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"

namespace stoa::ledger {
namespace {

constexpr std::string_view kJournal = "transfers";

struct Sums {
    std::int64_t debits = 0;
    std::int64_t credits = 0;
    std::int64_t keptDebits = 0;
    std::int64_t keptCredits = 0;
};

bool keptAgree(api::AccountKind kind, const Sums& sums)
{
    return !keepsBalance(kind) ||
           (sums.debits == sums.keptDebits && sums.credits == sums.keptCredits);
}

} // namespace

Result<Page<api::TransferView>> handle(Unit& unit, const api::ListTransfers& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, TransferId>(kJournal, request.after.value)));
    const auto [at, id] = after.value_or(beforeNewest<TransferId>());
    const std::int64_t limit = request.limit + 1;
    if (const auto& code = request.currency.value; !code.empty()) {
        if (auto known = Currency::parse(code); !known) {
            return fail(std::move(known.error()).in("currency"));
        }
    }
    std::vector<std::string> accounts;
    for (const api::AccountKind account : request.account)
        accounts.push_back(enumText(account));
    const auto run = [&](const db::Statement& statement, const auto&... whose) {
        return unit.db().run(statement, at, id, accounts, request.currency.value, limit, whose...);
    };
    auto found = request.order    ? run(sql::kListTransfersOfOrder, *request.order, unit.visible())
                 : unit.visible() ? run(sql::kListTransfersOfSeller, *unit.visible())
                                  : run(sql::kListTransfers);
    if (!found) return fail(found);
    std::vector<api::TransferView> views;
    for (const db::Row row : *found)
        views.push_back(transferOf(row));
    return pageOf(std::move(views), request.limit, [](const api::TransferView& last) {
        return encodeCursor(kJournal, last.occurredAt, last.id);
    });
}

Result<api::TrialBalanceView> handle(Unit& unit, const api::GetTrialBalance& /*request*/)
{
    auto found = unit.visible() ? unit.db().run(sql::kSumTrialBalanceOfSeller, *unit.visible())
                                : unit.db().run(sql::kSumTrialBalance);
    if (!found) return fail(found);
    api::TrialBalanceView view;
    std::map<std::pair<Currency, api::AccountKind>, Sums> byAccount;
    for (const db::Row row : *found) {
        Sums& sums =
            byAccount[{row.get<Currency>("currency"), enumColumn<api::AccountKind>(row, "kind")}];
        sums.debits += row.get<std::int64_t>("debits");
        sums.credits += row.get<std::int64_t>("credits");
        sums.keptDebits += row.get<std::int64_t>("kept_debits");
        sums.keptCredits += row.get<std::int64_t>("kept_credits");
        view.transferCount += row.get<std::int64_t>("transfers");
    }
    std::map<Currency, std::int64_t> difference;
    for (const auto& [account, sums] : byAccount) {
        const auto& [currency, kind] = account;
        STOA_TRY(debits, Money::make(sums.debits, currency));
        STOA_TRY(credits, Money::make(sums.credits, currency));
        view.isBalanced = view.isBalanced && keptAgree(kind, sums);
        difference[currency] += sums.debits - sums.credits;
        if (!debits.isZero() || !credits.isZero()) view.balances.push_back({kind, debits, credits});
    }
    for (const auto& [currency, amount] : difference)
        view.isBalanced = view.isBalanced && amount == 0;
    return view;
}

} // namespace stoa::ledger
