#include "console.h"
#include "ui/orders/orders_page.h"

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
    registry.add({QStringLiteral("orders"), Console::tr("Orders"), QStringLiteral("orders"),
                  operate, Permission::OrdersRead, 'O', false, maker<ui::OrdersPage>(context)});
}

} // namespace stoa::app
