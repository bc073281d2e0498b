#include "samples.h"

namespace stoa::test {
namespace {

// An order that was sent, and the requests about its first line: two bowls.
struct Sent {
    explicit Sent(World& at) : world(at), order(at.fulfilledOrder())
    {
        now.version = order.row.version;
    }

    template <class Request>
    Request about() const
    {
        Request request;
        request.seller = world.shop.id;
        request.order = order.row.id;
        if constexpr (requires { request.version; }) request.version = now.version;
        return request;
    }
    template <class Request>
    void ask(Request request)
    {
        now = world.ask(world.admin, std::move(request));
    }
    OrderLineId bowls() const { return order.lines[0].id; }

    World& world;
    api::OrderView order;
    api::AfterSales now;
};

api::RequestReturn returnOf(const Sent& sent)
{
    auto request = sent.about<api::RequestReturn>();
    request.lines = {{sent.bowls(), 1}};
    request.note = "Too small";
    return request;
}

template <class Request>
Request ofReturn(const Sent& sent)
{
    auto request = sent.about<Request>();
    request.returnId = sent.now.returns.at(0).id;
    return request;
}

api::ReceiveReturn receiptOf(const Sent& sent)
{
    auto request = ofReturn<api::ReceiveReturn>(sent);
    request.lines = {{sent.bowls(), 1}};
    return request;
}

Sent withReturn(World& world)
{
    Sent sent(world);
    sent.ask(returnOf(sent));
    return sent;
}

Sent withApprovedReturn(World& world)
{
    Sent sent = withReturn(world);
    sent.ask(ofReturn<api::DecideReturn>(sent));
    return sent;
}

Sent withReceivedReturn(World& world)
{
    Sent sent = withApprovedReturn(world);
    sent.ask(receiptOf(sent));
    return sent;
}

void addReturns(Samples& samples)
{
    samples.add<api::ListAfterSaleCases>([](World& world) {
        const auto asked = withReturn(world);
        return api::ListAfterSaleCases{world.shop.id, false, "", 2,
                                       asked.now.returns.at(0).id.text()};
    });
    samples.add<api::ListAfterSales>(
        [](World& world) { return withReturn(world).about<api::ListAfterSales>(); });
    samples.add<api::RequestReturn>([](World& world) { return returnOf(Sent(world)); });
    samples.add<api::DecideReturn>(
        [](World& world) { return ofReturn<api::DecideReturn>(withReturn(world)); });
    samples.add<api::ReceiveReturn>(
        [](World& world) { return receiptOf(withApprovedReturn(world)); });
    samples.add<api::PreviewReturnRefund>(
        [](World& world) { return ofReturn<api::PreviewReturnRefund>(withReceivedReturn(world)); });
    samples.add<api::RefundReturn>(
        [](World& world) { return ofReturn<api::RefundReturn>(withReceivedReturn(world)); });
}

api::RequestExchange exchangeOf(const Sent& sent)
{
    auto request = sent.about<api::RequestExchange>();
    request.lines = {{sent.bowls(), 1, sent.world.shop.cup()}};
    return request;
}

template <class Request>
Request ofExchange(const Sent& sent)
{
    auto request = sent.about<Request>();
    request.exchange = sent.now.exchanges.at(0).id;
    return request;
}

api::ReceiveExchange exchangeReceiptOf(const Sent& sent)
{
    auto request = ofExchange<api::ReceiveExchange>(sent);
    request.lines = {{sent.bowls(), 1}};
    return request;
}

Sent withExchange(World& world)
{
    Sent sent(world);
    sent.ask(exchangeOf(sent));
    return sent;
}

Sent withApprovedExchange(World& world)
{
    Sent sent = withExchange(world);
    sent.ask(ofExchange<api::DecideExchange>(sent));
    return sent;
}

void addExchanges(Samples& samples)
{
    samples.add<api::RequestExchange>([](World& world) { return exchangeOf(Sent(world)); });
    samples.add<api::DecideExchange>(
        [](World& world) { return ofExchange<api::DecideExchange>(withExchange(world)); });
    samples.add<api::ReceiveExchange>(
        [](World& world) { return exchangeReceiptOf(withApprovedExchange(world)); });
    samples.add<api::FulfillExchange>([](World& world) {
        Sent sent = withApprovedExchange(world);
        sent.ask(exchangeReceiptOf(sent));
        return ofExchange<api::FulfillExchange>(sent);
    });
}

Sent withClaim(World& world)
{
    Sent sent(world);
    auto request = sent.about<api::OpenClaim>();
    request.lines = {{sent.bowls(), 1}};
    sent.ask(request);
    return sent;
}

template <class Request>
Request ofClaim(const Sent& sent)
{
    auto request = sent.about<Request>();
    request.claim = sent.now.claims.at(0).id;
    return request;
}

void addClaims(Samples& samples)
{
    samples.add<api::OpenClaim>([](World& world) {
        auto request = Sent(world).about<api::OpenClaim>();
        const auto order = world.ask(world.admin, api::GetOrder{world.shop.id, request.order});
        request.lines = {{order.lines[0].id, 2}};
        request.note = "Both arrived in pieces";
        return request;
    });
    samples.add<api::DecideClaim>(
        [](World& world) { return ofClaim<api::DecideClaim>(withClaim(world)); });
    samples.add<api::ResolveClaim>([](World& world) {
        Sent sent = withClaim(world);
        sent.ask(ofClaim<api::DecideClaim>(sent));
        return ofClaim<api::ResolveClaim>(sent);
    });
}

} // namespace

void addAfterSaleSamples(Samples& samples)
{
    addReturns(samples);
    addExchanges(samples);
    addClaims(samples);
}

} // namespace stoa::test
