#include "ui/refunds/refund_dialog.h"

#include "core/id.h"
#include "ui/refunds/refund_body.h"
#include "ui/refunds/refund_preview_panel.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"

#include <QKeyEvent>

namespace stoa::ui {

namespace {

constexpr QSize kPanelSize{1000, 716};

QString methodOf(const api::OrderView& order)
{
    for (const api::PaymentView& payment : order.payments) {
        if (payment.captured.isPositive()) return fromUtf8(payment.method);
    }
    return {};
}

bool isSameChoice(const RefundForm& left, const RefundForm& right)
{
    const auto isSameLine = [](const RefundFormLine& one, const RefundFormLine& other) {
        return one.quantity == other.quantity && one.amount == other.amount &&
               one.restock == other.restock;
    };
    return std::equal(left.lines.begin(), left.lines.end(), right.lines.begin(), right.lines.end(),
                      isSameLine) &&
           left.shipping == right.shipping && left.extra == right.extra &&
           left.reason == right.reason && left.note == right.note && left.to == right.to;
}

} // namespace

RefundDialog::RefundDialog(const PageContext& context, const api::OrderView& order, QWidget* over)
    : ScrimDialog(over, QStringLiteral("refundDialog")),
      m_context(context),
      m_initial(order),
      m_body(new RefundBody(m_initial)),
      m_panel(new RefundPreviewPanel(tr("Goes back to %1").arg(methodOf(order)),
                                     order.row.total.currency())),
      m_cancel(new Button(tr("Cancel"), QStringLiteral("refundCancel"))),
      m_action(new Button(tr("Refund"), QStringLiteral("refundSend"), Button::Kind::Primary))
{
    setTitle(QStringLiteral("refund"), tr("Refund order %1").arg(fromUtf8(order.row.number)),
             tr("%1 · paid %2 with %3")
                 .arg(isolated(fromUtf8(order.row.buyerName)), moneyText(order.row.total),
                      methodOf(order)));
    setPanelSize(kPanelSize);
    setBody(m_body);
    setSide(m_panel);
    m_cancel->setKeyHint(tr("Esc"));
    m_action->setKeyHint(tr("Ctrl ↵"));
    m_action->setIconName(QStringLiteral("send"));
    setFooterHint({}, {});
    addButton(m_cancel);
    addButton(m_action);
    setFirstFocus(m_body->firstField());
    setRejectGuard([this] { return mayClose(); });
    m_previewDelay.setSingleShot(true);
    m_previewDelay.setInterval(kPreviewDelayMs);
    connect(&m_previewDelay, &QTimer::timeout, this, &RefundDialog::requestPreview);
    connect(m_body, &RefundBody::changed, this, &RefundDialog::formChanged);
    connect(m_cancel, &Button::clicked, this, &RefundDialog::reject);
    connect(m_action, &Button::clicked, this, &RefundDialog::send);
    updateAction();
    m_context.connection.call(this, api::ListRefundReasons{true},
                              [this](const Result<std::vector<api::RefundReasonView>>& reasons) {
                                  if (reasons) m_body->setReasons(*reasons);
                              });
}

void RefundDialog::formChanged()
{
    m_intent.changed();
    m_preview.reset();
    m_problem.reset();
    ++m_request; // a preview under way is of an older form
    m_body->clearProblems();
    m_panel->setMessage({});
    if (m_body->form().isEmpty()) {
        m_previewDelay.stop();
        m_panel->showNothing();
    } else {
        m_panel->setDimmed(true);
        m_previewDelay.start();
    }
    updateAction();
}

void RefundDialog::requestPreview()
{
    const RefundForm& form = m_body->form();
    if (!m_body->areAmountsRight()) return;
    const int request = ++m_request;
    m_context.connection.call(this, api::PreviewRefund{form.seller, form.order, form.content()},
                              [this, request](Result<api::RefundPreview> preview) {
                                  takePreview(request, std::move(preview));
                              });
}

void RefundDialog::takePreview(int request, Result<api::RefundPreview> preview)
{
    if (request != m_request) return;
    if (preview) {
        m_preview = std::move(*preview);
        m_panel->showPreview(*m_preview);
    } else {
        showError(preview.error());
    }
    updateAction();
}

void RefundDialog::showError(const Error& error)
{
    m_problem = error;
    const bool isAtField = m_body->showProblem(error);
    m_panel->setMessage(isAtField ? QString() : errorText(error));
}

void RefundDialog::send()
{
    if (!whyNot().isEmpty()) return;
    const RefundForm& form = m_body->form();
    m_state = State::Sending;
    setUnderWay(tr("The refund is being sent. It may go through although you don't see the answer; "
                   "the order shows it then."));
    m_body->setEnabled(false);
    m_panel->setMessage({});
    updateAction();
    m_context.connection.call(
        this, api::RequestRefund{form.seller, form.order, form.version, form.content()},
        [this](Result<api::RefundView> refund) { takeReply(std::move(refund)); }, m_intent.key());
}

void RefundDialog::takeReply(Result<api::RefundView> refund)
{
    setUnderWay({});
    if (refund) {
        emit refunded(*refund);
        return accept();
    }
    const bool isInDoubt = refund.error().kind == ErrorKind::InDoubt;
    m_state = isInDoubt ? State::InDoubt : State::Editing;
    m_body->setEnabled(!isInDoubt);
    if (refund.error().kind == ErrorKind::Stale) return rereadOrder();
    showError(refund.error());
    m_problem.reset(); // it may be sent again as it is
    updateAction();
}

void RefundDialog::rereadOrder()
{
    const RefundForm& form = m_body->form();
    m_preview.reset();
    updateAction();
    m_context.connection.call(
        this, api::GetOrder{form.seller, form.order}, [this](Result<api::OrderView> order) {
            if (!order) {
                showError(order.error());
                return updateAction();
            }
            RefundForm rebased = m_body->form();
            rebased.rebase(*order);
            m_body->setForm(rebased);
            formChanged();
            m_panel->setMessage(tr("The order has changed since you opened it. Nothing was "
                                   "refunded. Look at the amounts and send again."));
            emit orderReread(*order);
        });
}

bool RefundDialog::mayClose()
{
    if (m_isDiscarding) return true;
    if (m_state == State::Editing && isSameChoice(m_body->form(), m_initial)) return true;
    Confirmation question;
    question.icon = QStringLiteral("refund");
    question.title = tr("Leave this refund?");
    question.text = m_state == State::InDoubt
                        ? tr("It is not known yet whether it went through. The order will show "
                             "it when it did.")
                        : tr("Nothing has been sent. What you chose here is not kept.");
    question.action = tr("Leave it");
    question.keep = tr("Go on refunding");
    m_context.prompt.confirm(this, question, [this](bool isLeaving) {
        m_isDiscarding = isLeaving;
        if (isLeaving) reject();
    });
    return false;
}

QString RefundDialog::whyNot() const
{
    const RefundForm& form = m_body->form();
    if (!m_context.workspace().may(api::Permission::RefundsWrite)) {
        return tr("Your role can't refund. Ask a refund agent.");
    }
    if (m_state == State::Sending) return tr("The refund is being sent.");
    if (form.isEmpty()) return tr("Choose an item, shipping or an extra amount.");
    if (!m_body->areAmountsRight()) return tr("Correct what is marked red first.");
    if (m_problem) return errorSentences(*m_problem).title;
    if (!m_preview) return tr("Working out who gets what…");
    return {};
}

void RefundDialog::updateAction()
{
    const QString why = whyNot();
    m_action->setEnabled(why.isEmpty());
    m_action->setToolTip(why);
    m_action->setAccessibleDescription(why);
    if (m_state == State::InDoubt)
        m_action->setText(tr("Ask again"));
    else
        m_action->setText(m_preview ? tr("Refund %1").arg(moneyText(m_preview->buyer))
                                    : tr("Refund"));
    const QString hint = m_preview && m_preview->needsApproval
                             ? tr("Somebody else has to approve this; nothing moves until then")
                             : tr("Goes to the buyer at once and can't be taken back");
    setFooterHint(QStringLiteral("info"), why.isEmpty() ? hint : why);
}

void RefundDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_R && event->modifiers() == Qt::AltModifier) {
        m_body->focusReason();
        return;
    }
    ScrimDialog::keyPressEvent(event);
}

} // namespace stoa::ui
