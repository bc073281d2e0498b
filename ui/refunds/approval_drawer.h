#pragma once
// One refund that waits, beside the list: how much goes back to whom and why, what of the order it
// is, and the two ways to decide it.

#include "api/orders.h"
#include "api/refund_approvals.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class ApprovalDrawer final : public RecordDrawerBase {
    Q_OBJECT

public:
    explicit ApprovalDrawer(const PageContext& context, QWidget* parent = nullptr);

    void show(const api::RefundApprovalRow& row);
    const std::optional<api::RefundApprovalRow>& row() const { return m_row; }
    QString order() const override { return orderOf(m_row); }
    void approve(); // as their buttons do, when they may
    void decline();

signals:
    void approveRequested();
    void declineRequested();

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void forget() override;
    void read(int request) override;
    bool hasDetails() const override { return m_order.has_value(); }
    void updateActions() override;

private:
    QString whyNotApprove() const;
    QString whyNotDecline() const;

    std::optional<api::RefundApprovalRow> m_row;
    std::optional<api::OrderView> m_order;
    Label* m_buyer;
    Label* m_reason;
    Label* m_amount;
    Label* m_expires;
    Button* m_approve;
    Button* m_decline;
};

} // namespace stoa::ui
