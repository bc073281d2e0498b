#include "ui/refunds/refund_form.h"

#include "ui/text/words.h"

#include <charconv>

namespace stoa::ui {

namespace {

Money shippingLeftOf(const api::OrderView& order)
{
    Money left = order.shipping;
    for (const api::RefundView& refund : order.refunds) {
        const bool isKnown = refund.shipping.currency() == left.currency();
        const bool counts = refund.status == api::RefundStatus::Requested ||
                            refund.status == api::RefundStatus::Pending ||
                            refund.status == api::RefundStatus::Succeeded;
        if (counts && isKnown) left -= refund.shipping;
    }
    return left;
}

// The form's line that stands at `index` of the request, which has only the chosen ones.
std::optional<std::size_t> formLine(const RefundForm& form, std::size_t index)
{
    for (std::size_t i = 0; i < form.lines.size(); ++i) {
        if (form.lines[i].quantity == 0) continue;
        if (index == 0) return i;
        --index;
    }
    return std::nullopt;
}

bool isOneOf(std::string_view field, std::string_view name)
{
    return field == name || (field.size() > name.size() && field.ends_with(name) &&
                             field[field.size() - name.size() - 1] == '.');
}

} // namespace

RefundForm::RefundForm(const api::OrderView& view)
    : seller(view.row.seller),
      order(view.row.id),
      version(view.row.version),
      shipping(0, view.row.total.currency()),
      shippingLeft(shippingLeftOf(view)),
      extra(0, view.row.total.currency())
{
    for (const api::OrderLineView& line : view.lines)
        lines.push_back({line, 0, std::nullopt, api::Restock::Restock});
}

bool RefundForm::isEmpty() const
{
    const bool hasLine =
        std::any_of(lines.begin(), lines.end(), [](const auto& line) { return line.quantity > 0; });
    return !hasLine && shipping.isZero() && extra.isZero();
}

void RefundForm::chooseEverything()
{
    for (RefundFormLine& line : lines) {
        line.quantity = line.most();
        line.amount.reset();
    }
    shipping = shippingLeft;
}

void RefundForm::rebase(const api::OrderView& view)
{
    version = view.row.version;
    shippingLeft = shippingLeftOf(view);
    shipping = std::min(shipping, shippingLeft);
    for (RefundFormLine& line : lines) {
        const auto fresh =
            std::find_if(view.lines.begin(), view.lines.end(),
                         [&](const api::OrderLineView& other) { return other.id == line.line.id; });
        if (fresh == view.lines.end()) continue;
        line.line = *fresh;
        line.quantity = std::min(line.quantity, line.most());
    }
}

api::RefundContent RefundForm::content() const
{
    api::RefundContent content;
    for (const RefundFormLine& line : lines) {
        if (line.quantity == 0) continue;
        content.lines.push_back({line.line.id, line.quantity, line.amount, line.restock});
    }
    if (!shipping.isZero()) content.shipping = shipping;
    if (!extra.isZero()) content.extra = extra;
    content.reason = reason;
    content.note = toUtf8(note);
    content.to = to;
    return content;
}

RefundPart partOf(const std::string& field, const RefundForm& form)
{
    if (isOneOf(field, "shipping")) return {RefundPart::Kind::Shipping, 0};
    if (isOneOf(field, "extra")) return {RefundPart::Kind::Extra, 0};
    if (isOneOf(field, "note")) return {RefundPart::Kind::Note, 0};
    const std::size_t at = field.find("lines[");
    if (at == std::string::npos) return {};
    std::size_t index = 0;
    const char* digits = field.data() + at + 6;
    const auto read = std::from_chars(digits, field.data() + field.size(), index);
    const auto line = formLine(form, index);
    if (read.ec != std::errc() || !line) return {};
    const bool isAmount = field.ends_with(".amount");
    return {isAmount ? RefundPart::Kind::Amount : RefundPart::Kind::Quantity, *line};
}

} // namespace stoa::ui
