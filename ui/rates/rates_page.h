#pragma once
// Rates & refund rules: the two lists that decide what a new order costs its seller and how much of
// it is tax, the rules of refunds, and the tax of a period. Who may not write rules sees the report
// alone.

#include "ui/lists/tabbed_page.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class RatesPage final : public TabbedPage {
    Q_OBJECT

public:
    explicit RatesPage(const PageContext& context, QWidget* parent = nullptr);
};

} // namespace stoa::ui
