#include "samples.h"

namespace stoa::test {
namespace {

void addEscrow(Samples& samples)
{
    samples.add<api::GetEscrow>([](World& world) {
        return api::GetEscrow{world.shop.id, world.deliveredOrder().row.id};
    });
    samples.add<api::ConfirmReceipt>([](World& world) {
        const auto order = world.fulfilledOrder();
        return api::ConfirmReceipt{world.shop.id, order.row.id, order.row.buyerEmail};
    });
    samples.add<api::ReleaseEscrow>([](World& world) {
        return api::ReleaseEscrow{world.shop.id, world.deliveredOrder().row.id,
                                  "The buyer said so on the telephone."};
    });
    samples.add<api::GetSettlementPolicy>([](World&) { return api::GetSettlementPolicy{}; });
    samples.add<api::SetSettlementPolicy>([](World& world) {
        const auto policy = world.ask(world.admin, api::GetSettlementPolicy{});
        return api::SetSettlementPolicy{policy.version, 14, true};
    });
}

} // namespace

void addSettlementSamples(Samples& samples)
{
    addEscrow(samples);
}

} // namespace stoa::test
