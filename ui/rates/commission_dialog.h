#pragma once
// One rule of commission: what it is about, since when, and what it takes. Asks only; the list that
// it belongs to is saved as a whole.

#include "api/commissions.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;

namespace stoa::ui {

class OptionalDay;
class NameBook;

class CommissionDialog final : public FormDialog {
    Q_OBJECT

public:
    // Begins with `rule`, and with what the node refused of it, if it did.
    CommissionDialog(const PageContext& context, const NameBook& names,
                     const std::optional<api::CommissionRule>& rule,
                     const std::optional<Error>& refused, QWidget* over);

signals:
    void answered(const stoa::api::CommissionRule& rule);

protected:
    QString whyNot() const override;
    void send() override;

private:
    struct AmountsField {
        const char* member;
        QLineEdit* line;
        api::Amounts api::CommissionRule::*amounts;
    };

    void buildFields(const NameBook& names);
    void addAmounts(QBoxLayout* to, const char* member, const QString& label, const char* name,
                    api::Amounts api::CommissionRule::*amounts);
    void show(const api::CommissionRule& rule);
    QLocale locale() const { return m_context.clock().locale; }

    PageContext m_context;
    QLineEdit* m_name;
    QComboBox* m_seller;
    QComboBox* m_category;
    QDoubleSpinBox* m_share;
    QDoubleSpinBox* m_tax;
    std::vector<AmountsField> m_amounts;
    OptionalDay* m_from;
    OptionalDay* m_until;
};

} // namespace stoa::ui
