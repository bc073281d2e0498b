#pragma once
// Payment routes: which provider new payments of which method go to, and what each provider has
// yet to decide.
//
// Keys: E or Enter switches the route, N makes one for another method, K keeps the keys of Stripe
// when the marketplace is on this computer.

#include "ui/async/refresh_pace.h"
#include "ui/payments/routes_model.h"
#include "ui/shell/page.h"

namespace stoa::ui {

class Banner;
class Button;
class KeyValues;
class PageHeader;
class TableView;
class Toast;
class ViewState;

class RoutesPage final : public ShellPage {
    Q_OBJECT

public:
    static constexpr int kRefreshEveryMs = 2000; // what is in flight moves all the time

    explicit RoutesPage(const PageContext& context, QWidget* parent = nullptr);

    void visit(const QString& record) override;
    void refresh() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    QWidget* buildProviders();
    void showProviders();
    void switchCurrent();
    void keepKeys();
    void open(const std::optional<RouteRow>& route);
    bool mayOperate() const { return m_context.workspace().may(api::Permission::NodeOperate); }

    PageContext m_context;
    RoutesModel* m_model;
    PageHeader* m_header;
    Banner* m_banner;
    TableView* m_table;
    ViewState* m_state;
    Button* m_switch;
    KeyValues* m_providers;
    Toast* m_toast = nullptr;
    RefreshPace m_pace{kRefreshEveryMs};
};

} // namespace stoa::ui
