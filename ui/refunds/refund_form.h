#pragma once
// What a person has chosen in the refund dialog: a value without widgets. It knows how it becomes a
// request and which of its parts an error of the node is about; what a refund may be is decided by
// the node alone.

#include "api/orders.h"

#include <QString>

namespace stoa::ui {

struct RefundFormLine {
    api::OrderLineView line;
    std::int64_t quantity = 0;   // 0: not chosen
    std::optional<Money> amount; // typed instead of quantity times unit price
    api::Restock restock = api::Restock::Restock;

    std::int64_t most() const { return line.quantity - line.refundedQuantity; }
    Money shownAmount() const { return amount.value_or(line.unitPrice * quantity); }
};

struct RefundForm {
    explicit RefundForm(const api::OrderView& order);

    OrgId seller;
    OrderId order;
    Version version;
    std::vector<RefundFormLine> lines;
    Money shipping;
    Money shippingLeft; // paid and not yet returned
    Money extra;
    std::string reason = api::refund_reason::kRequestedByCustomer; // its code
    QString note;
    api::RefundDestination to = api::RefundDestination::OriginalMethod;

    bool isEmpty() const; // nothing would go back
    void chooseEverything();
    // Takes over what has changed in the order since, keeping what was chosen as far as it fits.
    void rebase(const api::OrderView& order);
    api::RefundContent content() const;
};

// Which part of the form an error's field names, e.g. "lines[1].quantity".
struct RefundPart {
    enum class Kind { None, Quantity, Amount, Shipping, Extra, Note };
    Kind kind = Kind::None;
    std::size_t line = 0; // of form.lines, for Quantity and Amount
    friend bool operator==(const RefundPart&, const RefundPart&) = default;
};
RefundPart partOf(const std::string& field, const RefundForm& form);

} // namespace stoa::ui
