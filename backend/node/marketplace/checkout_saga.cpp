#include "node/marketplace/checkout_saga.h"

#include "domain/checkout/cart_rules.h"
#include "node/marketplace/json_payload.h"

namespace stoa::node {
namespace {

using checkout::Group;

constexpr std::chrono::hours kPatience{1};

struct Needs {
    const payments::Providers& providers;
    Publish publish;
};

// One transaction of one organisation, decided by what `work` does with the group.
template <class Work>
Done runStep(jobs::SagaRun& run, const Needs& needs, const Group& group, OrgId organisation,
             Work work)
{
    STOA_TRY(connection, run.connect());
    return runAsSystem(run, *connection, organisation, needs.publish,
                       [&](Unit& unit) -> Done { return work(unit, group); });
}

Result<Group> groupOf(const jobs::SagaRun& run)
{
    return readJsonPayload<Group>(run.data);
}

// "refused stock.insufficient …" → "stock.insufficient".
std::string codeIn(const std::string& error)
{
    const auto from = error.find(' ');
    if (from == std::string::npos) return "checkout.failed";
    return error.substr(from + 1, error.find(' ', from + 1) - from - 1).substr(0, 120);
}

jobs::SagaStep begin(const Needs& needs)
{
    return {"begin", [](jobs::SagaRun& /*run*/) { return Done(); },
            [needs](jobs::SagaRun& run) -> Done {
                STOA_TRY(group, groupOf(run));
                return runStep(run, needs, group, OrgId(run.org()),
                               [&](Unit& unit, const Group& failed) {
                                   return checkout::giveUp(unit, failed, codeIn(run.why()));
                               });
            }};
}

jobs::SagaStep place(const Needs& needs, std::size_t index)
{
    return {"place " + std::to_string(index + 1),
            [needs, index](jobs::SagaRun& run) -> Done {
                STOA_TRY(group, groupOf(run));
                if (index >= group.orders.size()) return {};
                const api::PlaceOrder& order = group.orders[index];
                return runStep(run, needs, group, order.seller,
                               [&](Unit& unit, const Group& whole) {
                                   return checkout::placeOrder(unit, whole, order, needs.providers);
                               });
            },
            [needs, index](jobs::SagaRun& run) -> Done {
                STOA_TRY(group, groupOf(run));
                if (index >= group.orders.size()) return {};
                return runStep(run, needs, group, group.orders[index].seller,
                               [&](Unit& unit, const Group& whole) {
                                   return checkout::cancelOrder(unit, whole, needs.providers);
                               });
            }};
}

jobs::SagaStep finish(const Needs& needs)
{
    return {"finish",
            [needs](jobs::SagaRun& run) -> Done {
                STOA_TRY(group, groupOf(run));
                return runStep(run, needs, group, OrgId(run.org()), checkout::finish);
            },
            [](jobs::SagaRun& /*run*/) { return Done(); }};
}

} // namespace

jobs::SagaKind checkoutSaga(const payments::Providers& providers, Publish publish)
{
    const Needs needs{providers, std::move(publish)};
    jobs::SagaKind kind;
    kind.kind = kCheckoutSaga;
    kind.patience = kPatience;
    kind.steps.push_back(begin(needs));
    for (std::size_t i = 0; i < checkout::kMaxSellers; ++i)
        kind.steps.push_back(place(needs, i));
    kind.steps.push_back(finish(needs));
    return kind;
}

checkout::Start startCheckout(const jobs::Sagas& sagas)
{
    return [&sagas](Unit& unit, const Group& group) -> Done {
        jobs::NewSaga saga;
        saga.org = unit.organisation().uuid();
        saga.kind = kCheckoutSaga;
        saga.data = writeJsonPayload(group);
        STOA_CHECK(sagas.start(unit.db(), saga, unit.now()));
        return {};
    };
}

} // namespace stoa::node
