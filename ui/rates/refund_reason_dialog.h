#pragma once
// One reason of the catalogue: how people read it, what a form begins with when it is chosen, and
// whether it can be chosen. Its code is said once, because refunds name it for ever. When somebody
// else has changed the reason meanwhile, that is shown, and saving once more decides.

#include "api/refund_reasons.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace stoa::ui {

class RefundReasonDialog final : public FormDialog {
    Q_OBJECT

public:
    // Without a reason it adds one to `all`.
    RefundReasonDialog(const PageContext& context,
                       const std::optional<api::RefundReasonView>& reason,
                       const std::vector<api::RefundReasonView>& all, QWidget* over);

signals:
    void saved(const QString& code);

protected:
    QString whyNot() const override;
    void send() override;

private:
    void buildFields();
    void fill();
    api::RefundReasonView typed() const;
    void takeRefusal(const Error& error);
    void readAgain();
    void showNewer();

    PageContext m_context;
    std::optional<api::RefundReasonView> m_reason; // as the node has it; none: a new one
    std::vector<api::RefundReasonView> m_all;
    QLineEdit* m_label;
    QLineEdit* m_code;
    QComboBox* m_restock;
    QSpinBox* m_position;
    QCheckBox* m_note;
    QCheckBox* m_active;
};

} // namespace stoa::ui
