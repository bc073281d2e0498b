#include "ui/refunds/refund_body.h"

#include "ui/refunds/refund_line_row.h"
#include "ui/refunds/refund_words.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/money_edit.h"
#include "ui/widgets/segmented.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QScrollArea>

namespace stoa::ui {

namespace {

constexpr int kMoneyWidth = 110;
constexpr int kNoteHeight = 84;
constexpr int kMostNoteHeight = 132; // what is left of a short order stays empty
constexpr int kMaxNote = 2000;
constexpr int kHeadingHeight = 30;

} // namespace

RefundBody::RefundBody(const RefundForm& form, QWidget* parent)
    : QWidget(parent),
      m_form(form),
      m_shippingShare(new Segmented({tr("None"), tr("Half"), tr("All")},
                                    QStringLiteral("refundShippingShare"))),
      m_shipping(new MoneyEdit(form.extra.currency(), QStringLiteral("refundShipping"))),
      m_extra(new MoneyEdit(form.extra.currency(), QStringLiteral("refundExtra"))),
      m_reason(new QComboBox),
      m_destination(new Segmented({tr("Original payment"), tr("Store credit")},
                                  QStringLiteral("refundDestination"))),
      m_note(new QPlainTextEdit)
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(20, 14, 20, 14);
    column->setSpacing(14);
    column->addWidget(buildItems());
    auto* money = makeRow(16);
    money->addWidget(buildShipping(), 1);
    m_extraField = new Field(tr("Extra amount, e.g. goodwill"), m_extra);
    money->addWidget(m_extraField, 1);
    column->addLayout(money);
    auto* why = makeRow(16);
    why->addWidget(buildReason(), 1);
    why->addWidget(buildDestination(), 1);
    column->addLayout(why);
    column->addWidget(buildNote());
    column->addStretch(1);
    auto* outside = new QVBoxLayout(this);
    outside->setContentsMargins(0, 0, 0, 0);
    outside->addWidget(makeScrollArea(content));
    connect(m_extra, &MoneyEdit::amountChanged, this, [this] {
        if (m_isShowing) return;
        if (const auto amount = m_extra->amount()) m_form.extra = *amount;
        emit changed();
    });
    setForm(form);
}

QWidget* RefundBody::buildItems()
{
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* heading = makeRow(8);
    heading->addWidget(new Label(tr("Items"), Type::CardTitle));
    heading->addStretch(1);
    auto* all =
        new Button(tr("Select everything"), QStringLiteral("refundAll"), Button::Kind::Link);
    all->setSize(Button::Size::Small);
    all->setShortcut(QKeySequence(Qt::ALT | Qt::Key_A));
    connect(all, &Button::clicked, this, &RefundBody::chooseEverything);
    heading->addWidget(all);
    column->addLayout(heading);
    auto* card = new Card({}, QStringLiteral("refundItems"));
    card->setBodyMargins(1, 1, 1, 1);
    card->body()->setSpacing(0);
    card->body()->addWidget(buildHeading());
    int number = 0;
    for (const RefundFormLine& line : m_form.lines) {
        auto* row = new RefundLineRow(line, number);
        connect(row, &RefundLineRow::changed, this, [this, row, number] {
            m_form.lines[static_cast<std::size_t>(number)] = row->line();
            emit changed();
        });
        card->body()->addWidget(row);
        m_rows.push_back(row);
        ++number;
    }
    column->addWidget(card);
    return part;
}

QWidget* RefundBody::buildHeading() const
{
    auto* heading = new QWidget;
    heading->setFixedHeight(scaled(kHeadingHeight));
    auto* row = new QHBoxLayout(heading);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    const auto add = [&](const QString& text, Qt::Alignment align, int width) {
        auto* label = new Label(text, Type::Label, &Theme::t2);
        label->setAlignment(align | Qt::AlignVCenter);
        if (width > 0) label->setFixedWidth(scaled(width));
        row->addWidget(label, width > 0 ? 0 : 1);
    };
    add(tr("Item"), Qt::AlignLeft, 0);
    add(tr("Each"), Qt::AlignRight, RefundColumns::kEach);
    add(tr("Quantity"), Qt::AlignHCenter, RefundColumns::kQuantity);
    add(tr("Stock"), Qt::AlignLeft, RefundColumns::kStock);
    add(tr("Refund"), Qt::AlignRight, RefundColumns::kAmount);
    return heading;
}

QWidget* RefundBody::buildShipping()
{
    auto* both = new QWidget;
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_shippingShare);
    m_shipping->setFixedWidth(scaled(kMoneyWidth));
    m_shipping->setAccessibleName(tr("Shipping to return"));
    row->addWidget(m_shipping);
    row->addStretch(1);
    both->setFocusProxy(m_shippingShare);
    m_shippingField =
        new Field(tr("Shipping, %1 can go back").arg(moneyText(m_form.shippingLeft)), both);
    connect(m_shippingShare, &Segmented::currentChanged, this, [this](int share) {
        if (m_isShowing) return;
        m_form.shipping = m_form.shippingLeft.portion(share, 2);
        showShipping();
        emit changed();
    });
    connect(m_shipping, &MoneyEdit::amountChanged, this, &RefundBody::readShipping);
    return m_shippingField;
}

