#include "ui/returns/receive_dialog.h"

#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/steady_box.h"

#include <QComboBox>

namespace stoa::ui {

namespace {

constexpr int kWidth = 520;
constexpr int kOnSale = 0;

} // namespace

ReceiveDialog::ReceiveDialog(const QString& orderNumber, const api::AfterSaleView& view,
                             QWidget* over)
    : ScrimDialog(over, QStringLiteral("receiveDialog")),
      m_action(new Button(tr("It came back"), QStringLiteral("receiveSend"), Button::Kind::Primary))
{
    setTitle(QStringLiteral("inbox"), tr("What came back of %1").arg(orderNumber));
    setBody(buildBody(view));
    auto* close = addButton(new Button(tr("Not yet"), QStringLiteral("receiveClose")));
    close->setKeyHint(tr("Esc"));
    m_action->setKeyHint(tr("Ctrl ↵"));
    addButton(m_action);
    if (!m_fields.empty()) setFirstFocus(m_fields.front().quantity);
    connect(close, &Button::clicked, this, &ReceiveDialog::reject);
    connect(m_action, &Button::clicked, this, &ReceiveDialog::send);
    changed();
}

QWidget* ReceiveDialog::buildBody(const api::AfterSaleView& view)
{
    auto* body = new QWidget;
    body->setMinimumWidth(scaled(kWidth));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(20, 16, 20, 20);
    column->setSpacing(8);
    column->addWidget(makeParagraph(tr(
        "Count what is in the parcel; what is missing counts 0. Broken things are written off.")));
    for (const api::AfterSaleLineView& line : view.lines) {
        const QString title = fromUtf8(line.title);
        const QString number = QString::number(m_fields.size());
        auto* row = makeRow(8);
        row->addWidget(new Label(title), 1);
        auto* quantity = new NumberBox;
        quantity->setObjectName(QStringLiteral("receiveQuantity") + number);
        quantity->setAccessibleName(tr("How many of %1 came back").arg(title));
        quantity->setRange(0, static_cast<int>(line.quantity));
        quantity->setValue(static_cast<int>(line.quantity));
        quantity->setSuffix(tr(" of %1").arg(line.quantity));
        row->addWidget(quantity);
        auto* restock = new QComboBox;
        restock->setObjectName(QStringLiteral("receiveRestock") + number);
        restock->setAccessibleName(tr("What becomes of %1").arg(title));
        restock->addItems({tr("Back on sale"), tr("Write off")});
        row->addWidget(restock);
        column->addLayout(row);
        m_fields.push_back({line.line, quantity, restock});
        connect(quantity, &QSpinBox::valueChanged, this, &ReceiveDialog::changed);
    }
    return body;
}

void ReceiveDialog::changed()
{
    const bool isSomething = std::ranges::any_of(
        m_fields, [](const LineField& field) { return field.quantity->value() > 0; });
    const QString why = isSomething ? QString() : tr("Nothing came back.");
    m_action->setEnabled(isSomething);
    m_action->setToolTip(why);
    setFooterHint(isSomething ? QString() : QStringLiteral("info"), why);
}

void ReceiveDialog::send()
{
    Counted lines;
    for (const LineField& field : m_fields) {
        const bool isOnSale = field.restock->currentIndex() == kOnSale;
        lines.push_back({field.line, field.quantity->value(),
                         isOnSale ? api::Restock::Restock : api::Restock::WriteOff});
    }
    accept();
    emit counted(lines);
}

} // namespace stoa::ui
