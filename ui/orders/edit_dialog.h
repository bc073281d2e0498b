#pragma once
// Changes how many of each line an order has, what it has beside, and its shipping, before it
// leaves. What that gives back to the buyer, and what it means for seller and commission, is in
// sight before the click; the preview is the node's, by the same calculator as the edit. What costs
// more is asked of the buyer, and done once it is paid.

#include "api/order_edits.h"
#include "ui/orders/order_dialog.h"

#include <QTimer>

class QSpinBox;

namespace stoa::ui {

class AddedLines;
class KeyValues;
class MoneyEdit;
class ViewState;

class EditDialog final : public OrderDialog {
    Q_OBJECT

public:
    static constexpr int kPreviewDelayMs = 200; // after the last change

    EditDialog(const PageContext& context, const api::OrderView& order, QWidget* over);

protected:
    void send() override;
    void orderChanged() override; // the form begins anew

private:
    struct LineField {
        OrderLineId line;
        std::int64_t before = 0;
        QSpinBox* quantity = nullptr;
    };

    void fillLines();
    void wantPreview();
    bool isChanged() const;
    api::OrderEditContent content() const;
    void readPreview();
    void showPreview(const api::OrderEditPreview& preview);

    QVBoxLayout* m_lines;
    std::vector<LineField> m_fields;
    AddedLines* m_added;
    MoneyEdit* m_shipping;
    QWidget* m_outcome; // of what has been changed
    KeyValues* m_preview;
    ViewState* m_state;
    QTimer m_delay;
    int m_request = 0;
};

// How many of a line can't be taken out any more: packed, sent, canceled or refunded.
std::int64_t leastOf(const api::OrderView& order, const api::OrderLineView& line);

} // namespace stoa::ui
