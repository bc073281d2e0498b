#pragma once
// A dialog that does one thing to an order, with a reason. When the order has changed meanwhile it
// is read again, and the person decides anew.

#include "api/cancellations.h"
#include "ui/orders/reason_form.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/form_dialog.h"

namespace stoa::ui {

class OrderDialog : public FormDialog {
    Q_OBJECT

signals:
    void done(const stoa::api::OrderView& order);
    void orderReread(const stoa::api::OrderView& order);

protected:
    OrderDialog(const PageContext& context, const api::OrderView& order, const QString& stem,
                const QString& action, Button::Kind kind, QWidget* over);

    const PageContext& context() const { return m_context; }
    const api::OrderView& order() const { return m_order; }
    ReasonForm& form() const { return *m_form; }
    void setWhyNot(const QString& why); // it can't be sent yet, "" when it can
    void takeReply(const Result<api::OrderView>& reply);

    QString whyNot() const override { return m_whyNot; }
    virtual void orderChanged() {} // order() is another

private:
    void reread(const QString& problem);

    PageContext m_context;
    api::OrderView m_order;
    ReasonForm* m_form;
    QString m_whyNot;
};

} // namespace stoa::ui
