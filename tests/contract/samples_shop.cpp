#include "platform/gateways/webhook_signature.h"
#include "samples.h"

namespace stoa::test {
namespace {

void addCategories(Samples& samples)
{
    samples.add<api::ListCategories>([](World&) { return api::ListCategories{}; });
    samples.add<api::CreateCategory>([](World& world) {
        api::CreateCategory request;
        request.path = "Home / " + world.word("Shelf");
        request.attributes.push_back({"Glaze", api::AttributeType::Choice, true, {"Ash", "Jade"}});
        request.attributes.push_back({"Weight", api::AttributeType::Number, false, {}});
        return request;
    });
}

void addListings(Samples& samples)
{
    samples.add<api::ListListings>([](World& world) {
        return api::ListListings{world.shop.id,
                                 api::ListingStatus::Published,
                                 world.shop.listing.row.id,
                                 "bowl",
                                 "",
                                 50};
    });
    samples.add<api::GetListing>([](World& world) {
        return api::GetListing{world.shop.id, world.shop.listing.row.id};
    });
    samples.add<api::CreateListing>([](World& world) {
        return api::CreateListing{world.shop.id, world.newDraft(), true};
    });
    samples.add<api::UpdateListing>([](World& world) {
        const auto listing = world.draft();
        api::ListingDraft draft = world.newDraft();
        draft.title = "Stoneware bowl, larger";
        draft.variants[0].sku = listing.variants[0].sku;
        return api::UpdateListing{world.shop.id, listing.row.id, listing.row.version, draft};
    });
    samples.add<api::SubmitListing>([](World& world) {
        const auto listing = world.draft();
        return api::SubmitListing{world.shop.id, listing.row.id, listing.row.version};
    });
    samples.add<api::ArchiveListing>([](World& world) {
        const auto listing = world.draft();
        return api::ArchiveListing{world.shop.id, listing.row.id, listing.row.version};
    });
    samples.add<api::ImportListings>([](World& world) {
        api::ImportListings request;
        request.seller = world.shop.id;
        request.csv = "Handle,Title,Body (HTML),Variant SKU,Variant Price,Variant Inventory Qty\n" +
                      world.word("plate") + ",Plate,<p>Flat.</p>," + world.word("PLATE") +
                      ",18.00,7\n";
        return request;
    });
    samples.add<api::SearchStorefront>([](World& world) {
        return api::SearchStorefront{"bowl", world.shop.id, "", 20};
    });
    samples.add<api::AdjustStock>([](World& world) {
        return api::AdjustStock{world.shop.id, world.shop.bowl(), 1, "found one more"};
    });
}

void addOrders(Samples& samples)
{
    samples.add<api::PlaceOrder>([](World& world) {
        auto request = world.basket(world.shop);
        world.ask(world.admin, api::GrantStoreCredit{world.shop.id, request.buyer.email,
                                                     euros("9.00"), "For the late parcel."});
        request.storeCredit = euros("3.00");
        return request;
    });
    samples.add<api::ListOrders>([](World& world) {
        api::ListOrders request;
        request.seller = world.order().row.seller;
        request.status = {api::OrderStatus::Placed};
        request.paymentStatus = {api::PaymentStatus::Paid, api::PaymentStatus::PartiallyRefunded};
        request.text = "ioana";
        request.limit = 3;
        return request;
    });
    samples.add<api::GetOrderFacets>(
        [](World& world) { return api::GetOrderFacets{world.shop.id}; });
    samples.add<api::GetOrder>([](World& world) {
        return api::GetOrder{world.shop.id, world.order().row.id};
    });
    samples.add<api::GetOrderAt>([](World& world) {
        const auto order = world.order();
        return api::GetOrderAt{world.shop.id, order.row.id, order.row.placedAt};
    });
    samples.add<api::FulfillOrder>([](World& world) {
        const auto order = world.order();
        return api::FulfillOrder{world.shop.id, order.row.id, order.row.version, "DHL", "JD2"};
    });
    samples.add<api::DeliverOrder>([](World& world) {
        const auto order = world.fulfilledOrder();
        return api::DeliverOrder{world.shop.id, order.row.id, order.row.version};
    });
}

// A packed parcel of an order, and the order.
template <class Request>
Request ofParcel(const World& world, const api::OrderView& order)
{
    Request request;
    request.seller = world.shop.id;
    request.order = order.row.id;
    request.fulfillment = order.fulfillments.at(0).id;
    request.version = order.row.version;
    return request;
}

void addFulfillments(Samples& samples)
{
    samples.add<api::HandOverFulfillment>([](World& world) {
        return ofParcel<api::HandOverFulfillment>(world, world.packedOrder());
    });
    samples.add<api::DeliverFulfillment>([](World& world) {
        return ofParcel<api::DeliverFulfillment>(world, world.fulfilledOrder());
    });
    samples.add<api::CancelFulfillment>([](World& world) {
        return ofParcel<api::CancelFulfillment>(world, world.fulfilledOrder());
    });
    samples.add<api::TrackFulfillment>([](World& world) {
        auto request = ofParcel<api::TrackFulfillment>(world, world.fulfilledOrder());
        request.trackingStatus = api::TrackingStatus::InTransit;
        return request;
    });
}

// A cart with goods of both shops.
api::CartView filledCart(World& world)
{
    const auto& token = *world.apiKey.secret;
    const auto cart = world.ask(token, api::CreateCart{});
    world.ask(token, api::SetCartLine{cart.id, world.shop.id, world.shop.bowl(), 2});
    return world.ask(token,
                     api::SetCartLine{cart.id, world.otherShop.id, world.otherShop.cup(), 1});
}

api::CheckOut checkOutOf(const World& world, const api::CartView& cart)
{
    const auto basket = world.basket(world.shop);
    api::CheckOut request;
    request.cart = cart.id;
    request.version = cart.version;
    request.buyer = basket.buyer;
    request.shippingAddress = basket.shippingAddress;
    request.paymentMethod = basket.paymentMethod;
    return request;
}

void addCarts(Samples& samples)
{
    samples.add<api::CreateCart>([](World&) { return api::CreateCart{}; });
    samples.add<api::GetCart>([](World& world) { return api::GetCart{filledCart(world).id}; });
    samples.add<api::SetCartLine>([](World& world) {
        const auto cart = world.ask(*world.apiKey.secret, api::CreateCart{});
        return api::SetCartLine{cart.id, world.shop.id, world.shop.cup(), 3};
    });
    samples.add<api::CheckOut>([](World& world) { return checkOutOf(world, filledCart(world)); });
    samples.add<api::GetCheckout>([](World& world) {
        const auto request = checkOutOf(world, filledCart(world));
        return api::GetCheckout{world.ask(*world.apiKey.secret, request).id};
    });
}

void addCancellations(Samples& samples)
{
    samples.add<api::PreviewCancellation>([](World& world) {
        const auto order = world.order();
        api::PreviewCancellation request{world.shop.id, order.row.id, {}};
        request.content.lines = {{order.lines[0].id, 1}};
        return request;
    });
    samples.add<api::CancelOrder>([](World& world) {
        const auto order = world.order();
        api::CancelOrder request{world.shop.id, order.row.id, order.row.version, {}};
        request.content.reason = api::CancelReason::Inventory;
        request.content.note = "The kiln broke.";
        return request;
    });
    samples.add<api::PlaceHold>([](World& world) {
        const auto order = world.order();
        return api::PlaceHold{world.shop.id, order.row.id, order.row.version,
                              api::HoldReason::Address, "No house number"};
    });
    samples.add<api::ReleaseHold>([](World& world) {
        const auto order = world.order();
        const auto held = world.ask(world.shop.owner,
                                    api::PlaceHold{world.shop.id, order.row.id, order.row.version});
        return api::ReleaseHold{world.shop.id, order.row.id, held.row.version, "It is 5"};
    });
    samples.add<api::AddOrderNote>([](World& world) {
        return api::AddOrderNote{world.shop.id, world.order().row.id, "Called the buyer"};
    });
}

void addMoney(Samples& samples)
{
    samples.add<api::GetPaymentRoutes>([](World&) { return api::GetPaymentRoutes{}; });
    samples.add<api::SetPaymentRoute>([](World& world) {
        auto method = world.word("wallet");
        std::replace(method.begin(), method.end(), '-', '_');
        return api::SetPaymentRoute{method, "sandbox", std::nullopt};
    });
    samples.add<api::ReceiveWebhook>([](World& world) {
        api::ReceiveWebhook request;
        request.provider = "sandbox_pay";
        request.body.value = R"({"id":")" + world.word("evt") +
                             R"(","type":"payment.captured","data":{"id":"sp_pa_1"}})";
        request.signature.value =
            gateways::signWebhook(kWebhookSecret, request.body.value, SystemClock().now());
        return request;
    });
    samples.add<api::ListTransfers>([](World& world) {
        return api::ListTransfers{world.shop.id, world.order().row.id, {}, "", "", 100};
    });
    samples.add<api::GetTrialBalance>(
        [](World& world) { return api::GetTrialBalance{world.shop.id}; });
}

