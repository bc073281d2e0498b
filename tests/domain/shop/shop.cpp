#include "domain_shop/shop.h"

#include "domain/ledger/verify.h"

namespace stoa::test {
namespace {

constexpr db::Statement kSetCommission{
    "shop.set_commission", "UPDATE seller SET commission_basis_points = $2 WHERE org_id = $1"};
constexpr db::Statement kInsertListing{
    "shop.insert_listing",
    "INSERT INTO listing (org_id, listing_id, status, is_on_sale, title, description, attributes,"
    " images, search_text, review_reason, review_message, published_at, created_at, updated_at,"
    " version) VALUES ($1, $2, 'published', true, 'Stoneware bowl', '', '[]',"
    " '[{\"url\": \"https://img.example/bowl.jpg\", \"altText\": \"\"}]', 'stoneware bowl', '', '',"
    " $3, $3, $3, 1)"};
constexpr db::Statement kInsertVariant{
    "shop.insert_variant",
    "INSERT INTO variant (org_id, variant_id, listing_id, sku, position, options, price_minor,"
    " currency, is_retired) VALUES ($1, $2, $3, $4, $5,"
    " '[{\"name\": \"Size\", \"value\": \"M\"}]', $6, $7, false)"};
constexpr db::Statement kInsertStock{
    "shop.insert_stock", "INSERT INTO stock_level (org_id, variant_id, on_hand, reserved, version)"
                         " VALUES ($1, $2, $3, 0, 1)"};
constexpr db::Statement kRetire{
    "shop.retire", "UPDATE variant SET is_retired = true WHERE org_id = $1 AND variant_id = $2"};
constexpr db::Statement kSetPrice{"shop.set_price",
                                  "UPDATE variant SET price_minor = $3, currency = $4"
                                  " WHERE org_id = $1 AND variant_id = $2"};
constexpr db::Statement kStock{
    "shop.stock",
    "SELECT on_hand, reserved FROM stock_level WHERE org_id = $1 AND variant_id = $2"};
constexpr db::Statement kFingerprint{
    "shop.fingerprint",
    "SELECT concat_ws(' ', (SELECT count(*) || '/' || coalesce(sum(version + refunded_minor), 0)"
    " FROM marketplace_order), (SELECT count(*) || '/' || coalesce(sum(refunded_minor), 0)"
    " FROM order_line), (SELECT count(*) || '/' || coalesce(sum(refunded_minor), 0) FROM payment),"
    " (SELECT count(*) || '/' || coalesce(sum(total_after_minor), 0) FROM order_edit),"
    " (SELECT count(*) FROM refund), (SELECT count(*) FROM refund_line),"
    " (SELECT count(*) FROM fulfillment), (SELECT count(*) FROM fulfillment_line),"
    " (SELECT count(*) FROM order_cancellation), (SELECT count(*) FROM fulfillment_hold),"
    " (SELECT count(*) || string_agg(status, '/') FROM refund_approval), (SELECT count(*) FROM "
    "dispute),"
    " (SELECT count(*) FROM after_sale), (SELECT count(*) FROM order_timer),"
    " (SELECT count(*) || '/' || coalesce(sum(debits_posted + credits_posted), 0)"
    " FROM ledger_account), (SELECT count(*) FROM ledger_transfer),"
    " (SELECT sum(on_hand) || '/' || sum(reserved) FROM stock_level),"
    " (SELECT count(*) FROM stock_move), (SELECT count(*) FROM event_log)) AS text"};
constexpr db::Statement kCheckWords{
    "shop.check_words",
    "SELECT (regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_]+)''', 'g'))[1] AS word"
    " FROM pg_attribute a"
    " JOIN pg_constraint c ON c.contypid = a.atttypid OR c.conname = $1 || '_' || $2 || '_check'"
    " WHERE a.attrelid = $1::text::regclass AND a.attname = $2"};

} // namespace

Shop::Shop(std::string_view code, std::int64_t commissionBasisPoints)
    : seller(bench.addSeller("Atelier", code, bench.clock.now())), currency(Currency::of(code))
{
    must(bench.db().run(kSetCommission, seller, commissionBasisPoints));
    must(bench.db().run(kInsertListing, seller, m_listing, bench.clock.now()));
}

Money Shop::money(std::string_view amount) const
{
    return must(Money::parse(amount, currency));
}

VariantId Shop::addVariant(std::string_view price, std::int64_t stock)
{
    return addVariant(money(price), stock);
}

VariantId Shop::addVariant(Money price, std::int64_t stock)
{
    const VariantId id = VariantId::make();
    const std::string sku = "SKU-" + std::to_string(++m_variants);
    must(bench.db().run(kInsertVariant, seller, id, m_listing, sku, m_variants, price.minor(),
                        price.currency()));
    must(bench.db().run(kInsertStock, seller, id, stock));
    return id;
}

Shop::Stall Shop::addStall(std::string_view price, std::int64_t stock)
{
    const std::string name = "Stall " + std::to_string(++m_variants);
    const Stall stall{bench.addSeller(name, currency.code(), bench.clock.now()), VariantId::make()};
    const ListingId listing = ListingId::make();
    must(bench.db().run(kInsertListing, stall.seller, listing, bench.clock.now()));
    must(bench.db().run(kInsertVariant, stall.seller, stall.variant, listing, name, 1,
                        money(price).minor(), currency));
    must(bench.db().run(kInsertStock, stall.seller, stall.variant, stock));
    return stall;
}

Stock Shop::stockOf(const Stall& stall)
{
    const auto rows = must(bench.db().run(kStock, stall.seller, stall.variant));
    return {rows.single().get<std::int64_t>("on_hand"),
            rows.single().get<std::int64_t>("reserved")};
}

void Shop::tax(std::int64_t basisPoints, api::TaxCollector collector)
{
    api::TaxRate rate;
    rate.name = "VAT";
    rate.country = basket({}).shippingAddress.country.value;
    rate.basisPoints = basisPoints;
    rate.collector = collector;
    m_taxes = must(bench.run(bench.marketplace(), [&](Unit& unit) {
                  return taxes::handle(unit, api::ReplaceTaxRates{m_taxes, {rate}});
              })).version;
}

void Shop::takeOffSale(VariantId variant)
{
    must(bench.db().run(kRetire, seller, variant));
}

void Shop::setPrice(VariantId variant, const Money& price)
{
    must(bench.db().run(kSetPrice, seller, variant, price.minor(), price.currency()));
}

Stock Shop::stockOf(VariantId variant)
{
    const auto rows = must(bench.db().run(kStock, seller, variant));
    return {rows.single().get<std::int64_t>("on_hand"),
            rows.single().get<std::int64_t>("reserved")};
}

api::PlaceOrder Shop::basket(std::initializer_list<std::pair<VariantId, std::int64_t>> lines) const
{
    api::PlaceOrder request;
    request.seller = seller;
    request.buyer = {"Ioana Dumitrescu", "ioana@example.org"};
    request.shippingAddress = {
        "Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
    for (const auto& [variant, quantity] : lines)
        request.lines.push_back({variant, quantity, std::nullopt});
    request.paymentMethod = "tok_visa";
    return request;
}

Result<api::OrderView> Shop::place(const api::PlaceOrder& request)
{
    return placeOn(bench.db(), request);
}

Result<api::OrderView> Shop::placeOn(db::Connection& connection, const api::PlaceOrder& request)
{
    return runOn(connection,
                 [&](Unit& unit) { return orders::placeOrder(unit, request, providers()); });
}

Result<api::OrderView> Shop::order(OrderId id)
{
    return bench.run(seller, [&](Unit& unit) {
        return orders::handle(unit, api::GetOrder{seller, id});
    });
}

Result<api::OrderView> Shop::fulfill(OrderId id)
{
    const Version version = must(order(id)).row.version;
    return bench.run(seller, [&](Unit& unit) {
        return orders::handle(unit, api::FulfillOrder{seller, id, version, "DHL", "JD0001"});
    });
}

Result<api::OrderView> Shop::deliver(OrderId id)
{
    auto seen = must(order(id));
    const auto left = api::FulfillmentStatus::Unfulfilled;
    if (seen.row.fulfillmentStatus == left) seen = must(fulfill(id));
    const Version version = must(order(id)).row.version;
    return bench.run(seller, [&](Unit& unit) {
        return orders::handle(unit, api::DeliverOrder{seller, id, version});
    });
}

Result<api::RefundPreview> Shop::preview(OrderId id, const api::RefundContent& content)
{
    return bench.run(seller, [&](Unit& unit) {
        return refunds::handle(unit, api::PreviewRefund{seller, id, content});
    });
}

Result<api::RefundView> Shop::refund(OrderId id, const api::RefundContent& content)
{
    return refundOn(bench.db(), id, must(order(id)).row.version, content);
}

Result<api::RefundView> Shop::refundOn(db::Connection& connection, OrderId id, Version version,
                                       const api::RefundContent& content)
{
    const api::RequestRefund request{seller, id, version, content};
    return runOn(connection,
                 [&](Unit& unit) { return refunds::handle(unit, request, providers()); });
}

Result<api::OrderView> Shop::cancel(OrderId id, const api::CancelContent& content)
{
    const api::CancelOrder request{seller, id, must(order(id)).row.version, content};
    return runOn(bench.db(),
                 [&](Unit& unit) { return refunds::handle(unit, request, providers()); });
}

Result<api::CancelPreview> Shop::previewCancel(OrderId id, const api::CancelContent& content)
{
    const api::PreviewCancellation request{seller, id, content};
    return runOn(bench.db(), [&](Unit& unit) { return refunds::handle(unit, request); });
}

std::string Shop::fingerprint()
{
    return must(bench.db().run(kFingerprint)).single().get<std::string>("text");
}

std::string Shop::findings()
{
    std::string text;
    for (const auto& each : must(ledger::verify(bench.db(), seller)))
        text += each.rule + ' ' + each.subject + ": " + each.detail + '\n';
    return text;
}

std::vector<std::string> Shop::checkWords(std::string_view table, std::string_view column)
{
    std::vector<std::string> words;
    for (const db::Row row : must(bench.db().run(kCheckWords, table, column)))
        words.push_back(row.get<std::string>("word"));
    return sorted(words);
}

void Shop::routeTo(const gateways::Provider& provider)
{
    if (m_providers.find(provider.name()) == nullptr) m_providers.add(provider);
    m_providers.setRoutes({{std::string(payments::kCard), std::string(provider.name())}});
}

const payments::Providers& Shop::providers() const
{
    if (usesScripted) return m_scripted;
    return m_providers;
}

std::vector<std::string> sorted(std::vector<std::string> words)
{
    std::sort(words.begin(), words.end());
    return words;
}

api::RefundLine refundLine(OrderLineId line, std::int64_t quantity)
{
    return {line, quantity, std::nullopt, api::Restock::Restock};
}

} // namespace stoa::test
