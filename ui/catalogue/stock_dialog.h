#pragma once
// Moves the stock of one variant: how many more or fewer, and why. Stock is moved, never set, so
// that two people at once both count; the dialog shows what it becomes as far as this computer
// knows.
//
// One intent has one idempotency key: it is made when the form is first sent and kept while the
// same form is sent again after a failure, so a lost answer never moves twice.

#include "api/inventory.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;

namespace stoa::ui {

class Field;

class StockDialog final : public FormDialog {
    Q_OBJECT

public:
    StockDialog(const PageContext& context, const api::ListingView& listing,
                const api::VariantView& variant, QWidget* over);

signals:
    void moved(const stoa::api::VariantView& variant);

protected:
    QString whyNot() const override;
    void send() override;

private:
    void typed();
    void takeReply(Result<api::VariantView> reply);
    std::optional<std::int64_t> change() const; // what has been typed, when it is a move

    PageContext m_context;
    OrgId m_seller;
    api::VariantView m_variant;
    QLineEdit* m_change;
    QLineEdit* m_reason;
    Field* m_changeField;
};

} // namespace stoa::ui
