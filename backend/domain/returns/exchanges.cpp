#include "domain/catalogue/offers.h"
#include "domain/inventory/stock.h"
#include "domain/refunds/commit.h"
#include "domain/refunds/refund_reasons.h"
#include "domain/returns/after_sale_store.h"
#include "domain/returns/returns.h"

namespace stoa::returns {
namespace {

std::string eventOf(const Case& each)
{
    return "exchange." + wordOf(each.status);
}

std::string lineField(std::size_t index, std::string_view member)
{
    return "lines[" + std::to_string(index) + "]." + std::string(member);
}

std::vector<inventory::StockLine> replacementsOf(const Case& exchange)
{
    std::vector<inventory::StockLine> stock;
    for (const CaseLine& line : exchange.lines) {
        if (line.replacement) stock.push_back({line.replacement->variant, line.quantity});
    }
    return stock;
}

// What is on sale now in place of each line.
Done addReplacements(Unit& unit, const Loaded& loaded, const api::RequestExchange& request,
                     std::vector<CaseLine>& lines)
{
    std::set<catalogue::SoldVariant> wanted;
    for (const api::ExchangeLine& line : request.lines)
        wanted.emplace(unit.organisation(), line.replacement);
    db::Pipeline batch(unit.db());
    const catalogue::OfferReading reading(batch, wanted);
    STOA_CHECK(batch.run());
    const auto offers = reading.offers(batch);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto offer = offers.find({unit.organisation(), request.lines[i].replacement});
        if (offer == offers.end()) {
            return fail(makeError(ErrorKind::Refused, "variant.not_for_sale")
                            .in(lineField(i, "replacement"))
                            .with("variant", request.lines[i].replacement.text()));
        }
        const catalogue::Offer& found = offer->second;
        if (found.price.currency() != loaded.order.total.currency()) {
            return fail(makeError(ErrorKind::Invalid, "order.wrong_currency")
                            .in(lineField(i, "replacement")));
        }
        lines[i].replacement = {found.variant, found.title, found.sku, found.price};
    }
    return {};
}

// Positive: the replacements cost more than the goods that they replace did.
Result<Money> differenceOf(const Loaded& loaded, const Case& exchange)
{
    Money difference(0, loaded.order.total.currency());
    for (const CaseLine& line : exchange.lines) {
        const auto price = line.replacement->price.checkedTimes(line.quantity);
        if (!price || price->minor() > orders::kMaxTotalMinor) {
            return fail(orders::tooLarge(difference.currency()));
        }
        difference += *price - loaded.order.lines[line.line].unitPrice * line.quantity;
    }
    return difference;
}

// A cheaper replacement gives back what it costs less, as far as the order has it. False: nothing
// now, perhaps later, when somebody else has approved it; the exchange goes on meanwhile.
Result<bool> giveDifferenceBack(Unit& unit, const Loaded& loaded, const Case& exchange,
                                const std::string& text, const payments::Providers& providers)
{
    STOA_TRY(difference, differenceOf(loaded, exchange));
    const Money none = difference - difference;
    const Money back = std::min(none - difference, loaded.order.captured - loaded.order.refunded);
    if (!back.isPositive()) return false;
    api::RefundContent content;
    content.extra = back;
    content.reason = exchange.reason;
    const refunds::Originator originator{api::RefundOriginator::Exchange, text};
    STOA_TRY(refund, refunds::commitRefund(unit, loaded.order, content, originator, providers));
    return refund.status != api::RefundStatus::AwaitingApproval;
}

Result<api::AfterSales> finished(Unit& unit, const Loaded& loaded)
{
    orders::saveState(unit, loaded.order);
    unit.setAuditTarget(loaded.order.id.text());
    return afterSalesOf(unit, loaded.order.id);
}

} // namespace

Result<api::AfterSales> handle(Unit& unit, const api::RequestExchange& request)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_CHECK(refunds::checkReason(unit, request.reason.value, request.note.value));
    std::vector<api::LineQuantity> wanted;
    for (const api::ExchangeLine& line : request.lines)
        wanted.push_back({line.line, line.quantity});
    STOA_TRY(lines, announced(loaded.order, loaded.history, wanted, Kind::Return));
    STOA_CHECK(addReplacements(unit, loaded, request, lines));
    const ExchangeId id = ExchangeId::make();
    const Case opened{id.uuid(), api::ExchangeStatus::Requested, request.reason.value,
                      std::move(lines)};
    STOA_TRY(difference, differenceOf(loaded, opened));
    if (difference.isPositive() && !request.isDifferenceWaived) {
        return fail(makeError(ErrorKind::Refused, "exchange.costs_more")
                        .with("difference", difference.text()));
    }
    insertCase(unit, loaded, opened, eventOf(opened), id.text(), request.note);
    return finished(unit, loaded);
}

Result<api::AfterSales> handle(Unit& unit, const api::DecideExchange& request)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_TRY(each, find<api::ExchangeStatus>(loaded, request.exchange.uuid(), "exchange"));
    const bool wasApproved = each.status == CaseStatus(api::ExchangeStatus::Approved);
    STOA_TRY(status, moved(each.status, commandOf(request.decision)));
    each.status = status;
    const std::string text = request.exchange.text();
    if (request.decision == api::CaseDecision::Approve) {
        STOA_CHECK(inventory::reserve(unit, replacementsOf(each), text));
    } else if (wasApproved) {
        STOA_CHECK(inventory::release(unit, replacementsOf(each), text));
    }
    updateCase(unit, loaded, each, eventOf(each), text, {request.note, {}, {}, {}});
    return finished(unit, loaded);
}

Result<api::AfterSales> handle(Unit& unit, const api::ReceiveExchange& request,
                               const payments::Providers& providers)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_TRY(each, find<api::ExchangeStatus>(loaded, request.exchange.uuid(), "exchange"));
    STOA_TRY(status, moved(each.status, Command::Receive));
    STOA_TRY(lines, counted(loaded.order, each, request.lines));
    each.status = status;
    each.lines = std::move(lines);
    const std::string text = request.exchange.text();
    STOA_CHECK(takeIn(unit, loaded, each, text));
    STOA_TRY(hasRefund, giveDifferenceBack(unit, loaded, each, text, providers));
    updateCase(unit, loaded, each, eventOf(each), text);
    updateLines(unit, loaded, each);
    if (hasRefund) return afterSalesOf(unit, request.order);
    return finished(unit, loaded);
}

Result<api::AfterSales> handle(Unit& unit, const api::FulfillExchange& request)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_TRY(each, find<api::ExchangeStatus>(loaded, request.exchange.uuid(), "exchange"));
    STOA_TRY(status, moved(each.status, Command::Complete));
    each.status = status;
    const std::string text = request.exchange.text();
    STOA_CHECK(inventory::ship(unit, replacementsOf(each), text));
    updateCase(unit, loaded, each, eventOf(each), text,
               {{}, request.carrier, request.trackingNumber, {}});
    return finished(unit, loaded);
}

} // namespace stoa::returns
