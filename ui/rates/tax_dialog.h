#pragma once
// One rate of tax: where to and of what, since when, how much, and who collects it. Asks only; the
// list that it belongs to is saved as a whole.

#include "api/taxes.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;

namespace stoa::ui {

class OptionalDay;
class NameBook;

class TaxDialog final : public FormDialog {
    Q_OBJECT

public:
    // Begins with `rate`, and with what the node refused of it, if it did.
    TaxDialog(const PageContext& context, const NameBook& names,
              const std::optional<api::TaxRate>& rate, const std::optional<Error>& refused,
              QWidget* over);

signals:
    void answered(const stoa::api::TaxRate& rate);

protected:
    QString whyNot() const override;
    void send() override;

private:
    void buildFields(const NameBook& names);
    void show(const api::TaxRate& rate);

    QLineEdit* m_name;
    QComboBox* m_country;
    QComboBox* m_category;
    QDoubleSpinBox* m_rate;
    QComboBox* m_collector;
    OptionalDay* m_from;
    OptionalDay* m_until;
};

} // namespace stoa::ui
