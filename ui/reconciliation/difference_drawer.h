#pragma once
// One difference beside the list: both sides, what it is about, and why it is so.

#include "api/reconciliation.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class DifferenceDrawer final : public RecordDrawer<api::GetDifference> {
    Q_OBJECT

public:
    explicit DifferenceDrawer(const PageContext& context, QWidget* parent = nullptr);

    void explain(); // as its buttons do, when they may
    void copyReference();

signals:
    void explainRequested();
    void referenceCopied(const QString& reference);
    void runRequested(const QString& run);

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void updateActions() override;

private:
    QString whyNoExplanation() const;

    Label* m_kind;
    Label* m_movement;
    Label* m_gap;
    Label* m_happened;
    Button* m_explain;
    Button* m_copy;
};

} // namespace stoa::ui
