#include "console.h"
#include "ui/analytics/overview_page.h"
#include "ui/catalogue/listings_page.h"
#include "ui/disputes/disputes_page.h"
#include "ui/finance/finance_page.h"
#include "ui/finance/payouts_page.h"
#include "ui/identity/sellers_page.h"
#include "ui/moderation/moderation_page.h"
#include "ui/orders/orders_page.h"
#include "ui/payments/routes_page.h"
#include "ui/rates/rates_page.h"
#include "ui/reconciliation/reconciliation_page.h"
#include "ui/refunds/approvals_page.h"
#include "ui/returns/returns_page.h"
#include "ui/store_credit/store_credit_page.h"
#include "ui/webhooks/webhooks_page.h"

namespace stoa::app {
namespace {

template <class Page>
std::function<ui::ShellPage*()> maker(const std::function<ui::PageContext()>& context)
{
    return [context]() -> ui::ShellPage* { return new Page(context()); };
}

using api::Permission;

// The pages under one heading of the rail.
struct Group {
    ui::PageRegistry& registry;
    std::function<ui::PageContext()> context;
    QString title;

    template <class Page>
    void add(const char* id, const QString& name, const char* icon, Permission permission,
             char letter) const
    {
        registry.add({QString::fromLatin1(id), name, QString::fromLatin1(icon), title, permission,
                      QLatin1Char(letter), false, maker<Page>(context)});
    }
};

void addOperating(const Group& group)
{
    group.add<ui::ModerationPage>("moderation", Console::tr("Moderation"), "moderation",
                                  Permission::ModerationRead, 'M');
    group.add<ui::OrdersPage>("orders", Console::tr("Orders"), "orders", Permission::OrdersRead,
                              'O');
    group.add<ui::ApprovalsPage>("refunds", Console::tr("Refunds"), "refund",
                                 Permission::OrdersRead, 'R');
    group.add<ui::ReturnsPage>("returns", Console::tr("Returns & claims"), "inbox",
                               Permission::OrdersRead, 'T');
    group.add<ui::DisputesPage>("disputes", Console::tr("Chargebacks"), "scale",
                                Permission::LedgerRead, 'C');
    group.add<ui::SellersPage>("sellers", Console::tr("Sellers"), "seller", Permission::SellersRead,
                               'S');
    group.add<ui::ListingsPage>("listings", Console::tr("Listings"), "listing",
                                Permission::ListingsRead, 'L');
}

void addFinance(const Group& group)
{
    group.add<ui::FinancePage>("finance", Console::tr("Payouts & ledger"), "bank",
                               Permission::LedgerRead, 'P');
    group.add<ui::PayoutsPage>("payouts", Console::tr("Payouts"), "send", Permission::LedgerRead,
                               'U');
    group.add<ui::ReconciliationPage>("reconciliation", Console::tr("Reconciliation"), "merge",
                                      Permission::PayoutsWrite, 'B');
    group.add<ui::StoreCreditPage>("store_credit", Console::tr("Store credit"), "card",
                                   Permission::OrdersRead, 'E');
    group.add<ui::RatesPage>("rates", Console::tr("Rates & refund rules"), "book",
                             Permission::LedgerRead, 'X');
}

void addSettings(const Group& group)
{
    group.add<ui::RoutesPage>("routes", Console::tr("Payment routes"), "updown",
                              Permission::NodeRead, 'Y');
    group.add<ui::WebhooksPage>("webhooks", Console::tr("Webhooks"), "plug",
                                Permission::WebhooksWrite, 'W');
}

} // namespace

void addPages(ui::PageRegistry& registry, std::function<ui::PageContext()> context)
{
    const Group above{registry, context, {}};
    above.add<ui::OverviewPage>("overview", Console::tr("Overview"), "overview",
                                Permission::AnalyticsRead, 'V');
    addOperating({registry, context, Console::tr("Operate")});
    addFinance({registry, context, Console::tr("Finance")});
    addSettings({registry, context, Console::tr("Settings")});
}

} // namespace stoa::app
