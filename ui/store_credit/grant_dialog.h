#pragma once
// Grants a buyer credit with a seller, at the seller's expense.

#include "api/store_credit.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;
class QPlainTextEdit;

namespace stoa::ui {

class MoneyEdit;

struct GrantTo {
    OrgId seller;
    QString sellerName;
    Currency currency; // of the seller
    QString buyer;     // e-mail address; may be empty
};

class GrantDialog final : public FormDialog {
    Q_OBJECT

public:
    GrantDialog(const PageContext& context, const GrantTo& to, QWidget* over);

signals:
    void granted(const stoa::api::StoreCreditView& credit, const stoa::Money& amount);

protected:
    QString whyNot() const override;
    void send() override;

private:
    PageContext m_context;
    GrantTo m_to;
    QLineEdit* m_buyer;
    MoneyEdit* m_amount;
    QPlainTextEdit* m_note;
};

} // namespace stoa::ui
