#pragma once
// What is added to an order: a search over what its seller has on sale, and a row for each that was
// chosen, with its price now and how many. Prices go along, so that one that has changed meanwhile
// is said and not paid.
//
// Keys: ↓ or Enter in the search goes to what was found, Enter there adds, Esc goes back.

#include "api/orders.h"
#include "ui/shell/page_context.h"

#include <QWidget>

#include <set>

class QSpinBox;
class QVBoxLayout;

namespace stoa::ui {

class GoodsModel;
class Label;
class SearchField;
class TableView;
class ViewState;
struct GoodOnSale;

class AddedLines final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t kMost = 100; // as an edit may add

    AddedLines(const PageContext& context, OrgId seller, QWidget* parent = nullptr);

    void setOrder(const api::OrderView& order); // begins anew
    bool isEmpty() const { return m_chosen.empty(); }
    List<api::OrderLineRequest, kMost> lines() const;
    QWidget* first() const; // in the order of tabs, while nothing is chosen
    QWidget* last() const;

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Chosen {
        VariantId variant;
        Money price;
        QWidget* row = nullptr;
        QSpinBox* quantity = nullptr;
    };

    void find(const QString& text);
    void goToFound();
    void choose(const QString& id);
    void add(const GoodOnSale& good);
    QWidget* beforeSearch() const;
    void remove(VariantId variant);
    void tellTaken();
    void explain(const QString& why);

    GoodsModel* m_goods;
    QVBoxLayout* m_rows;
    SearchField* m_search;
    TableView* m_table;
    ViewState* m_found;
    Label* m_why;
    std::set<VariantId> m_inOrder;
    std::vector<Chosen> m_chosen;
};

} // namespace stoa::ui
