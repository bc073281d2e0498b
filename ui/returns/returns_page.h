#pragma once
// What buyers send back, want exchanged or complain about, over all orders, and the next step of
// each.
//
// Keys, beside those of every list: A the usual next step, D the other one.

#include "api/after_sales.h"
#include "ui/lists/list_page.h"

namespace stoa::ui {

class CaseActions;
class CaseDrawer;
class AfterSalesModel;

class ReturnsPage final : public ListPage {
    Q_OBJECT

public:
    explicit ReturnsPage(const PageContext& context, QWidget* parent = nullptr);

protected:
    void askFor(const QString& record) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    bool takeLetter(int key) override;

private:
    AfterSalesModel* m_model;
    CaseDrawer* m_drawer;
    CaseActions* m_actions;
};

} // namespace stoa::ui
