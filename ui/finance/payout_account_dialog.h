#pragma once
// Where a seller is paid out to: what holds now, another provider or account, and the confirmation
// by a second person. What is set here counts for payouts that are prepared afterwards, and only
// once somebody else has verified it.

#include "api/payout_accounts.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QLineEdit;

namespace stoa::ui {

class PayoutAccountDialog final : public FormDialog {
    Q_OBJECT

public:
    PayoutAccountDialog(const PageContext& context, const api::PayoutAccountView& account,
                        QWidget* over);

    // Reads the account, then opens the dialog. `say` gets what was done, or why it can't be read.
    static void openFor(const PageContext& context, OrgId seller, QWidget* over,
                        const std::function<void(const QString& sentence)>& say);

signals:
    void done(const QString& what); // the account has changed

protected:
    QString whyNot() const override;
    void send() override;

private:
    void buildState();
    void fillFields();
    Button* addAction(QBoxLayout* row, const QString& text, const char* name);
    void providerChanged();
    api::PayoutProvider provider() const;
    QString reference() const;
    void verify();
    void remove();
    template <class Request>
    void ask(Request request, const QString& doing, const QString& what);

    PageContext m_context;
    api::PayoutAccountView m_account;
    QString m_seller;
    QString m_asked; // what the intent is
    QComboBox* m_provider;
    QLineEdit* m_reference;
    Field* m_referenceField = nullptr;
    Button* m_verify = nullptr;
    Button* m_remove = nullptr;
};

} // namespace stoa::ui
