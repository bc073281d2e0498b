#pragma once
// One endpoint beside the list: how it stands and why, what it hears of, and what can be done with
// it.

#include "api/webhooks.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class EndpointDrawer final : public RecordDrawer<api::GetWebhookEndpoint> {
    Q_OBJECT

public:
    enum class Act { Edit, Toggle, Test, Deliveries, Replay, Rotate, Remove };
    static constexpr std::size_t kActs = 7;

    explicit EndpointDrawer(const PageContext& context, QWidget* parent = nullptr);

    void run(Act act); // as its button does, when it may

signals:
    void requested(stoa::ui::EndpointDrawer::Act act);

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void updateActions() override;

private:
    QString whyNot(Act act) const;
    Button* button(Act act) const { return m_buttons[static_cast<std::size_t>(act)]; }

    Label* m_url;
    Label* m_description;
    Label* m_kinds;
    Label* m_created;
    std::array<Button*, kActs> m_buttons;
};

} // namespace stoa::ui
