// stoa_render_pages DIR: the pages with the demo marketplace's data as PNG, in both themes and at
// the two sizes of the design, for the eye. Not a test by itself.

#include "api/store_credit.h"
#include "gui/demo_books.h"
#include "gui/demo_orders.h"
#include "gui/demo_overview.h"
#include "gui/demo_rates.h"
#include "gui/demo_reconciliation.h"
#include "gui/demo_webhooks.h"
#include "gui/page_fixture.h"
#include "ui/analytics/overview_page.h"
#include "ui/finance/finance_page.h"
#include "ui/finance/payouts_page.h"
#include "ui/orders/orders_page.h"
#include "ui/payments/routes_page.h"
#include "ui/rates/rates_page.h"
#include "ui/reconciliation/reconciliation_page.h"
#include "ui/store_credit/store_credit_page.h"
#include "ui/theme/look.h"
#include "ui/webhooks/webhooks_page.h"
#include "ui/widgets/money_edit.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/table_view.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QMainWindow>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>

#include <cstdio>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::int64_t kOrders = 48'210;
// What the shell leaves to a page: the window without rail, top bar and status bar.
constexpr QSize kReference{1440 - 208, 900 - 44 - 26};
constexpr QSize kLeast{1100 - 52, 700 - 44 - 26};

