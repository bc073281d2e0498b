#include "api/cancellations.h"
#include "api/escrow.h"
#include "api/fulfillments.h"
#include "api/order_edits.h"
#include "api/refunds.h"
#include "core/clock.h"
#include "node/codec/codec.h"
#include "stage/shop.h"
#include "support/expect.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

std::string jsonOf(const api::OrderView& order)
{
    const auto& codec = codec::codecOf(api::operation<api::GetOrder>());
    return codec.writeReply(&order);
}

} // namespace

// An order goes through its life; afterwards it is read as it was after each step.
class OrderPastTest final : public QObject {
    Q_OBJECT

    template <class Request>
    Result<typename Request::Reply> ask(Request request, const std::string& token = {})
    {
        api::CallOptions options{.token = token.empty() ? m_shop->admin() : token,
                                 .idempotencyKey = Uuid::makeV7().text(),
                                 .origin = "test"};
        auto answer =
            api::submitAndWait(m_marketplace->node(), std::move(options), std::move(request));
        if (!answer) return fail(answer);
        return std::move(answer->reply);
    }
    api::OrderView now() { return must(ask(api::GetOrder{m_seller, m_order})); }
    void remember() { m_steps.emplace_back(SystemClock().now(), jsonOf(now())); }

    std::unique_ptr<node::Marketplace> m_marketplace;
    std::optional<Shop> m_shop;
    OrgId m_seller;
    OrderId m_order;
    std::vector<std::pair<Timestamp, std::string>> m_steps;

private slots:
    void initTestCase()
    {
        node::Marketplace::Options options;
        options.database = TestCluster::ofProcess().createDatabase();
        options.workers = 2;
        options.jobThreads = 0;
        m_marketplace = must(node::Marketplace::open(std::move(options)));
        m_shop.emplace(*m_marketplace);
        const auto placed = must(ask(m_shop->checkout(4), m_shop->storefront()));
        m_seller = placed.row.seller;
        m_order = placed.row.id;
        remember();
        must(ask(api::AddOrderNote{m_seller, m_order, {"Call first"}}));
        remember();
        api::OrderEditContent three;
        three.lines.push_back({now().lines[0].id, 3});
        must(ask(api::EditOrder{m_seller, m_order, now().row.version, three}));
        remember();
        api::CancelContent one;
        one.lines.push_back({now().lines[0].id, 1});
        must(ask(api::CancelOrder{m_seller, m_order, now().row.version, one}));
        remember();
        must(ask(api::FulfillOrder{m_seller, m_order, now().row.version, {}, {}, {}, false}));
        remember();
        must(ask(api::DeliverOrder{m_seller, m_order, now().row.version}));
        remember();
        must(ask(api::ConfirmReceipt{m_seller, m_order, m_shop->checkout().buyer.email},
                 m_shop->storefront()));
        remember();
        api::RefundContent content;
        content.extra = Money(100, now().row.total.currency());
        must(ask(api::RequestRefund{m_seller, m_order, now().row.version, content}));
        remember();
    }

    void everyStepIsAsItWas()
    {
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            const auto& [at, view] = m_steps[i];
            const auto then = ask(api::GetOrderAt{m_seller, m_order, at});
            STOA_OK(then);
            QCOMPARE(jsonOf(*then), view);
            if (i > 0) QVERIFY(view != m_steps[i - 1].second);
        }
    }

    void lookingBackLeavesNothingBehind()
    {
        STOA_OK(ask(api::GetOrderAt{m_seller, m_order, m_steps[0].first}));
        QCOMPARE(jsonOf(now()), m_steps.back().second);
    }

    void beforeItWasPlacedItWasNotThere()
    {
        const Timestamp before = now().row.placedAt - std::chrono::seconds(1);
        STOA_FAILS(ask(api::GetOrderAt{m_seller, m_order, before}), "order.not_found");
        STOA_FAILS(ask(api::GetOrderAt{m_seller, OrderId::make(), before}), "order.not_found");
    }
};

STOA_TEST(OrderPastTest)
#include "test_order_past.moc"
