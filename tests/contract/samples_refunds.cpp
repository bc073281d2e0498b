#include "samples.h"

namespace stoa::test {
namespace {

api::RefundContent oneBowlOf(const api::OrderView& order)
{
    api::RefundContent content;
    content.lines.push_back({order.lines[0].id, 1, std::nullopt, api::Restock::Restock});
    content.shipping = euros("5.00");
    content.note = "The glaze has a crack.";
    return content;
}

void addRefunds(Samples& samples)
{
    samples.add<api::PreviewRefund>([](World& world) {
        const auto order = world.order();
        return api::PreviewRefund{world.shop.id, order.row.id, oneBowlOf(order)};
    });
    samples.add<api::RequestRefund>([](World& world) {
        const auto order = world.order();
        api::RequestRefund request{world.shop.id, order.row.id, order.row.version,
                                   oneBowlOf(order)};
        request.content.to = api::RefundDestination::StoreCredit;
        return request;
    });
}

// One bowl instead of two, another cup instead, and to another door.
api::OrderEditContent fewerBowlsOf(const api::OrderView& order)
{
    api::OrderEditContent content;
    content.lines = {{order.lines[0].id, 1}, {order.lines[1].id, 2}};
    content.shipping = euros("4.00");
    content.shippingAddress = order.shippingAddress;
    content.shippingAddress->street = "Strada Republicii 12";
    content.note = "One is enough.";
    return content;
}

// An order whose edit, one bowl more, waits for its payment.
api::OrderView askedForMore(World& world)
{
    const auto order = world.order();
    api::EditOrder request{world.shop.id, order.row.id, order.row.version, {}};
    request.content.lines = {{order.lines[0].id, order.lines[0].quantity + 1}};
    return world.ask(world.admin, request);
}

void addEdits(Samples& samples)
{
    samples.add<api::PreviewOrderEdit>([](World& world) {
        const auto order = world.order();
        return api::PreviewOrderEdit{world.shop.id, order.row.id, fewerBowlsOf(order)};
    });
    samples.add<api::EditOrder>([](World& world) {
        const auto order = world.order();
        return api::EditOrder{world.shop.id, order.row.id, order.row.version, fewerBowlsOf(order)};
    });
    samples.add<api::GetOrderEdit>([](World& world) {
        const auto order = askedForMore(world);
        return api::GetOrderEdit{world.shop.id, order.row.id, order.edits.back().id};
    });
    samples.add<api::PayOrderEdit>([](World& world) {
        const auto order = askedForMore(world);
        return api::PayOrderEdit{world.shop.id, order.row.id, order.edits.back().id, "tok_visa",
                                 std::nullopt};
    });
    samples.add<api::CancelOrderEdit>([](World& world) {
        const auto order = askedForMore(world);
        return api::CancelOrderEdit{world.shop.id, order.row.id, order.edits.back().id};
    });
}

void addReasons(Samples& samples)
{
    samples.add<api::ListRefundReasons>([](World&) { return api::ListRefundReasons{true}; });
    samples.add<api::PutRefundReason>([](World& world) {
        const auto reasons = world.ask(world.admin, api::ListRefundReasons{});
        const auto damaged =
            std::ranges::find(reasons, api::refund_reason::kDamaged, &api::RefundReasonView::code);
        return api::PutRefundReason{damaged->code,
                                    damaged->version,
                                    "Broken when it came",
                                    false,
                                    api::Restock::WriteOff,
                                    true,
                                    20};
    });
}

void addApprovals(Samples& samples)
{
    samples.add<api::GetRefundPolicy>([](World&) { return api::GetRefundPolicy{}; });
    samples.add<api::SetRefundPolicy>([](World& world) {
        const auto policy = world.ask(world.admin, api::GetRefundPolicy{});
        return api::SetRefundPolicy{policy.version, {euros("300.00")}, 7};
    });
    samples.add<api::ListRefundApprovals>([](World& world) {
        return api::ListRefundApprovals{world.shop.id, "", 2, world.waitingRefund().id};
    });
    samples.add<api::ApproveRefund>([](World& world) {
        return api::ApproveRefund{world.shop.id, world.waitingRefund().id};
    });
    samples.add<api::DeclineRefund>([](World& world) {
        return api::DeclineRefund{world.shop.id, world.waitingRefund().id, "Ask for less."};
    });
}

void addCredits(Samples& samples)
{
    const auto give = [](World& world) {
        return api::GrantStoreCredit{world.shop.id, world.word("buyer") + "@example.org",
                                     euros("7.50"), "For the late parcel."};
    };
    samples.add<api::GrantStoreCredit>(give);
    samples.add<api::ListStoreCredits>([give](World& world) {
        world.ask(world.admin, give(world));
        return api::ListStoreCredits{world.shop.id, "BUYER", "", 2};
    });
    samples.add<api::GetStoreCredit>([give](World& world) {
        const auto credit = world.ask(world.admin, give(world));
        return api::GetStoreCredit{world.shop.id, credit.buyerEmail};
    });
}

} // namespace

void addRefundSamples(Samples& samples)
{
    addRefunds(samples);
    addEdits(samples);
    addReasons(samples);
    addApprovals(samples);
    addCredits(samples);
}

} // namespace stoa::test
