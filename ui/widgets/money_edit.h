#pragma once
// A field for an amount of one currency, in its minor units. Only digits, the locale's signs and a
// leading minus (when allowed) can be typed; leaving the field writes the amount in full ("9.5"
// becomes "9.50"). amount() says what is there or why it is no amount; the field marks itself red
// when it is wrong or over the limit and says so to assistive technology. Up and Down change it by
// one major unit.

#include "core/money.h"

#include <QLineEdit>

#include <optional>

namespace stoa::ui {

class MoneyEdit final : public QLineEdit {
    Q_OBJECT

public:
    MoneyEdit(Currency currency, const QString& name, QWidget* parent = nullptr);

    // Errors: those of parseAmount(); money.below_least and money.above_most (params least, most).
    Result<Money> amount() const;
    void setAmount(const Money& money); // in this field's currency
    Currency currency() const { return m_currency; }
    // Inclusive; zero is the least by default.
    void setLimits(std::optional<Money> least, std::optional<Money> most);

signals:
    void amountChanged(); // by typing or by setAmount; ask amount()

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void judge();

    Currency m_currency;
    std::optional<Money> m_least;
    std::optional<Money> m_most;
};

} // namespace stoa::ui
