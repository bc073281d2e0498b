#pragma once
// One return, exchange or claim beside the list: what it is about, why, how far it is, and what can
// be done next.

#include "api/after_sales.h"
#include "ui/lists/record_drawer.h"
#include "ui/returns/case_steps.h"

namespace stoa::ui {

// One case out of those of its order.
struct CaseDetails {
    api::AfterSaleView view;
    Version version; // of the order, for the next command
};

class CaseDrawer final : public RecordDrawerBase {
    Q_OBJECT

public:
    explicit CaseDrawer(const PageContext& context, QWidget* parent = nullptr);

    void show(const api::AfterSaleRow& row);
    const std::optional<api::AfterSaleRow>& row() const { return m_row; }
    const std::optional<CaseDetails>& details() const { return m_details; }
    QString order() const override { return orderOf(m_row); }
    void take(std::size_t which); // the first or second step, if it may be

signals:
    void stepRequested(stoa::ui::CaseStep step);

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void forget() override;
    void read(int request) override;
    bool hasDetails() const override { return m_details.has_value(); }
    void updateActions() override;

private:
    QString whyNot(CaseStep step) const;

    std::optional<api::AfterSaleRow> m_row;
    std::optional<CaseDetails> m_details;
    std::vector<CaseStepWords> m_steps;
    Label* m_buyer;
    Label* m_reason;
    Label* m_kind;
    Label* m_opened;
    std::array<Button*, 2> m_buttons;
};

} // namespace stoa::ui
