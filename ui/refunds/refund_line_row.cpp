#include "ui/refunds/refund_line_row.h"

#include "ui/refunds/refund_words.h"
#include "ui/text/amounts.h"
#include "ui/text/words.h"
#include "ui/theme/paint.h"
#include "ui/widgets/card.h"
#include "ui/widgets/money_edit.h"
#include "ui/widgets/stepper.h"

#include <QCheckBox>
#include <QComboBox>

namespace stoa::ui {

namespace {

constexpr int kRowHeight = 38;

QString detailOf(const api::OrderLineView& line)
{
    QStringList parts;
    if (!line.optionsText.empty()) parts << fromUtf8(line.optionsText);
    if (line.refundedQuantity > 0) {
        parts << RefundLineRow::tr("%1 already refunded").arg(line.refundedQuantity);
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

RefundLineRow::RefundLineRow(const RefundFormLine& line, int number, QWidget* parent)
    : QWidget(parent),
      m_line(line),
      m_tick(new QCheckBox),
      m_detail(new Label(detailOf(line.line), Type::Secondary, &Theme::t3)),
      m_quantity(new Stepper(static_cast<int>(line.most()),
                             tr("Quantity of %1").arg(fromUtf8(line.line.title)),
                             QStringLiteral("quantity%1").arg(number))),
      m_stock(new QComboBox),
      m_amount(
          new MoneyEdit(line.line.unitPrice.currency(), QStringLiteral("amount%1").arg(number))),
      m_problem(makeParagraph({}, Type::Secondary, &Theme::bad))
{
    build(number);
    connect(m_tick, &QCheckBox::clicked, this, [this](bool isOn) {
        m_quantity->setValue(isOn ? static_cast<int>(m_line.most()) : 0);
    });
    connect(m_quantity, &Stepper::valueChanged, this, &RefundLineRow::setQuantity);
    connect(m_stock, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (m_isShowing) return;
        m_line.restock = static_cast<api::Restock>(m_stock->itemData(index).toInt());
        emit changed();
    });
    connect(m_amount, &MoneyEdit::amountChanged, this, &RefundLineRow::readAmount);
    show();
}

void RefundLineRow::build(int number)
{
    const QString title = fromUtf8(m_line.line.title);
    setObjectName(QStringLiteral("refundLine%1").arg(number));
    m_tick->setObjectName(QStringLiteral("tick%1").arg(number));
    m_tick->setAccessibleName(title);
    m_stock->setObjectName(QStringLiteral("stock%1").arg(number));
    m_stock->setAccessibleName(tr("What happens to %1").arg(title));
    for (const auto each : {api::Restock::Restock, api::Restock::WriteOff, api::Restock::Keep})
        m_stock->addItem(restockText(each), static_cast<int>(each));
    m_stock->setFixedWidth(scaled(RefundColumns::kStock));
    m_stock->setProperty("compact", true);
    m_amount->setFixedWidth(scaled(RefundColumns::kAmount));
    m_amount->setProperty("compact", true);
    m_amount->setAccessibleName(tr("Refund for %1").arg(title));
    auto* each = new Label(amountText(m_line.line.unitPrice), Type::Body, &Theme::t2);
    each->setFigures(true);
    each->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    each->setFixedWidth(scaled(RefundColumns::kEach));
    auto* cells = makeRow(8);
    auto* names = makeColumn(0);
    names->addWidget(new Label(title, Type::BodyStrong));
    if (!m_detail->text().isEmpty()) names->addWidget(m_detail);
    cells->addWidget(m_tick);
    cells->addLayout(names, 1);
    cells->addWidget(each);
    auto* middle = new QWidget;
    middle->setFixedWidth(scaled(RefundColumns::kQuantity));
    auto* centred = new QHBoxLayout(middle);
    centred->setContentsMargins(0, 0, 0, 0);
    centred->addWidget(m_quantity, 0, Qt::AlignRight);
    cells->addWidget(middle);
    cells->addWidget(m_stock);
    cells->addWidget(m_amount);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 12, 6);
    column->setSpacing(4);
    column->addLayout(cells);
    m_problem->hide();
    column->addWidget(m_problem);
    setMinimumHeight(scaled(kRowHeight));
}

void RefundLineRow::setLine(const RefundFormLine& line)
{
    m_line = line;
    m_quantity->blockSignals(true);
    m_quantity->setMost(static_cast<int>(line.most()));
    m_quantity->blockSignals(false);
    show();
}

void RefundLineRow::show()
{
    m_isShowing = true;
    const bool isChosen = m_line.quantity > 0;
    const bool canChoose = m_line.most() > 0;
    m_tick->setEnabled(canChoose);
    m_tick->setToolTip(canChoose ? QString() : tr("All of this line has been refunded."));
    m_tick->setChecked(isChosen);
    m_quantity->setEnabled(canChoose);
    m_quantity->setValue(static_cast<int>(m_line.quantity));
    m_stock->setEnabled(isChosen);
    m_stock->setCurrentIndex(m_stock->findData(static_cast<int>(m_line.restock)));
    m_amount->setEnabled(isChosen);
    m_amount->setAmount(m_line.shownAmount());
    m_isShowing = false;
}

void RefundLineRow::setQuantity(int quantity)
{
    if (m_isShowing) return;
    m_line.quantity = quantity;
    m_line.amount.reset();
    show();
    emit changed();
}

void RefundLineRow::readAmount()
{
    if (m_isShowing) return;
    if (const auto amount = m_amount->amount()) {
        m_line.amount = *amount;
        if (*amount == m_line.line.unitPrice * m_line.quantity) m_line.amount.reset();
    }
    emit changed();
}

bool RefundLineRow::isAmountRight() const
{
    return m_line.quantity == 0 || m_amount->amount().has_value();
}

void RefundLineRow::setProblem(const QString& problem, bool isAmount)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_amount->setProperty("invalid", !problem.isEmpty() && isAmount);
    m_amount->setAccessibleDescription(isAmount ? problem : QString());
    m_amount->update();
}

void RefundLineRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawRule(painter, {0, 0}, {width(), 0}, theme().line);
}

} // namespace stoa::ui
