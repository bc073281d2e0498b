#include "node/demo/outside.h"

#include "api/orders.h"
#include "api/payments.h"
#include "api/reconciliation.h"
#include "api/storefront.h"
#include "api/webhook_deliveries.h"
#include "node/demo/calls.h"
#include "node/demo/hook_receiver.h"
#include "node/demo/operator_call.h"
#include "platform/gateways/sandbox_pay_gateway.h"
#include "platform/json/json.h"

#include <thread>

namespace stoa::demo {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks{40};
constexpr int kTaken = 200;
constexpr int kBusy = 503;
constexpr int kGone = 410;
constexpr int kRefusals = 2; // one more, and the endpoint would be held

class Outside {
public:
    Outside(node::Marketplace& marketplace, const std::string& hooks)
        : m_marketplace(marketplace), m_hooks(hooks)
    {}

    Done addEndpoints();
    Done disagree(const gateways::ProviderSettings& sandboxPay);
    Done sendAgain();
    Done pauseEndpoints();

private:
    template <class Request>
    Result<typename Request::Reply> call(Request request);
    // Until `isThere` says so, or time is up.
    Done await(const std::function<Result<bool>()>& isThere);
    Result<std::vector<api::OrderView>> buy(std::size_t count);
    Done doBeside(const std::vector<api::OrderView>& orders,
                  const gateways::ProviderSettings& sandboxPay);
    Done reconcile();
    Done explain();

