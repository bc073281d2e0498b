#include "core/clock.h"
#include "support/test_main.h"
#include "ui/models/keyset_model_base.h"
#include "ui/orders/orders_page.h"
#include "ui/shell/main_window.h"
#include "ui/theme/look.h"
#include "ui/widgets/table_view.h"
#include "visitor.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace stoa;
using namespace stoa::test;

namespace {

Money euros(std::string_view amount)
{
    return must(Money::parse(amount, Currency::of("EUR")));
}

} // namespace

// The console's window on a node of its own process: what others do over HTTP shows up in it.
class LiveWindowTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<NodeProcess> m_process;
    std::unique_ptr<remote::RemoteNode> m_node;    // the window's
    std::unique_ptr<remote::RemoteNode> m_outside; // everybody else's
    std::optional<Visitor> m_owner;
    std::optional<Visitor> m_storefront;
    OrgId m_seller;
    VariantId m_variant;

    // One shop with one listing on sale.
    void openShop()
    {
        m_seller = m_owner->ask(api::CreateSeller{"Kiln and Co", "IT", "EUR", 1000}).id;
        api::CreateListing create;
        create.seller = m_seller;
        create.draft.title = "Stoneware bowl";
        create.draft.variants = {{"BOWL", {}, euros("28.00"), 5}};
        create.submit = true;
        const auto listing = m_owner->ask(std::move(create));
        const auto waiting = m_owner->ask(api::ListCases{}).items.at(0);
        const auto claimed =
            m_owner->ask(api::ClaimCase{waiting.seller, waiting.id, false}).row.version;
        api::DecideCase decide;
        decide.seller = waiting.seller;
        decide.moderationCase = waiting.id;
        decide.version = claimed;
        decide.decision = api::Decision::Approve;
        m_owner->ask(std::move(decide));
        m_variant = listing.variants.at(0).id;
        m_storefront = Visitor(
            *m_outside,
            *m_owner
                 ->ask(api::CreateApiKey{
                     "Storefront", {api::Permission::StorefrontRead, api::Permission::OrdersPlace}})
                 .secret);
    }

    api::OrderView placeOrder()
    {
        api::PlaceOrder request;
        request.seller = m_seller;
        request.buyer = {"Ioana Dumitrescu", "ioana@example.org"};
        request.shippingAddress = {
            "Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
        request.lines = {{m_variant, 1, std::nullopt}};
        request.shipping = euros("5.00");
        request.paymentMethod = "tok_visa";
        return m_storefront->ask(std::move(request));
    }

private slots:
    void initTestCase()
    {
        m_process = std::make_unique<NodeProcess>();
        QVERIFY(m_process->start());
        m_node = m_process->connect();
        m_outside = m_process->connect();
        m_owner = Visitor::owner(*m_outside, *m_process);
        openShop();
    }
    void cleanupTestCase()
    {
        m_node.reset();
        m_outside.reset();
        QCOMPARE(m_process->stop(), 0);
    }

    void anOrderPlacedOverHttpAppearsByItself()
    {
        ui::Look look(*qApp, ui::Look::Scheme::Light);
        ui::Connection connection(*m_node);
        connection.setToken(m_owner->token());
        ui::LiveEvents events;
        QSignalSpy streaming(&events, &ui::LiveEvents::lost);
        events.start(*m_node, m_owner->token());
        ui::DialogPrompt prompt;
        const auto me = m_owner->ask(api::GetMe{});
        const ui::PageContext context{
            connection, events, prompt,
            [&] {
                return ui::Workspace{me.permissions, {}};
            },
            [] {
                return ui::Clockface{SystemClock().now(), QTimeZone::utc(), QLocale::c()};
            }};
        ui::PageRegistry pages;
        pages.add({"orders",
                   "Orders",
                   "orders",
                   {},
                   api::Permission::OrdersRead,
                   'O',
                   false,
                   [&]() -> ui::ShellPage* { return new ui::OrdersPage(context); }});
        ui::MainWindow window(look, pages);
        window.setSession({"Owner", {}, {}, {}, {me.permissions.begin(), me.permissions.end()}});
        window.show();
        const auto* table = window.findChild<ui::TableView*>(QStringLiteral("ordersTable"));
        const auto* model = static_cast<const ui::KeysetModelBase*>(table->model());
        QTRY_VERIFY(streaming.count() > 0);
        QTRY_COMPARE(model->state(), ui::KeysetModelBase::State::Ready);
        QTRY_VERIFY(!model->isRefreshing());
        QCOMPARE(model->rowCount(), 0);

        QElapsedTimer sinceAsked;
        sinceAsked.start();
        const api::OrderView order = placeOrder();
        const qint64 placed = sinceAsked.elapsed();
        QTRY_COMPARE(model->rowCount(), 1);
        qInfo("shown %lld ms after it was placed, which took %lld ms",
              static_cast<long long>(sinceAsked.elapsed() - placed),
              static_cast<long long>(placed));
        QCOMPARE(model->index(0, 0).data().toString(), ui::fromUtf8(order.row.number));

        const auto status = [&] {
            return model->index(0, model->columnOf(QStringLiteral("status"))).data().toString();
        };
        QCOMPARE(status(), QStringLiteral("Paid"));
        api::FulfillOrder fulfill;
        fulfill.seller = m_seller;
        fulfill.order = order.row.id;
        fulfill.version = order.row.version;
        m_owner->ask(std::move(fulfill));
        QTRY_COMPARE(status(), QStringLiteral("Shipped"));
    }
};

STOA_TEST(LiveWindowTest)
#include "test_live_window.moc"
