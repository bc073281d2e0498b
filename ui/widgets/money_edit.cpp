#include "ui/widgets/money_edit.h"

#include "core/assert.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"

#include <QKeyEvent>
#include <QRegularExpression>
#include <QStyle>
#include <QValidator>

namespace stoa::ui {

namespace {

constexpr int kMaxLength = 24;

// Refuses characters that can never be part of an amount; half-written amounts are Intermediate.
class AmountValidator final : public QValidator {
public:
    AmountValidator(Currency currency, QObject* parent) : QValidator(parent), m_currency(currency)
    {}

    State validate(QString& input, int&) const override
    {
        static const QRegularExpression kTypeable(
            QStringLiteral("^[-\u2212]?[0-9.,'\u00A0\u202F ]*$"));
        if (!kTypeable.match(input).hasMatch()) return Invalid;
        const Result<Money> money = parseAmount(input, m_currency);
        if (money) return Acceptable;
        return money.error().code == "money.too_many_decimals" ? Invalid : Intermediate;
    }

private:
    Currency m_currency;
};

} // namespace

MoneyEdit::MoneyEdit(Currency currency, const QString& name, QWidget* parent)
    : QLineEdit(parent), m_currency(currency), m_least(Money(0, currency))
{
    setObjectName(name);
    setMaxLength(kMaxLength);
    setAlignment(Qt::AlignRight);
    setValidator(new AmountValidator(currency, this));
    setInputMethodHints(Qt::ImhFormattedNumbersOnly);
    connect(this, &QLineEdit::textChanged, this, [this] {
        judge();
        emit amountChanged();
    });
}

Result<Money> MoneyEdit::amount() const
{
    STOA_TRY(money, parseAmount(text(), m_currency));
    if (m_least && money < *m_least) {
        return stoa::fail(
            makeError(ErrorKind::Invalid, "money.below_least").with("least", m_least->text()));
    }
    if (m_most && money > *m_most) {
        return stoa::fail(
            makeError(ErrorKind::Invalid, "money.above_most").with("most", m_most->text()));
    }
    return money;
}

void MoneyEdit::setAmount(const Money& money)
{
    STOA_ASSERT(money.currency() == m_currency);
    setText(amountText(money));
}

void MoneyEdit::setLimits(std::optional<Money> least, std::optional<Money> most)
{
    m_least = least;
    m_most = most;
    judge();
}

void MoneyEdit::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    const Result<Money> now =
        parseAmount(text().isEmpty() ? QStringLiteral("0") : text(), m_currency);
    if (step == 0 || !now || isReadOnly()) return QLineEdit::keyPressEvent(event);
    const auto next = Money::make(now->minor() + step * m_currency.minorPerMajor(), m_currency);
    const bool isInside = next && !(m_least && *next < *m_least) && !(m_most && *next > *m_most);
    if (isInside) setAmount(*next);
}

void MoneyEdit::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason) selectAll();
}

void MoneyEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (const auto money = parseAmount(text(), m_currency); money && !text().isEmpty()) {
        setText(amountText(*money));
    }
}

void MoneyEdit::judge()
{
    const Result<Money> money = amount();
    const bool isWrong = !money && !text().isEmpty();
    if (property("invalid").toBool() != isWrong) {
        setProperty("invalid", isWrong);
        update();
    }
    const QString reason = isWrong ? errorText(money.error()) : QString();
    setToolTip(reason);
    setAccessibleDescription(reason);
}

} // namespace stoa::ui
