#include "ui/orders/hold_dialog.h"

#include "ui/orders/order_course.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

HoldDialog::HoldDialog(const PageContext& context, const api::OrderView& order, QWidget* over)
    : OrderDialog(context, order, QStringLiteral("hold"), tr("Hold the order"),
                  Button::Kind::Primary, over)
{
    setTitle(QStringLiteral("pause"), tr("Hold %1").arg(fromUtf8(order.row.number)));
    using Reason = api::HoldReason;
    for (const Reason reason : {Reason::Fraud, Reason::Payment, Reason::Address, Reason::Inventory,
                                Reason::Customer, Reason::Other})
        form().addReason(fromUtf8(enumText(reason)), holdReasonText(reason));
    body()->addWidget(makeParagraph(
        tr("Nothing of it leaves until somebody lets it go; its goods stay reserved.")));
    setWhyNot({});
}

void HoldDialog::send()
{
    api::PlaceHold request;
    request.seller = order().row.seller;
    request.order = order().row.id;
    request.version = order().row.version;
    request.reason = *enumFromText<api::HoldReason>(toUtf8(form().reason()));
    request.note = toUtf8(form().note());
    began(tr("The order is being held."));
    context().connection.call(
        this, std::move(request), [this](const Result<api::OrderView>& reply) { takeReply(reply); },
        intent().key());
}

} // namespace stoa::ui
