#pragma once
// One chargeback beside the list: what the bank wants and until when, where the money is reserved,
// what was answered, and the two things that can be done.

#include "api/disputes.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class DisputeDrawer final : public RecordDrawer<api::GetDispute> {
    Q_OBJECT

public:
    explicit DisputeDrawer(const PageContext& context, QWidget* parent = nullptr);

    void answer(); // as their buttons do, when they may
    void giveIn();

signals:
    void answerRequested();
    void acceptRequested();

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void updateActions() override;

private:
    QString whyNobody() const; // why neither of the two can be done, whatever the dispute is

    Label* m_reason;
    Label* m_seller;
    Label* m_amount;
    Label* m_due;
    Button* m_answer;
    Button* m_accept;
};

} // namespace stoa::ui