    node::Marketplace& m_marketplace;
    const std::string m_hooks;
    const std::chrono::steady_clock::time_point m_end =
        std::chrono::steady_clock::now() + kMostOutside;
    OrgId m_organisation;
    std::vector<api::WebhookEndpointView> m_endpoints;
};

template <class Request>
Result<typename Request::Reply> Outside::call(Request request)
{
    return callAsOperator(m_marketplace, std::move(request));
}

Done Outside::await(const std::function<Result<bool>()>& isThere)
{
    while (std::chrono::steady_clock::now() < m_end) {
        STOA_TRY(isDone, isThere());
        if (isDone) return {};
        std::this_thread::sleep_for(kBetweenLooks);
    }
    return {};
}

Done Outside::addEndpoints()
{
    STOA_TRY(owner, m_marketplace.signInAsOwner());
    m_organisation = owner.workspace.organisation;
    const std::pair<const char*, const char*> integrators[] = {
        {"/warehouse", "The warehouse's screens"},
        {"/desk", "The help desk, busy at times"},
        {"/mailing", "A mailing service that was given up"}};
    for (const auto& [path, description] : integrators) {
        STOA_TRY(made, call(api::CreateWebhookEndpoint{m_organisation, m_hooks + path, description,
                                                       api::EventKinds{}}));
        m_endpoints.push_back(std::move(made));
    }
    for (const auto& endpoint : m_endpoints)
        STOA_CHECK(call(api::SendTestWebhook{m_organisation, endpoint.id}));
    return {};
}

// Things that are on sale, paid through the sandbox.
Result<std::vector<api::OrderView>> Outside::buy(std::size_t count)
{
    api::SearchStorefront search;
    search.limit = count;
    STOA_TRY(shelf, call(std::move(search)));
    std::vector<api::OrderView> orders;
    for (const auto& listing : shelf.items) {
        if (listing.variants.empty()) continue;
        api::PlaceOrder place;
        place.seller = listing.seller;
        place.buyer.name = "Ioana Dumitrescu";
        place.buyer.email = "ioana@mail.example";
        place.shippingAddress.name = place.buyer.name.value;
        place.shippingAddress.street = "Strada Paris 14";
        place.shippingAddress.city = "Bucharest";
        place.shippingAddress.country = "RO";
        place.lines.push_back({listing.variants.front().id, 1, std::nullopt});
        place.shipping = Money(0, listing.variants.front().price.currency());
        place.paymentMethod = "tok_visa";
        auto placed = call(std::move(place));
        if (placed) orders.push_back(std::move(*placed)); // else it is sold out
    }
    for (api::OrderView& order : orders) {
        STOA_CHECK(await([&]() -> Result<bool> {
            STOA_TRY(now, call(api::GetOrder{order.row.seller, order.row.id}));
            order = std::move(now);
            return order.row.paymentStatus == api::PaymentStatus::Paid;
        }));
    }
    return orders;
}

// A charge, a refund and a chargeback that nobody told the books of.
Done Outside::doBeside(const std::vector<api::OrderView>& orders,
                       const gateways::ProviderSettings& sandboxPay)
{
    const gateways::SandboxPayGateway bank(sandboxPay.link, sandboxPay.webhookSecret);
    const Uuid attempt = Uuid::makeV7();
    const Money atTheFair(4350, Currency::of("EUR"));
    const auto payment = bank.authorise(attempt, atTheFair, "tok_visa");
    bank.capture(attempt, atTheFair, payment.reference);
    if (orders.size() < 2) return {};
    const auto paid = [&](const api::OrderView& order) {
        return bank.findPayment(order.payments.front().id.uuid()).reference;
    };
    const Money part = orders[0].row.total.portion(1, 3);
    bank.refund(Uuid::makeV7(), part, paid(orders[0]));
    gateways::HttpCall dispute;
    dispute.method = "POST";
    dispute.path = "/v1/disputes";
    dispute.headers = {"Idempotency-Key: " + Uuid::makeV7().text()};
    dispute.body =
        boost::json::serialize(boost::json::object{{"payment", paid(orders[1])},
                                                   {"amount", orders[1].row.total.minor()},
                                                   {"reason", "not_received"}});
    STOA_CHECK(gateways::ProviderLink(sandboxPay.link).call(dispute));
    return {};
}

Done Outside::disagree(const gateways::ProviderSettings& sandboxPay)
{
    const std::string name(gateways::SandboxPayGateway::kName);
    STOA_TRY(routes, call(api::GetPaymentRoutes{}));
    STOA_CHECK(call(api::SetPaymentRoute{"card", name, std::nullopt}));
    STOA_TRY(orders, buy(3));
    STOA_TRY(now, call(api::GetPaymentRoutes{}));
    STOA_CHECK(call(api::SetPaymentRoute{"card", routes.fallback, now.routes.front().version}));
    STOA_CHECK(doBeside(orders, sandboxPay));
    STOA_CHECK(reconcile());
    return explain();
}

// Since yesterday, so that no midnight comes between.
Done Outside::reconcile()
{
    const auto dayOf = [](Timestamp at) { return at.text().substr(0, 10); };
    const Timestamp now = SystemClock().now();
    api::StartReconciliation start;
    start.provider = std::string(gateways::SandboxPayGateway::kName);
    start.from = dayOf(now - std::chrono::hours(24));
    start.to = dayOf(now);
    start.graceHours = 0;
    STOA_TRY(run, call(std::move(start)));
    return await([&]() -> Result<bool> {
        STOA_TRY(view, call(api::GetReconciliation{run.id}));
        return view.run.status == api::ReconciliationStatus::Done;
    });
}

Done Outside::explain()
{
    STOA_TRY(found, call(api::ListDifferences{}));
    const auto charge =
        std::ranges::find(found.items, api::Movement::Charge, &api::DifferenceView::movement);
    if (charge == found.items.end()) return {};
    STOA_CHECK(call(api::ExplainDifference{charge->id, charge->version,
                                           "Taken by hand at the craft fair; booked as cash."}));
    return {};
}

// What the busy one did not take at first it takes now.
Done Outside::sendAgain()
{
    const auto tried = [&]() -> Result<bool> {
        STOA_TRY(page, call(api::ListWebhookDeliveries{m_organisation, {}, {}, {}, 200}));
        return std::ranges::all_of(page.items, [&](const auto& each) {
            return each.attempts > 0 || each.endpoint == m_endpoints.back().id;
        });
    };
    STOA_CHECK(await(tried));
    STOA_TRY(
        page,
        call(api::ListWebhookDeliveries{
            m_organisation, m_endpoints[1].id, {api::WebhookDeliveryState::Pending}, {}, 200}));
    for (std::size_t i = 1; i < page.items.size(); ++i) // the newest stays as it is
        STOA_CHECK(call(api::RedeliverWebhook{m_organisation, page.items[i].id}));
    return await([&]() -> Result<bool> {
        STOA_TRY(
            left,
            call(api::ListWebhookDeliveries{
                m_organisation, m_endpoints[1].id, {api::WebhookDeliveryState::Pending}, {}, 200}));
        return left.items.size() <= 1;
    });
}

Done Outside::pauseEndpoints()
{
    STOA_TRY(now, call(api::ListWebhookEndpoints{m_organisation}));
    for (const auto& each : now.endpoints) {
        const bool isOurs = std::ranges::find(m_endpoints, each.id,
                                              &api::WebhookEndpointView::id) != m_endpoints.end();
        if (!isOurs || each.state != api::WebhookState::Active) continue;
        STOA_CHECK(call(api::UpdateWebhookEndpoint{
            m_organisation, each.id, each.version, each.url, each.description, {}, false}));
    }
    return {};
}

} // namespace

Done showOutside(const db::ConnectInfo& database,
                 const std::optional<gateways::ProviderSettings>& sandboxPay)
{
    int refusals = kRefusals; // on the receiver's thread alone
    HookReceiver receiver([&refusals](const std::string& path) {
        if (path == "/mailing") return kGone;
        return path == "/desk" && refusals-- > 0 ? kBusy : kTaken;
    });
    node::Marketplace::Options options;
    options.database = database;
    options.workers = 2;
    options.jobThreads = 2;
    options.version = "demo";
    options.sandboxPay = sandboxPay;
    options.webhooks.policy.allowsLoopback = true;
    STOA_TRY(marketplace, node::Marketplace::open(std::move(options)));
    Outside outside(*marketplace, receiver.base());
    STOA_CHECK(outside.addEndpoints());
    if (sandboxPay) STOA_CHECK(outside.disagree(*sandboxPay));
    STOA_CHECK(outside.sendAgain());
    return outside.pauseEndpoints();
}

} // namespace stoa::demo
