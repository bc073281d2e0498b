#include "ui/orders/edit_dialog.h"

#include "ui/orders/added_lines.h"
#include "ui/text/amounts.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/money_edit.h"
#include "ui/widgets/steady_box.h"
#include "ui/widgets/view_state.h"

namespace stoa::ui {

namespace {

constexpr int kMostQuantity = 9999;
constexpr int kPreviewHeight = 132;

} // namespace

std::int64_t leastOf(const api::OrderView& order, const api::OrderLineView& line)
{
    std::int64_t packed = 0;
    for (const api::FulfillmentView& parcel : order.fulfillments) {
        if (parcel.state != api::FulfillmentState::Unfulfilled) continue;
        for (const api::LineQuantityView& each : parcel.lines)
            packed += each.line == line.id ? each.quantity : 0;
    }
    const std::int64_t gone = packed + line.fulfilledQuantity + line.withdrawnQuantity;
    return std::min(line.quantity, std::max(gone, line.refundedQuantity));
}

EditDialog::EditDialog(const PageContext& context, const api::OrderView& order, QWidget* over)
    : OrderDialog(context, order, QStringLiteral("edit"), tr("Edit the order"),
                  Button::Kind::Primary, over),
      m_lines(makeColumn(8)),
      m_added(new AddedLines(context, order.row.seller)),
      m_shipping(new MoneyEdit(order.shipping.currency(), QStringLiteral("editShipping"))),
      m_outcome(new QWidget),
      m_preview(new KeyValues(QStringLiteral("editPreview"))),
      m_state(new ViewState(m_preview, Skeleton::Shape::Rows, QStringLiteral("editState")))
{
    setTitle(QStringLiteral("edit"), tr("Edit %1").arg(fromUtf8(order.row.number)));
    body()->insertLayout(0, m_lines);
    body()->insertWidget(1, m_added);
    body()->insertWidget(2, new Field(tr("Shipping"), m_shipping));
    m_state->setMinimumHeight(scaled(kPreviewHeight));
    auto* outcome = new QVBoxLayout(m_outcome);
    outcome->setContentsMargins(0, 0, 0, 0);
    outcome->setSpacing(12);
    outcome->addWidget(makeRule(Qt::Horizontal));
    outcome->addWidget(m_state);
    body()->addWidget(m_outcome);
    body()->addStretch();
    m_delay.setSingleShot(true);
    m_delay.setInterval(kPreviewDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &EditDialog::readPreview);
    m_added->setVisible(context.workspace().may(api::Permission::StorefrontRead));
    connect(m_added, &AddedLines::changed, this, &EditDialog::wantPreview);
    connect(m_shipping, &MoneyEdit::amountChanged, this, &EditDialog::wantPreview);
    connect(m_state, &ViewState::actionTriggered, this, &EditDialog::readPreview);
    orderChanged();
    setTabOrder(m_added->last(), m_shipping);
    setTabOrder(m_shipping, form().noteField());
    if (!m_fields.empty()) setFirstFocus(m_fields.front().quantity);
}

void EditDialog::fillLines()
{
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_fields.clear();
    for (const api::OrderLineView& line : order().lines) {
        if (line.quantity == 0) continue; // an earlier edit took it out
        auto* row = new QWidget;
        auto* columns = new QHBoxLayout(row);
        columns->setContentsMargins(0, 0, 0, 0);
        columns->addWidget(new Label(fromUtf8(line.title)), 1);
        columns->addWidget(new Label(moneyText(line.unitPrice), Type::Secondary, &Theme::t3));
        auto* quantity = new NumberBox;
        quantity->setObjectName(QStringLiteral("editQuantity%1").arg(m_fields.size()));
        quantity->setAccessibleName(tr("How many of %1").arg(fromUtf8(line.title)));
        quantity->setRange(static_cast<int>(leastOf(order(), line)), kMostQuantity);
        quantity->setValue(static_cast<int>(line.quantity));
        columns->addWidget(quantity);
        m_lines->addWidget(row);
        if (!m_fields.empty()) setTabOrder(m_fields.back().quantity, quantity);
        m_fields.push_back({line.id, line.quantity, quantity});
        connect(quantity, &QSpinBox::valueChanged, this, &EditDialog::wantPreview);
    }
}

void EditDialog::orderChanged()
{
    fillLines();
    if (!m_fields.empty()) setTabOrder(m_fields.back().quantity, m_added->first());
    setTabOrder(m_added->first(), m_added->last());
    m_added->setOrder(order());
    const QSignalBlocker quiet(m_shipping);
    m_shipping->setAmount(order().shipping);
    wantPreview();
}

bool EditDialog::isChanged() const
{
    const auto shipping = m_shipping->amount();
    return !m_added->isEmpty() || (shipping && *shipping != order().shipping) ||
           std::ranges::any_of(m_fields, [](const LineField& field) {
               return field.quantity->value() != field.before;
           });
}

void EditDialog::wantPreview()
{
    ++m_request; // what is under way is about something else
    m_delay.stop();
    m_preview->clear();
    m_state->showContent();
    setActionText(tr("Edit the order"));
    changed();
    m_outcome->setVisible(isChanged());
    if (!m_shipping->amount()) return setWhyNot(tr("The shipping is no amount."));
    if (!isChanged()) return setWhyNot(tr("Nothing has been changed yet."));
    setWhyNot(tr("Looking at what it would cost."));
    m_delay.start();
}

api::OrderEditContent EditDialog::content() const
{
    api::OrderEditContent content;
    for (const LineField& field : m_fields) {
        const std::int64_t wanted = field.quantity->value();
        if (wanted != field.before) content.lines.push_back({field.line, wanted});
    }
    content.added = m_added->lines();
    const auto shipping = m_shipping->amount();
    if (shipping && *shipping != order().shipping) content.shipping = *shipping;
    content.note = toUtf8(form().note());
    return content;
}

void EditDialog::readPreview()
{
    const int request = ++m_request;
    m_state->showLoading();
    context().connection.call(this,
                              api::PreviewOrderEdit{order().row.seller, order().row.id, content()},
                              [this, request](const Result<api::OrderEditPreview>& preview) {
                                  if (request != m_request) return;
                                  if (preview) return showPreview(*preview);
                                  m_state->showError(preview.error());
                                  setWhyNot(tr("It can't be edited like this."));
                              });
}

void EditDialog::showPreview(const api::OrderEditPreview& preview)
{
    const auto change = [](const Money& before, const Money& after) {
        return before == after
                   ? moneyText(after)
                   : QStringLiteral("%1 → %2").arg(amountText(before), moneyText(after));
    };
    m_preview->clear();
    m_preview->add(tr("Total"), change(preview.totalBefore, preview.totalAfter));
    const bool isMore = preview.toPay.isPositive();
    if (isMore)
        m_preview->addStrong(tr("The buyer is asked for"), moneyText(preview.toPay));
    else
        m_preview->addStrong(tr("Goes back to the buyer"), moneyText(preview.back));
    m_preview->add(tr("The seller gets"), change(preview.sellerNetBefore, preview.sellerNetAfter));
    m_preview->add(tr("Commission"), change(preview.commissionBefore, preview.commissionAfter));
    if (preview.taxBefore.isPositive() || preview.taxAfter.isPositive())
        m_preview->add(tr("Tax included"), change(preview.taxBefore, preview.taxAfter));
    if (preview.needsApproval)
        m_preview->add(tr("Above your limit"), tr("somebody else decides"), &Theme::warn);
    if (isMore) m_preview->add(tr("Until it is paid"), tr("the order stays as it is"));
    m_state->showContent();
    setActionText(isMore ? tr("Ask the buyer for %1").arg(moneyText(preview.toPay))
                         : tr("Edit the order"));
    setWhyNot({});
}

void EditDialog::send()
{
    api::EditOrder request;
    request.seller = order().row.seller;
    request.order = order().row.id;
    request.version = order().row.version;
    request.content = content();
    began(tr("The order is being edited."));
    context().connection.call(
        this, std::move(request), [this](const Result<api::OrderView>& reply) { takeReply(reply); },
        intent().key());
}

} // namespace stoa::ui
