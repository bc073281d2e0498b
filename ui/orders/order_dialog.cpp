#include "ui/orders/order_dialog.h"

#include "ui/text/error_text.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

OrderDialog::OrderDialog(const PageContext& context, const api::OrderView& order,
                         const QString& stem, const QString& action, Button::Kind kind,
                         QWidget* over)
    : FormDialog(over, stem, action, kUsualWidth, kind),
      m_context(context),
      m_order(order),
      m_form(new ReasonForm(stem))
{
    body()->addWidget(m_form);
    cancel()->setText(tr("Close")); // one can be about canceling
    setFirstFocus(m_form->firstField());
    connect(m_form, &ReasonForm::changed, this, &OrderDialog::changed);
}

void OrderDialog::setWhyNot(const QString& why)
{
    m_whyNot = why;
    refresh();
}

void OrderDialog::takeReply(const Result<api::OrderView>& reply)
{
    if (reply) {
        ended();
        emit done(*reply);
        return accept();
    }
    failed(reply.error());
    if (reply.error().kind == ErrorKind::Stale) reread(errorText(reply.error()));
}

void OrderDialog::reread(const QString& problem)
{
    m_context.connection.call(this, api::GetOrder{m_order.row.seller, m_order.row.id},
                              [this, problem](const Result<api::OrderView>& order) {
                                  if (!order) return;
                                  intent().changed(); // another order, another intent
                                  m_order = *order;
                                  emit orderReread(m_order);
                                  orderChanged();
                                  showProblem(problem);
                              });
}

} // namespace stoa::ui
