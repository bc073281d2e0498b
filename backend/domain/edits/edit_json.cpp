#include "domain/edits/edit_json.h"

#include "core/assert.h"
#include "platform/json/json.h"

namespace stoa::edits {
namespace {

json::object jsonOf(const orders::LineState& line)
{
    return {{"line", line.id.text()},
            {"variant", line.variant.text()},
            {"title", line.title},
            {"sku", line.sku},
            {"quantity", line.quantity},
            {"unit_price_minor", line.unitPrice.minor()},
            {"total_minor", line.total.minor()},
            {"commission_minor", line.commission.minor()},
            {"commission_tax_minor", line.commissionTax.minor()},
            {"tax_minor", line.tax.minor()}};
}

json::array jsonOf(const api::Address& address)
{
    json::array parts;
    for (const std::string& part : partsOf(address))
        parts.emplace_back(part);
    return parts;
}

std::string textOf(const json::value& value)
{
    return std::string(value.as_string());
}

api::Address addressOf(const json::value& value)
{
    const json::array& parts = value.as_array();
    STOA_ASSERT(parts.size() == 7);
    return {textOf(parts[0]), textOf(parts[1]), textOf(parts[2]), textOf(parts[3]),
            textOf(parts[4]), textOf(parts[5]), textOf(parts[6])};
}

template <class IdType>
IdType idOf(const json::value& value)
{
    const auto id = IdType::parse(std::string_view(value.as_string()));
    STOA_ASSERT(id.has_value());
    return *id;
}

} // namespace

std::string historyJson(const orders::OrderState& order, const EditPlan& plan,
                        const api::Address& address)
{
    json::array lines;
    for (const std::size_t line : plan.changed)
        lines.push_back(jsonOf(order.lines[line]));
    const std::size_t firstNew = plan.after.lines.size() - plan.added.lines.size();
    for (std::size_t i = firstNew; i < order.lines.size(); ++i)
        lines.push_back(jsonOf(order.lines[i]));
    json::object history{{"lines", std::move(lines)}, {"shipping_minor", order.shipping.minor()}};
    if (plan.address) history["address"] = jsonOf(address);
    return json::serialize(history);
}

std::string requestJson(const api::OrderEditContent& content, const EditPlan& plan)
{
    json::array lines, added;
    for (const api::OrderLineChange& change : content.lines) {
        lines.push_back(
            json::object{{"line", change.line.text()}, {"quantity", change.quantity.value}});
    }
    for (const orders::DecidedLine& line : plan.added.lines) {
        added.push_back(json::object{{"variant", line.offer.variant.text()},
                                     {"quantity", line.quantity},
                                     {"unit_price_minor", line.offer.price.minor()}});
    }
    json::object request{{"lines", std::move(lines)}, {"added", std::move(added)}};
    if (content.shipping) request["shipping_minor"] = content.shipping->minor();
    if (content.shippingAddress) request["address"] = jsonOf(*content.shippingAddress);
    return json::serialize(request);
}

api::OrderEditContent requestOf(std::string_view text, Currency currency)
{
    const json::value parsed = json::parse(text);
    const json::object& request = parsed.as_object();
    api::OrderEditContent content;
    for (const json::value& line : request.at("lines").as_array()) {
        content.lines.push_back(
            {idOf<OrderLineId>(line.at("line")), line.at("quantity").as_int64()});
    }
    for (const json::value& line : request.at("added").as_array()) {
        content.added.push_back({idOf<VariantId>(line.at("variant")),
                                 line.at("quantity").as_int64(),
                                 Money(line.at("unit_price_minor").as_int64(), currency)});
    }
    if (const auto* shipping = request.if_contains("shipping_minor")) {
        content.shipping = Money(shipping->as_int64(), currency);
    }
    if (const auto* address = request.if_contains("address")) {
        content.shippingAddress = addressOf(*address);
    }
    return content;
}

} // namespace stoa::edits
