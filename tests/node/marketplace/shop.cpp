#include "shop.h"

namespace stoa::test {

Shop::Shop(node::Marketplace& marketplace) : m_marketplace(marketplace)
{
    api::SetUpMarketplace setUp;
    setUp.marketplaceName = "Harbour Market";
    setUp.ownerName = "Olive Quist";
    setUp.email = "olive@market.example";
    setUp.password.value = "quiet copper lantern";
    setUp.currency = "EUR";
    m_admin = must(call(marketplace.node(), "", std::move(setUp))).accessToken;
    m_storefront = *ask(api::CreateApiKey{"Storefront", {api::Permission::OrdersPlace}}).secret;

    api::CreateListing create;
    create.seller = ask(api::CreateSeller{"Kiln", "IT", "EUR", 1000}).id;
    create.draft.title = "Stoneware bowl, ash glaze";
    create.draft.description = "Thrown by hand and fired twice.";
    create.draft.images.push_back({"https://img.example/bowl.jpg", "From above"});
    create.draft.variants.push_back({"BOWL", {}, Money(3450, Currency::of("EUR")), kStock});
    create.submit = true;
    ask(std::move(create));
    const auto waiting = ask(api::ListCases{}).items.at(0);
    api::DecideCase approve;
    approve.seller = waiting.seller;
    approve.moderationCase = waiting.id;
    approve.version = waiting.version;
    m_listing = ask(std::move(approve)).listing;
}

api::PlaceOrder Shop::checkout(std::int64_t quantity) const
{
    api::PlaceOrder order;
    order.seller = m_listing.row.seller;
    order.buyer = {"Ioana Dumitrescu", "ioana@example.org"};
    order.shippingAddress = {
        "Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
    order.lines.push_back({m_listing.variants.at(0).id, quantity, std::nullopt});
    order.paymentMethod = "tok_visa";
    return order;
}

} // namespace stoa::test
