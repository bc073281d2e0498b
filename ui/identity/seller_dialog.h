#pragma once
// Opens a shop on the marketplace: its name, where it is, the currency of its prices and the share
// of the marketplace. What the node refuses stands at the field it is about.
//
// One intent has one idempotency key: the same form sent again after a failure opens one shop.

#include "api/sellers.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/scrim_dialog.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;

namespace stoa::ui {

class Field;
class Note;

class SellerDialog final : public ScrimDialog {
    Q_OBJECT

public:
    SellerDialog(const PageContext& context, QWidget* over);

signals:
    void created(const stoa::api::SellerView& seller);

private:
    QWidget* buildBody();
    void fillChoices();
    void changed();
    void send();
    void takeReply(const Result<api::SellerView>& reply);
    QString whyNot() const; // "" when it can be sent

    PageContext m_context;
    QLineEdit* m_name;
    QComboBox* m_country;
    QComboBox* m_currency;
    QDoubleSpinBox* m_commission;
    std::vector<std::pair<std::string, Field*>> m_fields; // by the name in the request
    Note* m_problem;
    Button* m_action;
    std::string m_key; // of the intent under way
    bool m_isSending = false;
};

} // namespace stoa::ui
