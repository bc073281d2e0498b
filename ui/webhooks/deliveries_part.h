#pragma once
// The log of what was posted, of all endpoints or one, and sending it again. While something of it
// is still to be posted the list is read again every few seconds, as long as it is seen: attempts
// are no events.
//
// Keys, beside those of every list: R sends one again, F all from that one on.

#include "api/webhook_deliveries.h"
#include "ui/lists/list_page.h"

class QComboBox;

namespace stoa::ui {

class DeliveriesModel;
class DeliveryDrawer;
class Segmented;

class DeliveriesPart final : public ListPage {
    Q_OBJECT

public:
    static constexpr int kLookEveryMs = 3000;

    explicit DeliveriesPart(const PageContext& context, QWidget* parent = nullptr);

    void visit(const QString& record) override;
    void showEndpoint(const api::WebhookEndpointView& endpoint); // only what goes there

protected:
    void askFor(const QString& record) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    void takeEmptyAction() override;
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    bool takeLetter(int key) override;

private:
    QWidget* buildBar();
    void readEndpoints();
    void takeEndpoints(const std::vector<api::WebhookEndpointView>& endpoints);
    void ask();
    void clearFilters();
    void redeliver();
    void replay();

    DeliveriesModel* m_model;
    DeliveryDrawer* m_drawer;
    Segmented* m_which;
    QComboBox* m_endpoint;
    QTimer* m_look;
};

} // namespace stoa::ui
