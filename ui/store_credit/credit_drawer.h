#pragma once
// The credit of one buyer beside the list: what can be spent, what payments under way have
// reserved, and granting more. The row says all there is, so nothing is read.

#include "api/store_credit.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class CreditDrawer final : public RecordDrawerBase {
    Q_OBJECT

public:
    explicit CreditDrawer(const PageContext& context, QWidget* parent = nullptr);

    void show(const api::StoreCreditView& row);
    const std::optional<api::StoreCreditView>& row() const { return m_row; }
    void grant(); // as its button does, when it may

signals:
    void grantRequested();

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void updateActions() override;
    void forget() override { m_row.reset(); }
    void read(int request) override;
    bool hasDetails() const override { return m_row.has_value(); }

private:
    std::optional<api::StoreCreditView> m_row;
    Label* m_buyer;
    Label* m_changed;
    Label* m_balance;
    Label* m_reserved;
    Button* m_grant;
};

// Why the person may not grant credit; empty when they may.
QString whyNoGrant(const PageContext& context);

} // namespace stoa::ui
