#pragma once
// Opens a shop on the marketplace: its name, where it is, the currency of its prices and the share
// of the marketplace.

#include "api/sellers.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;

namespace stoa::ui {

class SellerDialog final : public FormDialog {
    Q_OBJECT

public:
    SellerDialog(const PageContext& context, QWidget* over);

signals:
    void created(const stoa::api::SellerView& seller);

protected:
    QString whyNot() const override;
    void send() override;

private:
    void fillChoices();

    PageContext m_context;
    QLineEdit* m_name;
    QComboBox* m_country;
    QComboBox* m_currency;
    QDoubleSpinBox* m_commission;
};

} // namespace stoa::ui
