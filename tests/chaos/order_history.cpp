#include "order_history.h"

#include "api/cancellations.h"
#include "api/escrow.h"
#include "api/fulfillments.h"
#include "api/order_edits.h"
#include "patience.h"

#include <thread>

namespace stoa::test {
namespace {

using namespace std::chrono_literals;

// A rule that may say no to any of the steps, for what others did meanwhile.
bool isRule(const Error& error)
{
    return error.kind == ErrorKind::Refused || error.kind == ErrorKind::Stale ||
           error.kind == ErrorKind::Conflict || error.code == "refund.empty"; // all is given back
}

// Where links break: while the work is written, and around the commit.
constexpr std::array<std::string_view, 10> kPlaces{"db.commit",
                                                   "db.commit",
                                                   "db.insert_events",
                                                   "door.insert_keys",
                                                   "orders.insert_lines",
                                                   "orders.update_order",
                                                   "ledger.insert_captures",
                                                   "refunds.insert_refund",
                                                   "edits.update_content",
                                                   "payments.insert_edit_payment"};
constexpr std::array kCuts{ChaosProxy::Cut::BeforeServer, ChaosProxy::Cut::AfterSend,
                           ChaosProxy::Cut::AfterAnswer};

} // namespace

class OrderHistory::Client {
public:
    Client(OrderHistory& history, int number)
        : m_history(history),
          m_random(history.m_seed * 1000 + static_cast<std::uint64_t>(number)),
          m_name(std::to_string(history.m_seed) + '.' + std::to_string(number))
    {}

    void run()
    {
        for (int i = 0; i < kSteps; ++i) {
            step(i);
            ++m_history.m_steps;
        }
    }

private:
    void step(int number)
    {
        const auto known = m_history.anyOrder(m_random);
        if (!known || m_random.chance(0.4)) return place(number);
        if (m_random.chance(0.1)) return repeat(*known);
        if (m_random.chance(0.05)) return abuseKey(*known);
        change(*known);
    }

    void place(int number)
    {
        const auto seller = m_random.between(0, static_cast<int>(shop().sellers()) - 1);
        Placed placed{Uuid::makeV7().text(),
                      shop().checkout(m_random.between(1, 3), static_cast<std::size_t>(seller)),
                      {}};
        placed.request.buyer.email = "b" + m_name + '.' + std::to_string(number) + "@example.org";
        if (m_random.chance(0.05)) placed.request.paymentMethod = "tok_declined";
        const auto answer = ask(shop().storefront(), placed.key, placed.request);
        const std::scoped_lock lock(m_history.m_mutex);
        if (answer) {
            placed.order = answer->reply.row.id;
            m_history.m_placed.push_back(std::move(placed));
        } else {
            m_history.m_refused.push_back(std::move(placed));
        }
    }

    void repeat(const Placed& known)
    {
        const auto answer = ask(shop().storefront(), known.key, known.request);
        if (!answer || answer->reply.row.id != known.order || !answer->isReplayed)
            m_history.complain(known.order.text() + ": its key made another order");
    }

    void abuseKey(const Placed& known)
    {
        auto other = known.request;
        other.buyer.name = "Somebody Else";
        const auto answer = ask(shop().storefront(), known.key, other);
        if (answer || answer.error().code != "idempotency.key_reused")
            m_history.complain(known.order.text() + ": its key took another request");
    }

    void change(const Placed& known)
    {
        const OrgId seller = known.request.seller;
        const auto found = ask(admin(), {}, api::GetOrder{seller, known.order});
        if (!found) return m_history.complain(known.order.text() + ": cannot be read");
        const api::OrderView& order = found->reply;
        const Version version = order.row.version;
        switch (m_random.between(0, 8)) {
        case 0:
            return send(api::FulfillOrder{seller, known.order, version, {}, {}, {}, false});
        case 1:
            return send(api::DeliverOrder{seller, known.order, version});
        case 2:
            return send(api::CancelOrder{seller, known.order, version, someOf(order)});
        case 3:
            return send(api::ConfirmReceipt{seller, known.order, known.request.buyer.email},
                        shop().storefront());
        case 4:
        case 5:
            return edit(order);
        default:
            return send(api::RequestRefund{seller, known.order, version, refundOf(order)});
        }
    }

    // One more or one less of something; what costs more is paid, or withdrawn.
    void edit(const api::OrderView& order)
    {
        const api::OrderRow& row = order.row;
        const auto unpaid = std::ranges::find(order.edits, api::OrderEditStatus::AwaitingPayment,
                                              &api::OrderEditView::status);
        if (unpaid != order.edits.end()) {
            if (m_random.chance(0.3))
                return send(api::CancelOrderEdit{row.seller, row.id, unpaid->id});
            return send(api::PayOrderEdit{row.seller, row.id, unpaid->id, "tok_visa", std::nullopt},
                        shop().storefront());
        }
        const api::OrderLineView& line = order.lines.at(0);
        const bool isMore = line.quantity == 0 || m_random.chance(0.6);
        api::EditOrder request{row.seller, row.id, row.version, {}};
        request.content.lines = {{line.id, line.quantity + (isMore ? 1 : -1)}};
        send(request);
    }

