#pragma once
// Cancels what has not left of an order, with what that gives back in sight before the click. The
// preview is the node's, by the same calculator as the cancellation.

#include "ui/orders/order_dialog.h"

namespace stoa::ui {

class KeyValues;
class Segmented;
class ViewState;

class CancelDialog final : public OrderDialog {
    Q_OBJECT

public:
    CancelDialog(const PageContext& context, const api::OrderView& order, QWidget* over);

protected:
    void send() override;
    void orderChanged() override { readPreview(); }

private:
    api::CancelContent content() const;
    void readPreview();
    void showPreview(const api::CancelPreview& preview);

    Segmented* m_restock;
    KeyValues* m_preview;
    ViewState* m_state;
    int m_request = 0;
};

} // namespace stoa::ui
