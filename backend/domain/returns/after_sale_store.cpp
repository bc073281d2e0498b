#include "domain/returns/after_sale_store.h"

#include "core/assert.h"
#include "domain/inventory/stock.h"
#include "domain/orders/order_view.h"
#include "domain/returns/returns_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::returns {
namespace {

template <class Status>
std::optional<Status> statusIn(const db::Row& row, std::string_view column)
{
    const auto word = row.get<std::optional<std::string>>(column);
    if (!word) return std::nullopt;
    return enumColumn<Status>(row, column);
}

CaseStatus statusOf(const db::Row& row)
{
    if (const auto status = statusIn<api::ReturnStatus>(row, "return_status")) return *status;
    if (const auto status = statusIn<api::ExchangeStatus>(row, "exchange_status")) return *status;
    return enumColumn<api::ClaimStatus>(row, "claim_status");
}

// Its word in the column of its kind, and nothing in the others.
template <class Status>
std::optional<std::string> columnOf(const CaseStatus& status)
{
    const auto* own = std::get_if<Status>(&status);
    return own == nullptr ? std::nullopt : std::optional(enumText(*own));
}

CaseLine lineOf(const db::Row& row, const orders::OrderState& order)
{
    CaseLine line;
    const auto id = row.get<OrderLineId>("line_id");
    const auto at = std::ranges::find(order.lines, id, &orders::LineState::id);
    STOA_ASSERT(at != order.lines.end());
    line.line = static_cast<std::size_t>(at - order.lines.begin());
    line.quantity = row.get<std::int64_t>("quantity");
    line.received = row.get<std::int64_t>("received_quantity");
    line.restock = enumColumn<api::Restock>(row, "restock");
    if (const auto variant = row.get<std::optional<VariantId>>("replacement_variant_id")) {
        line.replacement = {
            *variant, row.get<std::string>("replacement_title"),
            row.get<std::string>("replacement_sku"),
            Money(row.get<std::int64_t>("replacement_price_minor"), order.total.currency())};
    }
    return line;
}

std::string piecesOf(const Case& each)
{
    std::int64_t pieces = 0;
    for (const CaseLine& line : each.lines)
        pieces += line.quantity;
    return std::to_string(pieces);
}

Result<Loaded> withHistory(Unit& unit, orders::OrderState order)
{
    db::Pipeline batch(unit.db());
    const auto lines = batch.add(sql::kSelectCaseLines, unit.organisation(), order.id);
    const auto taken = batch.add(sql::kSelectTakenBack, unit.organisation(), order.id);
    STOA_CHECK(batch.run());
    Loaded loaded{std::move(order), {}};
    History& history = loaded.history;
    for (const db::Row row : batch[lines]) {
        const auto id = row.get<Uuid>("case_id");
        if (history.cases.empty() || history.cases.back().id != id) {
            history.cases.push_back({id, statusOf(row), row.get<std::string>("reason"), {}});
        }
        history.cases.back().lines.push_back(lineOf(row, loaded.order));
    }
    history.takenBack.resize(loaded.order.lines.size());
    for (const db::Row row : batch[taken]) {
        const auto id = row.get<OrderLineId>("line_id");
        const auto at = std::ranges::find(loaded.order.lines, id, &orders::LineState::id);
        if (at == loaded.order.lines.end()) continue;
        history.takenBack[static_cast<std::size_t>(at - loaded.order.lines.begin())] =
            row.get<std::int64_t>("quantity");
    }
    return loaded;
}

api::AfterSaleView detailsOf(const db::Row& row)
{
    api::AfterSaleView view;
    view.reason = row.get<std::string>("reason");
    view.note = row.get<std::string>("note");
    view.decisionNote = row.get<std::string>("decision_note");
    view.carrier = row.get<std::string>("carrier");
    view.trackingNumber = row.get<std::string>("tracking_number");
    view.actorName = row.get<std::string>("actor_name");
    view.openedAt = row.get<Timestamp>("opened_at");
    view.updatedAt = row.get<Timestamp>("updated_at");
    return view;
}

std::map<Uuid, std::vector<api::AfterSaleLineView>> linesOf(const db::Rows& rows)
{
    std::map<Uuid, std::vector<api::AfterSaleLineView>> lines;
    for (const db::Row row : rows) {
        lines[row.get<Uuid>("case_id")].push_back(
            {row.get<OrderLineId>("line_id"), row.get<std::string>("title"),
             row.get<std::int64_t>("quantity"), row.get<std::int64_t>("received_quantity"),
             enumColumn<api::Restock>(row, "restock"), row.get<std::string>("replacement_title"),
             row.get<std::string>("replacement_sku")});
    }
    return lines;
}

} // namespace

Result<Loaded> load(Unit& unit, OrderId order, orders::ForUpdate forUpdate)
{
    STOA_TRY(state, orders::loadState(unit, order, forUpdate));
    return withHistory(unit, std::move(state));
}

Result<OrderId> orderOf(Unit& unit, const Uuid& id)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectCaseOrder, unit.organisation(), id));
    const auto row = rows.optional();
    if (!row) return fail(ErrorKind::NotFound, "after_sale.not_found");
    return row->get<OrderId>("order_id");
}

