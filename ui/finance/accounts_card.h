#pragma once
// The accounts under their classes, to choose one by, with the two sums that are equal.

#include "ui/finance/books.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

class AccountsModel;
class TableView;

class AccountsCard final : public QWidget {
    Q_OBJECT

public:
    explicit AccountsCard(QWidget* parent = nullptr);

    void setBooks(const Books& books);
    void choose(std::optional<api::AccountKind> account); // emits nothing
    void focusList();

signals:
    void chosen(stoa::api::AccountKind account);

private:
    Label* addSum(QVBoxLayout& into, const QString& title, const QString& name);

    AccountsModel* m_model;
    TableView* m_table;
    Label* m_debits;
    Label* m_credits;
};

} // namespace stoa::ui
