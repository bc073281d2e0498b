#pragma once
// Where events are posted to: adding, changing, pausing and removing endpoints, their secrets, a
// test.
//
// Keys, beside those of every list: N adds one, E changes it, P pauses or resumes, T sends a test,
// D shows its deliveries, R sends a span again, S makes a new secret, Delete removes it.

#include "ui/lists/list_page.h"
#include "ui/webhooks/endpoint_drawer.h"

namespace stoa::ui {

class EndpointsModel;

class EndpointsPart final : public ListPage {
    Q_OBJECT

public:
    explicit EndpointsPart(const PageContext& context, QWidget* parent = nullptr);

signals:
    void deliveriesRequested(const stoa::api::WebhookEndpointView& endpoint);

protected:
    void askFor(const QString& record) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    void takeEmptyAction() override { openDialog({}); }
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    bool takeLetter(int key) override;

private:
    using Endpoint = api::WebhookEndpointView;

    void run(EndpointDrawer::Act act);
    void openDialog(const std::optional<Endpoint>& endpoint);
    void toggle(const Endpoint& endpoint);
    void test(const Endpoint& endpoint);
    void replay(const Endpoint& endpoint);
    void rotate(const Endpoint& endpoint);
    void remove(const Endpoint& endpoint);
    void takeOutcomeOf(const Endpoint& endpoint);
    void showSecret(const Endpoint& endpoint, const QString& note);

    EndpointsModel* m_model;
    EndpointDrawer* m_drawer;
};

} // namespace stoa::ui
