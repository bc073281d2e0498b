#pragma once
// Keeps an order from leaving, with a reason.

#include "ui/orders/order_dialog.h"

namespace stoa::ui {

class HoldDialog final : public OrderDialog {
    Q_OBJECT

public:
    HoldDialog(const PageContext& context, const api::OrderView& order, QWidget* over);

protected:
    void send() override;
};

} // namespace stoa::ui
