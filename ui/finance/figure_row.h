#pragma once
// The five sums that finance looks at first, and whether the books balance.

#include "api/ledger.h"
#include "ui/finance/books.h"
#include "ui/text/times.h"

#include <QWidget>

class QHBoxLayout;

namespace stoa::ui {

class Label;

class FigureRow final : public QWidget {
    Q_OBJECT

public:
    explicit FigureRow(QWidget* parent = nullptr);

    void setBooks(const Books& books, bool isBalanced, const Clockface& face);

private:
    struct Figure {
        Label* value = nullptr;
        Label* currency = nullptr;
        Label* note = nullptr;
    };

    Figure add(const QString& title, const QString& icon, const QString& name);

    QHBoxLayout* m_row;
    Figure m_held, m_payable, m_refunds, m_owed, m_difference;
};

} // namespace stoa::ui
