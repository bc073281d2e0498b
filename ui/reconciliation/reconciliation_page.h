#pragma once
// Reconciliation: where the payment providers and the books disagree, and the comparisons that
// found it. "dif_…" leads to a difference, "rec_…" to a comparison.

#include "ui/lists/tabbed_page.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class ReconciliationPage final : public TabbedPage {
    Q_OBJECT

public:
    explicit ReconciliationPage(const PageContext& context, QWidget* parent = nullptr);
};

} // namespace stoa::ui
