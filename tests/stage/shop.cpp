#include "stage/shop.h"

namespace stoa::test {

Shop::Shop(node::Marketplace& marketplace, std::size_t sellers, std::int64_t stock)
{
    api::SetUpMarketplace setUp;
    setUp.marketplaceName = "Harbour Market";
    setUp.ownerName = "Olive Quist";
    setUp.email = "olive@market.example";
    setUp.password.value = "quiet copper lantern";
    setUp.currency = "EUR";
    m_admin = must(call(marketplace.node(), "", std::move(setUp))).accessToken;
    const api::CreateApiKey key{"Storefront", {api::Permission::OrdersPlace}};
    m_storefront = *must(call(marketplace.node(), m_admin, key)).secret;
    for (std::size_t i = 0; i < sellers; ++i)
        m_listings.push_back(open(marketplace, i, stock));
}

api::ListingView Shop::open(node::Marketplace& marketplace, std::size_t number, std::int64_t stock)
{
    const auto ask = [&](auto request) {
        return must(call(marketplace.node(), m_admin, std::move(request)));
    };
    api::CreateListing create;
    create.seller = ask(api::CreateSeller{"Kiln " + std::to_string(number), "IT", "EUR", 1000}).id;
    create.draft.title = "Stoneware bowl, ash glaze";
    create.draft.description = "Thrown by hand and fired twice.";
    create.draft.images.push_back({"https://img.example/bowl.jpg", "From above"});
    create.draft.variants.push_back({"BOWL", {}, Money(3450, Currency::of("EUR")), stock});
    create.submit = true;
    api::ListCases waiting;
    waiting.seller = create.seller;
    ask(std::move(create));
    const auto found = ask(std::move(waiting)).items.at(0);
    api::DecideCase approve;
    approve.seller = found.seller;
    approve.moderationCase = found.id;
    approve.version = found.version;
    return ask(std::move(approve)).listing;
}

api::PlaceOrder Shop::checkout(std::int64_t quantity, std::size_t seller) const
{
    api::PlaceOrder order;
    order.seller = listing(seller).row.seller;
    order.buyer = {"Ioana Dumitrescu", "ioana@example.org"};
    order.shippingAddress = {
        "Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
    order.lines.push_back({listing(seller).variants.at(0).id, quantity, std::nullopt});
    order.shipping = Money(490, Currency::of("EUR"));
    order.paymentMethod = "tok_visa";
    return order;
}

} // namespace stoa::test
