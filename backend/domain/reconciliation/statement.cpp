#include "domain/reconciliation/statement.h"

#include "domain/reconciliation/reconciliation_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::reconciliation {
namespace {

constexpr std::size_t kPage = 100;

Error tooMany()
{
    return makeError(ErrorKind::TooLarge, "reconciliation.too_many")
        .with("most", std::to_string(kMaxMovements));
}

} // namespace

Result<std::vector<Moved>> theirs(const gateways::Provider& provider, Timestamp from, Timestamp to,
                                  const std::function<bool()>& isEnding)
{
    std::vector<Moved> all;
    std::string cursor;
    while (all.size() <= kMaxMovements) {
        if (isEnding()) return fail(ErrorKind::Canceled, "reconciliation.interrupted");
        STOA_TRY(page, provider.balanceTransactions(from - kMargin, to + kMargin, cursor, kPage));
        for (const gateways::BalanceLine& line : page.lines)
            all.push_back(movedOf(line));
        if (!page.hasMore || page.lines.empty()) return all;
        cursor = page.lines.back().reference;
    }
    return fail(tooMany());
}

Result<std::vector<Moved>> ours(db::Connection& connection, std::string_view provider,
                                Timestamp from, Timestamp to)
{
    constexpr auto kMost = static_cast<std::int64_t>(kMaxMovements) + 1;
    STOA_TRY(rows,
             connection.run(sql::kSelectMovements, provider, from - kMargin, to + kMargin, kMost));
    if (rows.size() > kMaxMovements) return fail(tooMany());
    std::vector<Moved> all;
    for (const db::Row row : rows) {
        Moved moved;
        moved.movement = enumColumn<api::Movement>(row, "movement");
        moved.reference = row.get<std::string>("reference");
        moved.amount = row.money("amount_minor", "currency");
        if (const auto fee = row.get<std::optional<std::int64_t>>("fee_minor")) {
            moved.fee = Money(*fee, moved.amount.currency());
        }
        moved.at = row.get<Timestamp>("occurred_at");
        moved.seller = row.get<OrgId>("org_id");
        moved.order = row.get<std::optional<OrderId>>("order_id");
        all.push_back(std::move(moved));
    }
    return all;
}

} // namespace stoa::reconciliation
