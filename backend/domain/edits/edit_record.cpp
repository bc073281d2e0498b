#include "domain/edits/edit_record.h"

#include "domain/edits/edit_json.h"
#include "domain/edits/edits_sql.h"
#include "domain/orders/placed_order.h"

namespace stoa::edits {
namespace {

using orders::LineState;
using orders::OrderState;

// An order's sums over its lines.
struct Sums {
    std::int64_t pieces = 0;
    std::int64_t items = 0;
    std::int64_t commission = 0;
    std::int64_t commissionTax = 0;
    std::int64_t collectedTax = 0;

    explicit Sums(const OrderState& order)
    {
        if (order.isShippingTaxCollected) collectedTax += order.shippingTax.minor();
        for (const LineState& line : order.lines) {
            pieces += line.quantity;
            items += line.total.minor();
            commission += line.commission.minor();
            commissionTax += line.commissionTax.minor();
            if (line.isTaxCollected) collectedTax += line.tax.minor();
        }
    }
};

void writeLines(Unit& unit, const EditPlan& plan)
{
    if (plan.changed.empty()) return;
    std::vector<OrderLineId> ids;
    std::vector<std::int64_t> quantities, totals, commissions, commissionTaxes, taxes;
    for (const std::size_t at : plan.changed) {
        const LineState& line = plan.after.lines[at];
        ids.push_back(line.id);
        quantities.push_back(line.quantity);
        totals.push_back(line.total.minor());
        commissions.push_back(line.commission.minor());
        commissionTaxes.push_back(line.commissionTax.minor());
        taxes.push_back(line.tax.minor());
    }
    unit.db().defer(sql::kUpdateLineContents, unit.organisation(), plan.after.id, ids, quantities,
                    totals, commissions, commissionTaxes, taxes);
}

} // namespace

void writeContent(Unit& unit, const EditPlan& plan)
{
    const OrderState& after = plan.after;
    const Sums sums(after);
    auto& db = unit.db();
    db.defer(sql::kUpdateContent, unit.organisation(), after.id, sums.pieces, sums.items,
             after.shipping.minor(), after.total.minor(), after.reduced.minor(), sums.commission,
             sums.commissionTax, after.shippingTax.minor(), sums.collectedTax);
    if (plan.address) {
        const auto& [name, street, street2, postalCode, city, region, country] =
            partsOf(*plan.address);
        db.defer(sql::kUpdateAddress, unit.organisation(), after.id, name, street, street2,
                 postalCode, city, region, country);
    }
    writeLines(unit, plan);
    orders::NewLines lines;
    lines.add(unit, plan.added, after.lines.size() - plan.added.lines.size());
    lines.send(db);
}

void raiseEdited(Unit& unit, const EditRecord& record)
{
    const OrderState& after = record.plan.after;
    unit.raise("order.edited", after.id,
               {{"edit", record.id.text()},
                {"totalBefore", record.before.total.text()},
                {"totalAfter", after.total.text()},
                {"items", std::to_string(Sums(after).pieces)},
                {"note", record.note}});
}

void insertEdit(Unit& unit, const EditRecord& record, api::OrderEditStatus status,
                std::optional<RefundId> refund, const std::optional<std::string>& request)
{
    const EditPlan& plan = record.plan;
    const bool isDone = status == api::OrderEditStatus::Confirmed;
    const api::Address& after = plan.address ? *plan.address : record.addressBefore;
    unit.db().defer(sql::kInsertEdit, unit.organisation(), record.id, plan.after.id,
                    enumText(status), plan.after.total.currency(), record.before.total.minor(),
                    plan.after.total.minor(),
                    historyJson(record.before, plan, record.addressBefore),
                    historyJson(plan.after, plan, after), record.note, refund, unit.actor().text(),
                    unit.actor().name, unit.now(),
                    isDone ? std::optional(unit.now()) : std::nullopt, request, plan.toPay.minor());
}

void confirmEdit(Unit& unit, const EditRecord& record)
{
    const EditPlan& plan = record.plan;
    const api::Address& after = plan.address ? *plan.address : record.addressBefore;
    unit.db().defer(sql::kConfirmEdit, unit.organisation(), record.id,
                    enumText(api::OrderEditStatus::Confirmed), record.before.total.minor(),
                    plan.after.total.minor(),
                    historyJson(record.before, plan, record.addressBefore),
                    historyJson(plan.after, plan, after), unit.now());
}

} // namespace stoa::edits
