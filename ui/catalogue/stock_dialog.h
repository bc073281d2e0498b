#pragma once
// Moves the stock of one variant: how many more or fewer, and why. Stock is moved, never set, so
// that two people at once both count; the dialog shows what it becomes as far as this computer
// knows.
//
// One intent has one idempotency key: it is made when the form is first sent and kept while the
// same form is sent again after a failure, so a lost answer never moves twice.

#include "api/inventory.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/scrim_dialog.h"

class QLineEdit;

namespace stoa::ui {

class Field;
class Note;

class StockDialog final : public ScrimDialog {
    Q_OBJECT

public:
    StockDialog(const PageContext& context, const api::ListingView& listing,
                const api::VariantView& variant, QWidget* over);

signals:
    void moved(const stoa::api::VariantView& variant);

private:
    QWidget* buildBody();
    void changed();
    void send();
    void takeReply(Result<api::VariantView> reply);
    std::optional<std::int64_t> change() const; // what has been typed, when it is a move
    QString whyNot() const;                     // "" when it can be sent

    PageContext m_context;
    OrgId m_seller;
    api::VariantView m_variant;
    QLineEdit* m_change;
    QLineEdit* m_reason;
    Field* m_changeField;
    Note* m_problem;
    Button* m_action;
    std::string m_key; // of the intent under way
    bool m_isSending = false;
};

} // namespace stoa::ui
