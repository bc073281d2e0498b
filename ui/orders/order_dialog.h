#pragma once
// A dialog that does one thing to an order, with a reason: what HoldDialog and CancelDialog share.
// One intent has one idempotency key, so the same form sent again after a failure does it once.
// When the order has changed meanwhile it is read again, and the person decides anew.

#include "api/cancellations.h"
#include "ui/orders/reason_form.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/scrim_dialog.h"

class QVBoxLayout;

namespace stoa::ui {

class Button;
class Note;

class OrderDialog : public ScrimDialog {
    Q_OBJECT

signals:
    void done(const stoa::api::OrderView& order);
    void orderReread(const stoa::api::OrderView& order);

protected:
    // `stem` of object names: "cancel" makes cancelDialog, cancelReason, cancelSend.
    OrderDialog(const PageContext& context, const api::OrderView& order, const QString& stem,
                Button* action, QWidget* over);

    const PageContext& context() const { return m_context; }
    const api::OrderView& order() const { return m_order; }
    ReasonForm& form() const { return *m_form; }
    QVBoxLayout& body() const { return *m_body; } // below the form
    // Why it can't be sent yet, "" when it can; the footer says so.
    void setWhyNot(const QString& why);
    void setActionText(const QString& text);
    void showProblem(const QString& problem); // "" takes it away
    const std::string& key();                 // of the intent under way
    void began(const QString& what);
    void takeReply(const Result<api::OrderView>& reply);

    virtual void send() = 0;
    virtual void orderChanged() {} // order() is another

private:
    void reread();
    void update();

    PageContext m_context;
    api::OrderView m_order;
    ReasonForm* m_form;
    QVBoxLayout* m_body;
    Note* m_problem;
    Button* m_action;
    std::string m_key;
    QString m_whyNot;
    bool m_isSending = false;
};

} // namespace stoa::ui
