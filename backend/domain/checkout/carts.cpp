#include "domain/catalogue/offers.h"
#include "domain/checkout/cart_rules.h"
#include "domain/checkout/checkout.h"
#include "domain/checkout/checkout_sql.h"
#include "domain/orders/order_rules.h"

namespace stoa::checkout {
namespace {

Error notFound(CartId cart)
{
    return makeError(ErrorKind::NotFound, "cart.not_found").in("cart").with("cart", cart.text());
}

void addOffer(api::CartLineView& line, const catalogue::Offer& offer)
{
    line.isOnSale = true;
    line.title = offer.title;
    line.sku = offer.sku;
    line.imageUrl = offer.imageUrl;
    line.unitPrice = offer.price;
    const auto total = offer.price.checkedTimes(line.quantity);
    if (total && total->minor() <= orders::kMaxTotalMinor) line.total = *total;
}

void addItems(std::vector<Money>& items, const Money& total)
{
    const auto sum = std::ranges::find(items, total.currency(), &Money::currency);
    if (sum == items.end())
        items.push_back(total);
    else
        *sum += total;
}

// What the lines cost now.
Done price(Unit& unit, api::CartView& cart)
{
    if (cart.lines.empty()) return {};
    std::set<catalogue::SoldVariant> wanted;
    for (const api::CartLineView& line : cart.lines)
        wanted.emplace(line.seller, line.variant);
    db::Pipeline batch(unit.db());
    const catalogue::OfferReading reading(batch, wanted);
    STOA_CHECK(batch.run());
    const auto offers = reading.offers(batch);
    for (api::CartLineView& line : cart.lines) {
        const auto offer = offers.find({line.seller, line.variant});
        if (offer == offers.end()) {
            line.available = 0;
            continue;
        }
        addOffer(line, offer->second);
        if (line.total) addItems(cart.items, *line.total);
    }
    return {};
}

Done mayChange(const api::CartView& cart)
{
    if (!cart.checkout) return {};
    return fail(
        makeError(ErrorKind::Refused, "cart.checked_out").with("checkout", cart.checkout->text()));
}

Done isForSale(Unit& unit, const api::SetCartLine& request)
{
    const catalogue::SoldVariant variant{request.seller, request.variant};
    db::Pipeline batch(unit.db());
    const catalogue::OfferReading reading(batch, {variant});
    STOA_CHECK(batch.run());
    if (reading.offers(batch).contains(variant)) return {};
    return fail(makeError(ErrorKind::Refused, "variant.not_for_sale")
                    .in("variant")
                    .with("variant", request.variant.text()));
}

} // namespace

Result<api::CartView> readCart(Unit& unit, CartId cart, Lock lock)
{
    db::Pipeline batch(unit.db());
    const auto found = batch.add(lock == Lock::Yes ? sql::kLockCart : sql::kSelectCart,
                                 unit.organisation(), cart, unit.now());
    const auto lines = batch.add(sql::kSelectCartLines, unit.organisation(), cart);
    STOA_CHECK(batch.run());
    const auto row = batch[found].optional();
    if (!row) return fail(notFound(cart));
    api::CartView view;
    view.id = cart;
    view.version = row->get<Version>("version");
    view.checkout = row->get<std::optional<CheckoutId>>("checkout_id");
    view.expiresAt = row->get<Timestamp>("expires_at");
    for (const db::Row each : batch[lines]) {
        api::CartLineView line;
        line.seller = each.get<OrgId>("seller_id");
        line.sellerName = each.get<std::string>("display_name");
        line.variant = each.get<VariantId>("variant_id");
        line.quantity = each.get<std::int64_t>("quantity");
        line.available = std::min(line.quantity, each.get<std::int64_t>("available"));
        view.lines.push_back(std::move(line));
    }
    STOA_CHECK(price(unit, view));
    return view;
}

Result<api::CartView> handle(Unit& unit, const api::CreateCart& /*request*/)
{
    api::CartView cart;
    cart.id = CartId::make();
    cart.version = Version{1};
    cart.expiresAt = unit.now() + kCartLife;
    unit.db().defer(sql::kInsertCart, unit.organisation(), cart.id, unit.now(), cart.expiresAt);
    unit.setAuditTarget(cart.id.text());
    return cart;
}

Result<api::CartView> handle(Unit& unit, const api::GetCart& request)
{
    return readCart(unit, request.cart, Lock::No);
}

Result<api::CartView> handle(Unit& unit, const api::SetCartLine& request)
{
    STOA_TRY(cart, readCart(unit, request.cart, Lock::Yes));
    STOA_CHECK(mayChange(cart));
    const bool isThere = std::ranges::any_of(cart.lines, [&](const api::CartLineView& line) {
        return line.seller == request.seller && line.variant == request.variant;
    });
    auto& db = unit.db();
    if (request.quantity == 0) {
        db.defer(sql::kDropCartLine, unit.organisation(), request.cart, request.seller,
                 request.variant);
    } else {
        if (!isThere) STOA_CHECK(mayAdd(cart, request.seller));
        STOA_CHECK(isForSale(unit, request));
        db.defer(sql::kPutCartLine, unit.organisation(), request.cart, request.seller,
                 request.variant, request.quantity.value, unit.now());
    }
    db.defer(sql::kTouchCart, unit.organisation(), request.cart, unit.now() + kCartLife);
    unit.setAuditTarget(request.cart.text());
    return readCart(unit, request.cart, Lock::No);
}

Result<std::size_t> forgetCarts(db::Connection& connection, const Uuid& marketplace, Timestamp now,
                                int most)
{
    STOA_TRY(rows, connection.run(sql::kForgetCarts, marketplace, now, most));
    return rows.affected();
}

} // namespace stoa::checkout
