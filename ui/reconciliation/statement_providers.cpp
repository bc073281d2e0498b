#include "ui/reconciliation/statement_providers.h"

#include "api/payments.h"
#include "api/reconciliation.h"
#include "ui/text/words.h"

namespace stoa::ui {

namespace {

constexpr int kRecentRuns = 200;

struct Providers {
    QStringList names;
    std::function<void(const QStringList&)> take;

    void add(const std::string& name)
    {
        const QString text = fromUtf8(name);
        if (!names.contains(text)) names << text;
    }
    void tell()
    {
        names.sort();
        take(names);
    }
};

} // namespace

void readStatementProviders(const PageContext& context, QObject* receiver,
                            std::function<void(const QStringList&)> take)
{
    auto known = std::make_shared<Providers>(Providers{{}, std::move(take)});
    api::ListReconciliations runs;
    runs.limit = kRecentRuns;
    context.connection.call(receiver, std::move(runs),
                            [known](const Result<Page<api::ReconciliationRow>>& page) {
                                if (!page) return;
                                for (const api::ReconciliationRow& run : page->items)
                                    known->add(run.provider);
                                known->tell();
                            });
    if (!context.workspace().may(api::Permission::NodeRead)) return;
    context.connection.call(receiver, api::GetPaymentRoutes{},
                            [known](const Result<api::PaymentRoutesView>& routes) {
                                if (!routes) return;
                                for (const api::PaymentProviderView& each : routes->providers) {
                                    if (!each.isInstant) known->add(each.name);
                                }
                                known->tell();
                            });
}

} // namespace stoa::ui