void scriptOrders(PageFixture& fixture)
{
    const Timestamp now = fixture.now;
    fixture.node.on<api::ListOrders>(
        [now](const api::ListOrders& asked) { return demoOrdersPage(asked, kOrders, now); });
    fixture.node.on<api::GetOrder>([now](const api::GetOrder& asked) -> Result<api::OrderView> {
        for (std::int64_t i = 0; i < 400; ++i) {
            const api::OrderRow row = demoOrder(i, now);
            if (row.id == asked.order) return demoOrderView(row);
        }
        return fail(ErrorKind::NotFound, "order.not_found");
    });
    fixture.node.reply<api::GetOrderFacets>({{{"none", 7, false},
                                              {"authorized", 19, false},
                                              {"partially_paid", 0, false},
                                              {"paid", 10'000, true},
                                              {"partially_refunded", 214, false},
                                              {"refunded", 96, false},
                                              {"voided", 3, false}},
                                             {{"unfulfilled", 1'042, false},
                                              {"partial", 61, false},
                                              {"fulfilled", 1'913, false},
                                              {"delivered", 10'000, true},
                                              {"canceled", 31, false}}});
    fixture.node.on<api::PreviewRefund>([now](const api::PreviewRefund& asked) {
        return demoPreview(demoOrderView(demoOrder(6, now)), asked.content);
    });
}

// A window of the given size around the page alone; narrow pages must see a narrow window.
void shoot(QWidget& page, QSize size, const QString& file)
{
    page.resize(size);
    page.show();
    QTest::qWait(600);
    if (!page.grab().save(file)) std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
}

void shootOrders(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    scriptOrders(fixture);
    ui::OrdersPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    QTest::qWait(100);
    auto* table = page.findChild<ui::TableView*>(QStringLiteral("ordersTable"));
    table->setCurrentIndex(table->model()->index(6, 0));
    shoot(page, size, folder.filePath(QStringLiteral("orders%1.png").arg(suffix)));
    page.findChild<QPushButton*>(QStringLiteral("orderRefund"))->click();
    page.findChild<ui::Stepper*>(QStringLiteral("quantity0"))->setValue(3);
    page.findChild<ui::Stepper*>(QStringLiteral("quantity1"))->setValue(1);
    page.findChild<ui::Segmented*>(QStringLiteral("refundShippingShare"))->setCurrent(1);
    shoot(page, size, folder.filePath(QStringLiteral("refund%1.png").arg(suffix)));
}

void shootOverview(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    fixture.node.on<api::GetOverview>(
        [&](const api::GetOverview& asked) { return demoOverview(fixture.now, asked.period); });
    fixture.node.on<api::GetTraffic>(
        [&](const api::GetTraffic& asked) { return demoTraffic(fixture.now, asked.minutes); });
    fixture.node.reply<api::GetNode>(demoNode(fixture.now));
    ui::OverviewPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    shoot(page, size, folder.filePath(QStringLiteral("overview%1.png").arg(suffix)));
}

void shootFinance(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    const Timestamp now = fixture.now;
    fixture.node.reply<api::GetTrialBalance>(demoTrialBalance());
    fixture.node.reply<api::ListTransfers>({demoTransfers(60, now), {}, {}});
    fixture.node.reply<api::ListPayoutBatches>({{demoBatch(now, true).row}, {}, {}});
    fixture.node.reply<api::GetPayoutBatch>(demoBatch(now, true));
    ui::FinancePage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    QTest::qWait(100);
    auto* accounts = page.findChild<ui::TableView*>(QStringLiteral("accountsTable"));
    accounts->setCurrentIndex(accounts->model()->index(7, 0));
    shoot(page, size, folder.filePath(QStringLiteral("finance%1.png").arg(suffix)));
}

void shootReconciliation(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    const auto runs = demoRuns(fixture.now);
    const auto differences = demoDifferences(fixture.now, runs[2].id);
    fixture.node.reply<api::ListReconciliations>({runs, {}, {}});
    fixture.node.reply<api::ListDifferences>({differences, {}, {}});
    fixture.node.reply<api::GetDifference>(differences[0]);
    fixture.node.reply<api::GetReconciliation>(demoRun(runs[2]));
    ui::ReconciliationPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    shoot(page, size, folder.filePath(QStringLiteral("differences%1.png").arg(suffix)));
    page.visit(ui::fromUtf8(runs[2].id.text()));
    shoot(page, size, folder.filePath(QStringLiteral("comparisons%1.png").arg(suffix)));
    QTest::keyClick(page.findChild<ui::TableView*>(QStringLiteral("runsTable")), Qt::Key_N);
    shoot(page, size, folder.filePath(QStringLiteral("compare%1.png").arg(suffix)));
}

void shootWebhooks(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    const auto endpoints = demoEndpoints(fixture.workspace.organisation, fixture.now);
    const auto deliveries = demoDeliveries(endpoints, fixture.now);
    fixture.node.reply<api::ListWebhookEndpoints>({endpoints});
    fixture.node.reply<api::GetWebhookEndpoint>(endpoints[1]);
    fixture.node.reply<api::ListWebhookDeliveries>({deliveries, {}, {}});
    fixture.node.reply<api::GetWebhookDelivery>(demoDelivery(deliveries[1], fixture.now));
    fixture.node.reply<api::ListEventKinds>(
        {{"order.placed", "order.packed", "payment.captured", "refund.succeeded", "stock.moved"}});
    ui::WebhooksPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit(ui::fromUtf8(deliveries[1].id.text()));
    shoot(page, size, folder.filePath(QStringLiteral("deliveries%1.png").arg(suffix)));
    page.visit(ui::fromUtf8(endpoints[1].id.text()));
    shoot(page, size, folder.filePath(QStringLiteral("endpoints%1.png").arg(suffix)));
    QTest::keyClick(page.findChild<ui::TableView*>(QStringLiteral("endpointsTable")), Qt::Key_E);
    shoot(page, size, folder.filePath(QStringLiteral("endpoint%1.png").arg(suffix)));
}

void shootRates(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    const auto sellers = demoSellers();
    const auto categories = demoCategories();
    const Currency eur = Currency::of("EUR");
    fixture.node.reply<api::ListSellers>({sellers, {}, {}});
    fixture.node.reply<api::ListCategories>(categories);
    fixture.node.reply<api::ListCommissionRules>(demoRules(sellers[0], categories[0], fixture.now));
    fixture.node.reply<api::ListTaxRates>(demoTaxRates(categories[1], fixture.now));
    fixture.node.reply<api::GetTaxReport>(demoTaxReport());
    fixture.node.reply<api::GetRefundPolicy>(demoRefundPolicy());
    fixture.node.reply<api::ListRefundReasons>(demoRefundReasons());
    fixture.node.reply<api::PreviewCommission>({0, "Belhadj, kitchen", 825, Money(5'000, eur),
                                                Money(443, eur), Money(84, eur),
                                                Money(4'473, eur)});
    ui::RatesPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    QTest::qWait(100);
    page.findChild<QComboBox*>(QStringLiteral("previewSeller"))->setCurrentIndex(1);
    auto* rules = page.findChild<ui::TableView*>(QStringLiteral("rulesTable"));
    QTest::keyClick(rules, Qt::Key_Down, Qt::AltModifier);
    shoot(page, size, folder.filePath(QStringLiteral("commission%1.png").arg(suffix)));
    QTest::keyClick(rules, Qt::Key_E);
    shoot(page, size, folder.filePath(QStringLiteral("rule%1.png").arg(suffix)));
    QTest::keyClick(page.findChild<QWidget*>(QStringLiteral("ruleDialog")), Qt::Key_Escape);
    auto* tabs = page.findChild<QTabBar*>(QStringLiteral("taxesAndCommissionParts"));
    tabs->setCurrentIndex(1);
    shoot(page, size, folder.filePath(QStringLiteral("taxes%1.png").arg(suffix)));
    tabs->setCurrentIndex(2);
    shoot(page, size, folder.filePath(QStringLiteral("refund-rules%1.png").arg(suffix)));
    page.findChild<QSpinBox*>(QStringLiteral("refundPolicyDays"))->setValue(3);
    fixture.node.reply<api::GetRefundPolicy>({{Money(40'000, eur)}, 5, Version{5}, {}});
    fixture.node.publish("refund_policy.changed", "x");
    shoot(page, size, folder.filePath(QStringLiteral("refund-policy%1.png").arg(suffix)));
    QTest::keyClick(page.findChild<ui::TableView*>(QStringLiteral("refundReasonsTable")),
                    Qt::Key_N);
    shoot(page, size, folder.filePath(QStringLiteral("refund-reason%1.png").arg(suffix)));
    QTest::keyClick(page.findChild<QWidget*>(QStringLiteral("refundReasonDialog")), Qt::Key_Escape);
    tabs->setCurrentIndex(3);
    shoot(page, size, folder.filePath(QStringLiteral("tax-report%1.png").arg(suffix)));
}

void shootRoutes(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    fixture.node.reply<api::GetPaymentRoutes>(
        {{{"card", "stripe", "Priya Raman", fixture.now, Version{4}},
          {"wallet", "old_pay", "Priya Raman", fixture.now, Version{1}}},
         {{"instant", true, true, 0}, {"old_pay", false, false, 3}, {"stripe", false, true, 12}},
         "instant"});
    ui::RoutesPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    shoot(page, size, folder.filePath(QStringLiteral("routes%1.png").arg(suffix)));
    auto* table = page.findChild<ui::TableView*>(QStringLiteral("routesTable"));
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_E);
    shoot(page, size, folder.filePath(QStringLiteral("route%1.png").arg(suffix)));
}

void shootCredit(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    const Currency eur = Currency::of("EUR");
    fixture.node.reply<api::ListSellers>({demoSellers(), {}, {}});
    fixture.node.reply<api::ListCategories>({});
    fixture.node.reply<api::ListStoreCredits>(
        {{{"ioana@mail.example", Money(2'500, eur), Money(900, eur), fixture.now},
          {"kai@mail.example", Money(12'000, eur), Money(0, eur), fixture.now}},
         {},
         {}});
    ui::StoreCreditPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    shoot(page, size, folder.filePath(QStringLiteral("credit%1.png").arg(suffix)));
    QTest::keyClick(page.findChild<ui::TableView*>(QStringLiteral("creditsTable")), Qt::Key_G);
    shoot(page, size, folder.filePath(QStringLiteral("grant%1.png").arg(suffix)));
}

void shootPayouts(const QDir& folder, const QString& suffix, QSize size)
{
    PageFixture fixture;
    fixture.node.reply<api::ListPayouts>({demoPayouts(fixture.now), {}, {}});
    ui::PayoutsPage page(fixture.context());
    page.resize(size);
    page.show();
    page.visit({});
    shoot(page, size, folder.filePath(QStringLiteral("payouts%1.png").arg(suffix)));
    auto* table = page.findChild<ui::TableView*>(QStringLiteral("payoutsTable"));
    table->setCurrentIndex(table->model()->index(3, 0));
    shoot(page, size, folder.filePath(QStringLiteral("payout-failed%1.png").arg(suffix)));
    QTest::keyClick(table, Qt::Key_Escape);
    shoot(page, size, folder.filePath(QStringLiteral("payouts-alone%1.png").arg(suffix)));
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_H);
    shoot(page, size, folder.filePath(QStringLiteral("settle%1.png").arg(suffix)));
}

using Shot = void (*)(const QDir&, const QString&, QSize);
constexpr Shot kShots[] = {shootOverview,       shootFinance,  shootOrders,
                           shootReconciliation, shootWebhooks, shootRates,
                           shootRoutes,         shootCredit,   shootPayouts};

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("usage: stoa_render_pages DIR\n", stderr);
        return 2;
    }
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    ui::Look look(app);
    for (const auto scheme : {ui::Look::Scheme::Light, ui::Look::Scheme::Dark}) {
        look.setScheme(scheme);
        const bool isDark = scheme == ui::Look::Scheme::Dark;
        const QString dark = isDark ? QStringLiteral("-dark") : QString();
        for (const Shot shot : kShots) {
            shot(folder, dark, kReference);
            if (!isDark) shot(folder, QStringLiteral("-1100x700"), kLeast);
        }
    }
    return 0;
}