QWidget* RefundBody::buildReason()
{
    m_reason->setObjectName(QStringLiteral("refundReason"));
    setReasons(builtInRefundReasons());
    connect(m_reason, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (m_isShowing) return;
        m_form.reason = m_reason->itemData(index).toString().toStdString();
        emit changed();
    });
    return new Field(tr("Reason"), m_reason);
}

QWidget* RefundBody::buildDestination()
{
    m_destination->setAccessibleName(tr("Where the refund goes"));
    connect(m_destination, &Segmented::currentChanged, this, [this](int index) {
        if (m_isShowing) return;
        m_form.to = index == 1 ? api::RefundDestination::StoreCredit
                               : api::RefundDestination::OriginalMethod;
        emit changed();
    });
    return new Field(tr("To"), m_destination);
}

QWidget* RefundBody::buildNote()
{
    m_note->setObjectName(QStringLiteral("refundNote"));
    m_note->setMinimumHeight(scaled(kNoteHeight));
    m_note->setMaximumHeight(scaled(kMostNoteHeight));
    m_note->setTabChangesFocus(true);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
        if (m_isShowing) return;
        m_form.note = m_note->toPlainText().trimmed();
        const qsizetype over = m_form.note.size() - kMaxNote;
        m_noteField->setProblem(over > 0 ? tr("Too long by %1 characters").arg(over) : QString());
        emit changed();
    });
    m_noteField = new Field(tr("Note, kept with the refund"), m_note);
    return m_noteField;
}

void RefundBody::setReasons(const std::vector<api::RefundReasonView>& reasons)
{
    const bool wasShowing = std::exchange(m_isShowing, true);
    m_reason->clear();
    for (const api::RefundReasonView& reason : reasons)
        m_reason->addItem(refundReasonText(reason), fromUtf8(reason.code));
    const int chosen = m_reason->findData(fromUtf8(m_form.reason));
    m_reason->setCurrentIndex(std::max(0, chosen));
    m_isShowing = wasShowing;
    if (chosen >= 0 || reasons.empty()) return;
    m_form.reason = reasons.front().code;
    emit changed();
}

void RefundBody::setForm(const RefundForm& form)
{
    m_isShowing = true;
    m_form = form;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setLine(m_form.lines[i]);
    m_shipping->setLimits(Money(0, m_form.extra.currency()), m_form.shippingLeft);
    m_extra->setAmount(m_form.extra);
    m_reason->setCurrentIndex(m_reason->findData(fromUtf8(m_form.reason)));
    m_destination->setCurrent(m_form.to == api::RefundDestination::StoreCredit ? 1 : 0);
    if (m_note->toPlainText().trimmed() != m_form.note) m_note->setPlainText(m_form.note);
    m_isShowing = false;
    showShipping();
}

void RefundBody::chooseEverything()
{
    RefundForm form = m_form;
    form.chooseEverything();
    setForm(form);
    emit changed();
}

void RefundBody::readShipping()
{
    if (m_isShowing) return;
    if (const auto amount = m_shipping->amount()) m_form.shipping = *amount;
    emit changed();
}

void RefundBody::showShipping()
{
    m_isShowing = true;
    const bool canReturn = m_form.shippingLeft.isPositive();
    m_shippingShare->setEnabled(canReturn);
    m_shipping->setEnabled(canReturn);
    const bool isAll = canReturn && m_form.shipping == m_form.shippingLeft;
    const bool isHalf = canReturn && m_form.shipping == m_form.shippingLeft.portion(1, 2);
    m_shippingShare->setCurrent(isAll ? 2 : isHalf ? 1 : 0);
    m_shipping->setAmount(m_form.shipping);
    m_isShowing = false;
}

bool RefundBody::areAmountsRight() const
{
    const bool areLinesRight = std::all_of(m_rows.begin(), m_rows.end(),
                                           [](const auto* row) { return row->isAmountRight(); });
    return areLinesRight && m_shipping->amount() && m_extra->amount() &&
           m_form.note.size() <= kMaxNote;
}

bool RefundBody::showProblem(const Error& error)
{
    const RefundPart part = partOf(error.field, m_form);
    const QString text = errorText(error);
    switch (part.kind) {
    case RefundPart::Kind::None:
        return false;
    case RefundPart::Kind::Quantity:
    case RefundPart::Kind::Amount:
        m_rows[part.line]->setProblem(text, part.kind == RefundPart::Kind::Amount);
        break;
    case RefundPart::Kind::Shipping:
        m_shippingField->setProblem(text);
        break;
    case RefundPart::Kind::Extra:
        m_extraField->setProblem(text);
        break;
    case RefundPart::Kind::Note:
        m_noteField->setProblem(text);
        break;
    }
    return true;
}

void RefundBody::clearProblems()
{
    for (RefundLineRow* row : m_rows)
        row->setProblem({}, false);
    m_shippingField->setProblem({});
    m_extraField->setProblem({});
    if (m_form.note.size() <= kMaxNote) m_noteField->setProblem({});
}

QWidget* RefundBody::firstField() const
{
    return m_rows.empty() ? static_cast<QWidget*>(m_extra)
                          : m_rows.front()->findChild<QWidget*>(QStringLiteral("tick0"));
}

void RefundBody::focusReason()
{
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

} // namespace stoa::ui
