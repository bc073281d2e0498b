#include "domain/store_credit/store_credit.h"

#include "core/text.h"
#include "domain/store_credit/store_credit_sql.h"
#include "domain/unit/cursor.h"
#include "domain/unit/newest_first.h"

namespace stoa::store_credit {
namespace {

constexpr std::string_view kList = "store_credits";

struct Listed {
    CreditId id;
    api::StoreCreditView view;
};

api::StoreCreditView viewOf(const db::Row& row)
{
    return {row.get<std::string>("buyer_email"), row.money("balance_minor", "currency"),
            row.money("reserved_minor", "currency"), row.get<Timestamp>("changed_at")};
}

} // namespace

ledger::Account accountOf(CreditId credit)
{
    return {api::AccountKind::StoreCredit, credit.uuid()};
}

std::string buyerOf(std::string_view email)
{
    return lowered(trimmed(email));
}

Result<CreditId> open(Unit& unit, std::string_view email, Currency currency)
{
    STOA_TRY(rows, unit.db().run(sql::kOpenCredit, unit.organisation(), CreditId::make(),
                                 buyerOf(email), currency, unit.now()));
    return rows.single().get<CreditId>("credit_id");
}

void touch(Unit& unit, CreditId credit)
{
    unit.db().defer(sql::kTouchCredits, std::vector{unit.organisation()}, std::vector{credit},
                    unit.now());
}

Result<std::vector<api::StoreCreditView>> creditsOf(Unit& unit, std::string_view email)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectCreditsOf, unit.organisation(), buyerOf(email)));
    std::vector<api::StoreCreditView> credits;
    for (const db::Row row : rows)
        credits.push_back(viewOf(row));
    return credits;
}

Result<Page<api::StoreCreditView>> handle(Unit& unit, const api::ListStoreCredits& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, CreditId>(kList, request.after.value)));
    const auto [at, id] = after.value_or(beforeNewest<CreditId>());
    STOA_TRY(found, unit.db().run(sql::kListCredits, unit.organisation(), at, id,
                                  buyerOf(request.text.value), request.limit + 1));
    std::vector<Listed> rows;
    for (const db::Row row : found)
        rows.push_back({row.get<CreditId>("credit_id"), viewOf(row)});
    auto page = pageOf(std::move(rows), request.limit, [](const Listed& last) {
        return encodeCursor(kList, last.view.changedAt, last.id);
    });
    Page<api::StoreCreditView> views;
    views.next = std::move(page.next);
    for (Listed& each : page.items)
        views.items.push_back(std::move(each.view));
    return views;
}

Result<api::StoreCreditBalances> handle(Unit& unit, const api::GetStoreCredit& request)
{
    STOA_TRY(balances, creditsOf(unit, request.buyerEmail.value));
    return api::StoreCreditBalances{std::move(balances)};
}

} // namespace stoa::store_credit