Result<Loaded> loadCurrent(Unit& unit, OrderId order, Version seen)
{
    STOA_TRY(state, orders::loadCurrent(unit, order, seen));
    return withHistory(unit, std::move(state));
}

void insertCase(Unit& unit, const Loaded& loaded, const Case& opened, std::string_view event,
                const std::string& caseText, const std::string& note)
{
    auto& db = unit.db();
    db.defer(sql::kInsertCase, unit.organisation(), opened.id, loaded.order.id,
             columnOf<api::ReturnStatus>(opened.status),
             columnOf<api::ExchangeStatus>(opened.status),
             columnOf<api::ClaimStatus>(opened.status), opened.reason, note, unit.actor().text(),
             unit.actor().name, unit.now());
    std::vector<OrderLineId> ids;
    std::vector<std::int64_t> quantities, prices;
    std::vector<std::optional<VariantId>> variants;
    std::vector<std::string> titles, skus;
    for (const CaseLine& line : opened.lines) {
        const Replacement none{{}, {}, {}, Money(0, loaded.order.total.currency())};
        const Replacement& replacement = line.replacement ? *line.replacement : none;
        ids.push_back(loaded.order.lines[line.line].id);
        quantities.push_back(line.quantity);
        variants.push_back(line.replacement ? std::optional(replacement.variant) : std::nullopt);
        titles.push_back(replacement.title);
        skus.push_back(replacement.sku);
        prices.push_back(replacement.price.minor());
    }
    db.defer(sql::kInsertCaseLines, unit.organisation(), opened.id, loaded.order.id, ids,
             quantities, variants, titles, skus, prices);
    unit.raise(event, loaded.order.id,
               {{"reason", opened.reason},
                {"items", piecesOf(opened)},
                {"note", note},
                {"case", caseText}});
}

void updateCase(Unit& unit, const Loaded& loaded, const Case& changed, std::string_view event,
                const std::string& caseText, const CaseChange& change)
{
    unit.db().defer(sql::kUpdateCase, unit.organisation(), changed.id,
                    columnOf<api::ReturnStatus>(changed.status),
                    columnOf<api::ExchangeStatus>(changed.status),
                    columnOf<api::ClaimStatus>(changed.status),
                    change.resolution ? std::optional(enumText(*change.resolution)) : std::nullopt,
                    change.note, change.carrier, change.trackingNumber, unit.now());
    unit.raise(event, loaded.order.id,
               {{"items", piecesOf(changed)},
                {"note", change.note},
                {"tracking", change.trackingNumber},
                {"case", caseText}});
}

void updateLines(Unit& unit, const Loaded& loaded, const Case& changed)
{
    std::vector<OrderLineId> ids;
    std::vector<std::int64_t> received;
    std::vector<std::string> restocks;
    for (const CaseLine& line : changed.lines) {
        ids.push_back(loaded.order.lines[line.line].id);
        received.push_back(line.received);
        restocks.push_back(enumText(line.restock));
    }
    unit.db().defer(sql::kUpdateCaseLines, unit.organisation(), changed.id, ids, received,
                    restocks);
}

Done takeIn(Unit& unit, const Loaded& loaded, const Case& received, std::string_view subject)
{
    std::vector<inventory::StockLine> back;
    for (const CaseLine& line : received.lines) {
        if (line.restock != api::Restock::Restock || line.received == 0) continue;
        back.push_back({loaded.order.lines[line.line].variant, line.received});
    }
    return inventory::restock(unit, back, subject);
}

Result<api::AfterSales> afterSalesOf(Unit& unit, OrderId order)
{
    db::Pipeline batch(unit.db());
    const auto version = batch.add(sql::kSelectVersion, unit.organisation(), order);
    const auto cases = batch.add(sql::kSelectCases, unit.organisation(), order);
    const auto lineRows = batch.add(sql::kSelectCaseLineViews, unit.organisation(), order);
    STOA_CHECK(batch.run());
    const auto found = batch[version].optional();
    if (!found) return fail(orders::notFound(order));
    api::AfterSales all;
    all.order = order;
    all.version = found->get<Version>("version");
    auto lines = linesOf(batch[lineRows]);
    for (const db::Row row : batch[cases]) {
        const auto id = row.get<Uuid>("case_id");
        api::AfterSaleView details = detailsOf(row);
        details.lines = std::move(lines[id]);
        const CaseStatus status = statusOf(row);
        if (const auto* own = std::get_if<api::ReturnStatus>(&status)) {
            all.returns.push_back({ReturnId(id), *own, std::move(details)});
        } else if (const auto* its = std::get_if<api::ExchangeStatus>(&status)) {
            all.exchanges.push_back({ExchangeId(id), *its, std::move(details)});
        } else {
            all.claims.push_back({ClaimId(id), std::get<api::ClaimStatus>(status),
                                  statusIn<api::ClaimResolution>(row, "resolution"),
                                  std::move(details)});
        }
    }
    return all;
}

} // namespace stoa::returns