    api::CancelContent someOf(const api::OrderView& order)
    {
        api::CancelContent content;
        if (m_random.chance(0.5)) content.lines.push_back({order.lines.at(0).id, 1});
        return content;
    }

    api::RefundContent refundOf(const api::OrderView& order)
    {
        api::RefundContent content;
        const Currency currency = order.row.total.currency();
        switch (m_random.between(0, 2)) {
        case 0:
            content.lines.push_back({order.lines.at(0).id, 1, std::nullopt, api::Restock::Restock});
            break;
        case 1:
            content.extra = Money(m_random.between(1, order.row.total.minor()), currency);
            break;
        default:
            content.shipping = Money(m_random.between(1, 490), currency);
        }
        if (m_random.chance(0.3)) content.to = api::RefundDestination::StoreCredit;
        return content;
    }

    template <class Request>
    void send(const Request& request, const std::string& token = {})
    {
        const auto answer = ask(token.empty() ? admin() : token, Uuid::makeV7().text(), request);
        if constexpr (requires { answer->reply.row.version == request.version; }) {
            const bool isAsked = answer && std::is_same_v<Request, api::EditOrder> &&
                                 answer->reply.row.version == request.version; // of the buyer
            if (answer && !isAsked && !(request.version < answer->reply.row.version))
                m_history.complain(request.order.text() + ": changed, and has the version it had");
        }
        if (!answer && !isRule(answer.error()))
            m_history.complain(std::string(api::operation<Request>().name) + ": " +
                               describe(answer.error()));
    }

    template <class Request>
    Result<api::Answer<typename Request::Reply>> ask(const std::string& token,
                                                     const std::string& key, const Request& request)
    {
        auto answer = askUntilDefinite(m_history.m_stage.node, token, key, request);
        if (!answer && isOpen(answer.error()))
            m_history.complain("no definite answer: " + describe(answer.error()));
        else if (!answer && answer.error().code.starts_with("db."))
            m_history.complain("no rule said so, the database did: " + describe(answer.error()));
        return answer;
    }

    const Shop& shop() const { return m_history.m_stage.shop; }
    const std::string& admin() const { return m_history.m_stage.admin; }

    OrderHistory& m_history;
    Random m_random;
    const std::string m_name;
};

OrderHistory::OrderHistory(Stage stage, std::uint64_t seed)
    : m_stage(std::move(stage)), m_seed(seed)
{}

std::vector<std::string> OrderHistory::run()
{
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i)
        clients.emplace_back([this, i] { Client(*this, i).run(); });
    breakLinks(m_seed);
    for (auto& client : clients)
        client.join();
    check();
    return m_problems;
}

// A fault every few steps; the last one may never find its place.
void OrderHistory::breakLinks(std::uint64_t seed)
{
    Random random(seed);
    constexpr int kAll = kClients * kSteps;
    for (std::size_t i = 0; i < kFaults; ++i) {
        const int from = m_steps;
        const auto until = from + random.between(1, 2 * kAll / static_cast<int>(kFaults));
        waitUntil([&] { return m_steps >= until || m_steps == kAll; }, 60s);
        if (m_steps == kAll) return;
        const auto place = static_cast<std::size_t>(random.between(0, kPlaces.size() - 1));
        const auto cut = static_cast<std::size_t>(random.between(0, kCuts.size() - 1));
        m_stage.proxy.cutAt(std::string(kPlaces[place]), kCuts[cut]);
    }
}

void OrderHistory::complain(std::string what)
{
    const std::scoped_lock lock(m_mutex);
    m_problems.push_back("seed " + std::to_string(m_seed) + ", " + std::move(what));
}

std::optional<OrderHistory::Placed> OrderHistory::anyOrder(Random& random) const
{
    const std::scoped_lock lock(m_mutex);
    if (m_placed.empty()) return std::nullopt;
    const auto last = static_cast<std::int64_t>(m_placed.size()) - 1;
    return m_placed[static_cast<std::size_t>(random.between(0, last))];
}

// Every buyer has the order that was acknowledged, and no other.
void OrderHistory::check()
{
    m_stage.proxy.cutAt({}, ChaosProxy::Cut::BeforeServer);
    const auto ordersOf = [this](const Placed& placed) {
        api::ListOrders list;
        list.seller = placed.request.seller;
        list.text = placed.request.buyer.email.value;
        Result<Page<api::OrderRow>> page = fail(ErrorKind::Internal, "test.not_asked");
        waitUntil([&] {
            page = call(m_stage.node, m_stage.admin, list);
            return page.has_value();
        });
        return must(std::move(page)).items;
    };
    for (const Placed& placed : m_placed) {
        const auto found = ordersOf(placed);
        if (found.size() != 1 || found[0].id != placed.order)
            complain(placed.order.text() + ": acknowledged, and there are " +
                     std::to_string(found.size()));
    }
    for (const Placed& refused : m_refused) {
        if (!ordersOf(refused).empty()) complain(refused.key + ": refused, and there is one");
    }
}

} // namespace stoa::test
