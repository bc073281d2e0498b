#pragma once
// One delivery beside the list: every attempt with what its server answered, and what was posted.

#include "api/webhook_deliveries.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class DeliveryDrawer final : public RecordDrawer<api::GetWebhookDelivery> {
    Q_OBJECT

public:
    explicit DeliveryDrawer(const PageContext& context, QWidget* parent = nullptr);

    QString order() const override; // when the event is one of an order
    void sendAgain();               // as its buttons do, when they may
    void replay();

signals:
    void redeliverRequested();
    void replayRequested();

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void updateActions() override;

private:
    void fillAttempts();

    Label* m_about;
    Label* m_number;
    Label* m_answer;
    Label* m_next;
    Button* m_again;
    Button* m_replay;
};

} // namespace stoa::ui
