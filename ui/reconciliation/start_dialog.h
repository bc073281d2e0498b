#pragma once
// Asks for a comparison: whose statement, which days, which currency, and how young a movement may
// be that only one side knows. It runs as a job; the dialog ends as soon as it is on its way.

#include "api/reconciliation.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QDateEdit;
class QSpinBox;

namespace stoa::ui {

class StartDialog final : public FormDialog {
    Q_OBJECT

public:
    static constexpr int kMostDays = 31;

    // Begins with what `like` compared; without one with yesterday.
    StartDialog(const PageContext& context, const std::optional<api::ReconciliationRow>& like,
                QWidget* over);

signals:
    void started(const stoa::api::ReconciliationRow& run);

protected:
    QString whyNot() const override;
    void send() override;

private:
    void buildFields();
    void fillChoices(const std::optional<api::ReconciliationRow>& like);
    void showProviders(const QStringList& providers);

    PageContext m_context;
    QComboBox* m_provider;
    QDateEdit* m_from;
    QDateEdit* m_to;
    QComboBox* m_currency;
    QSpinBox* m_grace;
};

} // namespace stoa::ui
