#include "shop_front.h"

#include "node/double/call.h"
#include "support/expect.h"

namespace stoa::test {

api::SessionView signInAsOwner(api::Node& node, const NodeProcess& process)
{
    api::SignIn signIn;
    signIn.email = "owner@marketplace.example";
    signIn.password.value = process.ownerPassword();
    return must(call(node, "", std::move(signIn)));
}

ShopFront openShopFront(const NodeProcess& process, const std::string& name)
{
    const auto node = process.connect();
    ShopFront front;
    front.admin = signInAsOwner(*node, process).accessToken;
    const auto ask = [&](auto request) { return must(call(*node, front.admin, request)); };
    front.seller = ask(api::CreateSeller{name, "IT", "EUR", 1000}).id;

    api::CreateListing create;
    create.seller = front.seller;
    create.draft.title = "Stoneware bowl";
    create.draft.variants.push_back(
        {"BOWL-1", {}, must(Money::parse("34.50", Currency::of("EUR"))), ShopFront::kStock});
    create.submit = true;
    const auto listing = ask(create);
    const auto waiting = ask(api::ListCases{}).items.at(0);
    api::DecideCase decide;
    decide.seller = front.seller;
    decide.moderationCase = waiting.id;
    decide.version = waiting.version;
    front.listing = listing.row.id;
    front.variant = ask(decide).listing.variants.at(0).id;
    front.key = *ask(api::CreateApiKey{"Storefront", {api::Permission::OrdersPlace}}).secret;
    return front;
}

} // namespace stoa::test
