#pragma once
// What the operator sets about refunds: the catalogue of reasons as a table, and beside it which
// refunds two people decide.
//
// Keys: N adds a reason, E or Enter changes it, Ctrl+S saves the policy.

#include "api/refund_reasons.h"
#include "ui/shell/page.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class Button;
class PageHeader;
class RefundPolicyPanel;
class RefundReasonsModel;
class TableView;
class Toast;
class ViewState;

class RefundRulesPart final : public ShellPage {
    Q_OBJECT

public:
    explicit RefundRulesPart(const PageContext& context, QWidget* parent = nullptr);

    void visit(const QString& record) override;
    void refresh() override;
    PageHeader& header() const { return *m_header; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void follow();
    void showFacts();
    void change();
    void open(const std::optional<api::RefundReasonView>& reason);

    PageContext m_context;
    PageHeader* m_header;
    RefundReasonsModel* m_model;
    TableView* m_table;
    ViewState* m_state;
    Button* m_add;
    Button* m_change;
    RefundPolicyPanel* m_policy;
    Toast* m_toast = nullptr;
    QString m_wanted; // the reason that is chosen once it is read
};

} // namespace stoa::ui
