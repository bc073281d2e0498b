#pragma once
// One order beside the list: who bought, what, what happened, what was paid and booked. Sections
// are chosen by the tabs in its head; the refund button says why when it can't be pressed.

#include "api/orders.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class TabStrip;

class OrderDrawer final : public RecordDrawer<api::GetOrder> {
    Q_OBJECT

public:
    explicit OrderDrawer(const PageContext& context, QWidget* parent = nullptr);

    void moveSection(int step); // the `[` and `]` keys
    // What the buttons do, or why they are off is said.
    void requestRefund();
    void requestEdit();
    void requestCancel();
    void requestHold(); // or its end

signals:
    void refundRequested(const stoa::api::OrderView& order);
    void editRequested(const stoa::api::OrderView& order);
    void withdrawRequested(const stoa::api::OrderView& order); // of the edit that waits
    void cancelRequested(const stoa::api::OrderView& order);
    void holdRequested(const stoa::api::OrderView& order);
    void releaseRequested(const stoa::api::OrderView& order);

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void updateActions() override;

private:
    void buildHead();
    void showSection();
    QString whyNoRefund() const; // "" when it can be refunded
    QString whyNoEdit() const;
    QString whyNoCancel() const;
    QString whyNoHold() const;
    QString whyNothing() const; // whatever is to be done

    Label* m_buyer;
    Label* m_buyerFacts;
    Label* m_total;
    Label* m_seller;
    Button* m_refund;
    Button* m_edit;
    Button* m_cancel;
    Button* m_hold;
    TabStrip* m_tabs;
    std::optional<OrderId> m_wanted; // to be refunded as soon as its details are here
};

} // namespace stoa::ui
