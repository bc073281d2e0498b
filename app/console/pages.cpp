#include "console.h"
#include "ui/analytics/overview_page.h"
#include "ui/catalogue/listings_page.h"
#include "ui/disputes/disputes_page.h"
#include "ui/finance/finance_page.h"
#include "ui/identity/sellers_page.h"
#include "ui/moderation/moderation_page.h"
#include "ui/orders/orders_page.h"
#include "ui/refunds/approvals_page.h"
#include "ui/returns/returns_page.h"

namespace stoa::app {
namespace {

template <class Page>
std::function<ui::ShellPage*()> maker(const std::function<ui::PageContext()>& context)
{
    return [context]() -> ui::ShellPage* { return new Page(context()); };
}

} // namespace

void addPages(ui::PageRegistry& registry, std::function<ui::PageContext()> context)
{
    using api::Permission;
    const QString operate = Console::tr("Operate");
    registry.add({QStringLiteral("overview"),
                  Console::tr("Overview"),
                  QStringLiteral("overview"),
                  {},
                  Permission::AnalyticsRead,
                  'V',
                  false,
                  maker<ui::OverviewPage>(context)});
    registry.add({QStringLiteral("moderation"), Console::tr("Moderation"),
                  QStringLiteral("moderation"), operate, Permission::ModerationRead, 'M', false,
                  maker<ui::ModerationPage>(context)});
    registry.add({QStringLiteral("orders"), Console::tr("Orders"), QStringLiteral("orders"),
                  operate, Permission::OrdersRead, 'O', false, maker<ui::OrdersPage>(context)});
    registry.add({QStringLiteral("refunds"), Console::tr("Refunds"), QStringLiteral("refund"),
                  operate, Permission::OrdersRead, 'R', false, maker<ui::ApprovalsPage>(context)});
    registry.add({QStringLiteral("returns"), Console::tr("Returns & claims"),
                  QStringLiteral("inbox"), operate, Permission::OrdersRead, 'T', false,
                  maker<ui::ReturnsPage>(context)});
    registry.add({QStringLiteral("disputes"), Console::tr("Chargebacks"), QStringLiteral("scale"),
                  operate, Permission::LedgerRead, 'C', false, maker<ui::DisputesPage>(context)});
    registry.add({QStringLiteral("sellers"), Console::tr("Sellers"), QStringLiteral("seller"),
                  operate, Permission::SellersRead, 'S', false, maker<ui::SellersPage>(context)});
    registry.add({QStringLiteral("listings"), Console::tr("Listings"), QStringLiteral("listing"),
                  operate, Permission::ListingsRead, 'L', false, maker<ui::ListingsPage>(context)});
    registry.add({QStringLiteral("finance"), Console::tr("Payouts & ledger"),
                  QStringLiteral("bank"), Console::tr("Finance"), Permission::LedgerRead, 'P',
                  false, maker<ui::FinancePage>(context)});
}

} // namespace stoa::app
