#include "ui/orders/cancel_dialog.h"

#include "ui/orders/order_course.h"
#include "ui/text/amounts.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/view_state.h"

namespace stoa::ui {

namespace {

constexpr int kOnSale = 0;
constexpr int kPreviewHeight = 132;

} // namespace

CancelDialog::CancelDialog(const PageContext& context, const api::OrderView& order, QWidget* over)
    : OrderDialog(context, order, QStringLiteral("cancel"), tr("Cancel the order"),
                  Button::Kind::Destructive, over),
      m_restock(
          new Segmented({tr("Back on sale"), tr("Write off")}, QStringLiteral("cancelRestock"))),
      m_preview(new KeyValues(QStringLiteral("cancelPreview"))),
      m_state(new ViewState(m_preview, Skeleton::Shape::Rows, QStringLiteral("cancelState")))
{
    setTitle(QStringLiteral("slash"), tr("Cancel %1").arg(fromUtf8(order.row.number)));
    using Reason = api::CancelReason;
    for (const Reason reason :
         {Reason::Customer, Reason::Inventory, Reason::Fraud, Reason::Staff, Reason::Other})
        form().addReason(fromUtf8(enumText(reason)), cancelReasonText(reason));
    m_restock->setAccessibleName(tr("The goods"));
    setTabOrder(form().noteField(), m_restock);
    body()->addWidget(new Field(tr("The goods"), m_restock));
    body()->addWidget(makeRule(Qt::Horizontal));
    m_state->setMinimumHeight(scaled(kPreviewHeight));
    body()->addWidget(m_state);
    connect(m_restock, &Segmented::currentChanged, this, [this] {
        changed();
        readPreview();
    });
    connect(m_state, &ViewState::actionTriggered, this, &CancelDialog::readPreview);
    readPreview();
}

api::CancelContent CancelDialog::content() const
{
    api::CancelContent content;
    content.reason = *enumFromText<api::CancelReason>(toUtf8(form().reason()));
    content.note = toUtf8(form().note());
    content.restock =
        m_restock->current() == kOnSale ? api::Restock::Restock : api::Restock::WriteOff;
    return content;
}

void CancelDialog::readPreview()
{
    const int request = ++m_request;
    setWhyNot(tr("Looking at what would go back."));
    m_state->showLoading();
    context().connection.call(
        this, api::PreviewCancellation{order().row.seller, order().row.id, content()},
        [this, request](const Result<api::CancelPreview>& preview) {
            if (request != m_request) return;
            if (preview) return showPreview(*preview);
            m_state->showError(preview.error());
            setWhyNot(tr("It can't be canceled as it stands."));
        });
}

void CancelDialog::showPreview(const api::CancelPreview& preview)
{
    m_preview->clear();
    for (const api::LineQuantityView& line : preview.lines)
        m_preview->add(fromUtf8(line.title), tr("%1 canceled").arg(numberText(line.quantity)));
    m_preview->addStrong(tr("Goes back to the buyer"), moneyText(preview.back));
    if (preview.voided.isPositive()) m_preview->add(tr("Never taken"), moneyText(preview.voided));
    if (preview.refund) {
        m_preview->addPart(tr("the seller's part"), moneyText(preview.refund->fromSeller));
        m_preview->addPart(tr("commission given back"), moneyText(preview.refund->fromCommission));
        if (preview.refund->needsApproval) {
            m_preview->add(tr("Above your limit"), tr("somebody else decides"), &Theme::warn);
        }
    }
    m_state->showContent();
    setWhyNot({});
}

void CancelDialog::send()
{
    api::CancelOrder request;
    request.seller = order().row.seller;
    request.order = order().row.id;
    request.version = order().row.version;
    request.content = content();
    began(tr("The order is being canceled."));
    context().connection.call(
        this, std::move(request), [this](const Result<api::OrderView>& reply) { takeReply(reply); },
        intent().key());
}

} // namespace stoa::ui
