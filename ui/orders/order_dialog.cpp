#include "ui/orders/order_dialog.h"

#include "ui/text/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

namespace {

constexpr int kWidth = 440;

} // namespace

OrderDialog::OrderDialog(const PageContext& context, const api::OrderView& order,
                         const QString& stem, Button* action, QWidget* over)
    : ScrimDialog(over, stem + QStringLiteral("Dialog")),
      m_context(context),
      m_order(order),
      m_form(new ReasonForm(stem)),
      m_body(nullptr),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_action(action)
{
    auto* content = new QWidget;
    content->setMinimumWidth(scaled(kWidth));
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(20, 16, 20, 20);
    m_body->setSpacing(12);
    m_problem->setObjectName(stem + QStringLiteral("Problem"));
    m_problem->hide();
    m_body->addWidget(m_problem);
    m_body->addWidget(m_form);
    setBody(content);
    auto* close = addButton(new Button(tr("Close"), stem + QStringLiteral("Close")));
    close->setKeyHint(tr("Esc"));
    m_action->setKeyHint(tr("Ctrl ↵"));
    addButton(m_action);
    setFirstFocus(m_form->firstField());
    connect(close, &Button::clicked, this, &OrderDialog::reject);
    connect(m_action, &Button::clicked, this, [this] {
        if (m_action->isEnabled()) send();
    });
    connect(m_form, &ReasonForm::changed, this, [this] {
        if (!m_isSending) m_key.clear();
        showProblem({});
    });
}

void OrderDialog::setWhyNot(const QString& why)
{
    m_whyNot = why;
    update();
}

void OrderDialog::update()
{
    m_action->setEnabled(!m_isSending && m_whyNot.isEmpty());
    m_action->setToolTip(m_whyNot);
    setFooterHint(m_whyNot.isEmpty() ? QString() : QStringLiteral("info"), m_whyNot);
}

void OrderDialog::setActionText(const QString& text)
{
    m_action->setText(text);
}

void OrderDialog::showProblem(const QString& problem)
{
    m_problem->setMessage(Tone::Bad, QStringLiteral("incident"), problem);
    m_problem->setVisible(!problem.isEmpty());
}

const std::string& OrderDialog::key()
{
    if (m_key.empty()) m_key = Uuid::makeV7().text();
    return m_key;
}

void OrderDialog::began(const QString& what)
{
    m_isSending = true;
    setUnderWay(what);
    showProblem({});
    update();
}

void OrderDialog::takeReply(const Result<api::OrderView>& reply)
{
    m_isSending = false;
    setUnderWay({});
    if (reply) {
        emit done(*reply);
        return accept();
    }
    showProblem(errorText(reply.error()));
    update();
    if (reply.error().kind == ErrorKind::Stale) reread();
}

void OrderDialog::reread()
{
    m_context.connection.call(this, api::GetOrder{m_order.row.seller, m_order.row.id},
                              [this](const Result<api::OrderView>& order) {
                                  if (!order) return;
                                  m_key.clear(); // another order, another intent
                                  m_order = *order;
                                  emit orderReread(m_order);
                                  orderChanged();
                              });
}

} // namespace stoa::ui