void addReviews(Samples& samples)
{
    samples.add<api::WriteReview>([](World& world) { return world.words(world.deliveredOrder()); });
    samples.add<api::ListListingReviews>([](World& world) {
        return api::ListListingReviews{world.shop.id, world.review().listing, 4, "", 1};
    });
    samples.add<api::ListReviews>([](World& world) {
        api::ListReviews request;
        request.seller = world.review().seller;
        request.status = api::ReviewStatus::Published;
        request.rating = 4;
        request.limit = 2;
        return request;
    });
    samples.add<api::GetReview>([](World& world) {
        return api::GetReview{world.shop.id, world.review().id};
    });
    samples.add<api::GetRating>([](World& world) {
        return api::GetRating{world.shop.id, world.shop.listing.row.id};
    });
    samples.add<api::AnswerReview>([](World& world) {
        const auto review = world.review();
        return api::AnswerReview{world.shop.id, review.id, review.version, "Thank you."};
    });
    samples.add<api::ReportReview>([](World& world) {
        return api::ReportReview{world.shop.id, world.review().id, "kim@example.org",
                                 api::ReviewProblem::NotGenuine, "Never bought it."};
    });
    samples.add<api::DecideReview>([](World& world) {
        const auto review = world.review();
        return api::DecideReview{world.shop.id,
                                 review.id,
                                 review.version,
                                 api::ReviewDecision::Hide,
                                 api::ReviewProblem::OffTopic,
                                 "About the parcel service."};
    });
}

void addModeration(Samples& samples)
{
    samples.add<api::ListCases>([](World& world) {
        api::ListCases request;
        request.seller = world.openCase().seller;
        request.limit = 2;
        return request;
    });
    samples.add<api::GetCase>([](World& world) {
        return api::GetCase{world.shop.id, world.openCase().id};
    });
    samples.add<api::ClaimCase>([](World& world) {
        return api::ClaimCase{world.shop.id, world.openCase().id, false};
    });
    samples.add<api::DecideCase>([](World& world) {
        const auto row = world.openCase();
        return api::DecideCase{world.shop.id,
                               row.id,
                               row.version,
                               api::Decision::RequestChanges,
                               api::RejectReason::PoorImages,
                               "A photograph in daylight, please."};
    });
}

} // namespace

void addShopSamples(Samples& samples)
{
    addCategories(samples);
    addListings(samples);
    addOrders(samples);
    addFulfillments(samples);
    addCancellations(samples);
    addCarts(samples);
    addMoney(samples);
    addReviews(samples);
    addModeration(samples);
}

} // namespace stoa::test
