#pragma once
// Webhooks: the endpoints that programs elsewhere hear of events through, and the log of what was
// posted to them. "whe_…" leads to an endpoint, "whd_…" to a delivery.

#include "ui/lists/tabbed_page.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class WebhooksPage final : public TabbedPage {
    Q_OBJECT

public:
    explicit WebhooksPage(const PageContext& context, QWidget* parent = nullptr);
};

} // namespace stoa::ui
