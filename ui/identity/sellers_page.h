#pragma once
// Sellers: who sells on the marketplace and on what terms. Whoever may, opens a shop here; the
// first one is what a new marketplace needs before anything can be listed.
//
// Keys, beside those of every list: N opens a shop.

#include "ui/lists/list_page.h"

namespace stoa::ui {

class Button;
class SearchField;
class SellerDrawer;
class SellersModel;

class SellersPage final : public ListPage {
    Q_OBJECT

public:
    explicit SellersPage(const PageContext& context, QWidget* parent = nullptr);

    void visit(const QString& record) override; // "new" opens the dialog
    bool focusFind() override;

protected:
    void askFor(const QString& record) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    void takeEmptyAction() override;
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    bool takeLetter(int key) override;

private:
    bool mayWrite() const;
    void openDialog();

    SellersModel* m_model;
    SellerDrawer* m_drawer;
    SearchField* m_search;
    Button* m_add;
};

} // namespace stoa::ui
