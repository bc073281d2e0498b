#pragma once
// One line of the order in the refund dialog: tick, title, price, how many, what happens to the
// goods, how much. Under it, in red, what is wrong with it. Ticking takes all that is left; setting
// the quantity to zero unticks.

#include "ui/refunds/refund_form.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace stoa::ui {

class Label;
class MoneyEdit;
class Stepper;

// The widths of the columns after the title, shared with the heading above the rows.
struct RefundColumns {
    static constexpr int kEach = 70;
    static constexpr int kQuantity = 104;
    static constexpr int kStock = 116;
    static constexpr int kAmount = 96;
};

class RefundLineRow final : public QWidget {
    Q_OBJECT

public:
    RefundLineRow(const RefundFormLine& line, int number, QWidget* parent = nullptr);

    // Shows the line without telling anyone.
    void setLine(const RefundFormLine& line);
    const RefundFormLine& line() const { return m_line; }
    bool isAmountRight() const; // what stands in the field is an amount
    void setProblem(const QString& problem, bool isAmount);

signals:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build(int number);
    void setQuantity(int quantity);
    void readAmount();
    void show(); // the line in the widgets

    RefundFormLine m_line;
    bool m_isShowing = false;
    QCheckBox* m_tick;
    Label* m_detail;
    Stepper* m_quantity;
    QComboBox* m_stock;
    MoneyEdit* m_amount;
    Label* m_problem;
};

} // namespace stoa::ui
