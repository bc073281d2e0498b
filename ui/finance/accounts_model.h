#pragma once
// The accounts of one currency under their classes, with balances and the classes' totals.

#include "ui/finance/books.h"
#include "ui/models/cell.h"

#include <QAbstractTableModel>

namespace stoa::ui {

class AccountsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit AccountsModel(QObject* parent = nullptr);

    static const std::vector<Column>& columns();
    void setBooks(const Books& books);
    // Nothing for a heading.
    std::optional<api::AccountKind> accountAt(int row) const;
    int rowOf(api::AccountKind account) const; // -1 when it has no row

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        std::optional<api::AccountKind> account; // absent: a heading
        QString name;
        Money balance;
    };

    std::vector<Row> m_rows;
};

} // namespace stoa::ui
