#include "gui/demo_orders.h"

namespace stoa::test {

namespace {

struct Cast {
    const char* buyer;
    const char* email;
    const char* city;
    const char* country;
    const char* seller;
    const char* currency;
    std::int64_t minor;
};

constexpr Cast kCast[] = {
    {"Nguyễn Thị Hương", "huong@example.com", "Huế", "VN", "Kurokawa Forge", "JPY", 32'400},
    {"Amara Diallo", "amara@example.com", "Leeds", "GB", "Oyelaran & Daughters", "GBP", 7'800},
    {"Søren Kjeldsen", "soren@example.com", "Malmö", "SE", "Bergman Ljud", "SEK", 2'490'000},
    {"Katarzyna Zielińska", "kasia@example.com", "Łódź", "PL", "Volna Vintage", "PLN", 118'000},
    {"Luís Carvalhal", "luis@example.com", "Porto", "PT", "Maison Belhadj", "EUR", 89'000},
    {"Zeynep Aydoğan", "zeynep@example.com", "İzmir", "TR", "Kıvılcım Bakır", "TRY", 693'000},
    {"Ioana Dumitrescu", "ioana@example.com", "Bucharest", "RO", "Atelier Søndergaard", "EUR",
     45'740},
    {"Rahul Deshpande", "rahul@example.com", "Pune", "IN", "Jaipur Block House", "INR", 1'265'000},
    {"Mei-Lin Tsao", "meilin@example.com", "Tainan", "TW", "Kurokawa Forge", "JPY", 58'200},
    {"Oluwaseun Adebayo", "seun@example.com", "London", "GB", "Tannery Lane", "GBP", 24'500},
    {"Þórdís Einarsdóttir", "thordis@example.com", "Akureyri", "IS", "Bergman Ljud", "SEK",
     345'000},
    {"João Saldanha", "joao@example.com", "Coimbra", "PT", "Studio Pagliaccetti", "EUR", 31'280},
    {"Fatima Zahra Benali", "fatima@example.com", "Rabat", "MA", "Maison Belhadj", "EUR", 146'000},
    {"Hana Novotná", "hana@example.com", "Brno", "CZ", "Volna Vintage", "PLN", 64'000},
    {"Diego Quispe", "diego@example.com", "Oaxaca", "MX", "Casa Ixchel Textiles", "MXN", 378'000},
    {"Aroha Ngata", "aroha@example.com", "Rotorua", "NZ", "Rawhiri Woodcraft", "NZD", 21'900},
    {"Émile Garnier", "emile@example.com", "Lyon", "FR", "Atelier Søndergaard", "EUR", 14'800},
    {"Nour Haddad", "nour@example.com", "Chicago", "US", "Lumen & Loom", "USD", 18'650},
    {"Yusuf Karimov", "yusuf@example.com", "Bristol", "GB", "Tannery Lane", "GBP", 12'900},
    {"Leilani Kahananui", "leilani@example.com", "Napier", "NZ", "Rawhiri Woodcraft", "NZD", 9'700},
};
constexpr std::int64_t kCastSize = std::size(kCast);
constexpr std::int64_t kMinute = 60'000'000;

template <class Tag>
Id<Tag> idOf(std::int64_t kind, std::int64_t index)
{
    return Id<Tag>(Uuid::makeV7(Timestamp(1'700'000'000'000'000), static_cast<std::uint64_t>(kind),
                                static_cast<std::uint64_t>(index)));
}

void setStates(api::OrderRow& row, std::int64_t index)
{
    using Payment = api::PaymentStatus;
    using Fulfillment = api::FulfillmentStatus;
    const std::pair<Payment, Fulfillment> states[] = {
        {Payment::Paid, Fulfillment::Unfulfilled},
        {Payment::Paid, Fulfillment::Unfulfilled},
        {Payment::Authorized, Fulfillment::Unfulfilled},
        {Payment::Paid, Fulfillment::Partial},
        {Payment::Paid, Fulfillment::Fulfilled},
        {Payment::Paid, Fulfillment::Fulfilled},
        {Payment::Paid, Fulfillment::Delivered},
        {Payment::Paid, Fulfillment::Delivered},
        {Payment::Refunded, Fulfillment::Delivered},
        {Payment::PartiallyRefunded, Fulfillment::Delivered},
    };
    const auto [payment, fulfillment] = states[static_cast<std::size_t>(index % 10)];
    row.paymentStatus = payment;
    row.fulfillmentStatus = fulfillment;
    row.status = index % 23 == 22 ? api::OrderStatus::Canceled : api::OrderStatus::Placed;
    row.refunded = Money(0, row.total.currency());
    if (payment == Payment::Refunded) row.refunded = row.total;
    if (payment == Payment::PartiallyRefunded) row.refunded = row.total.portion(1, 4);
}

bool isAsked(const api::OrderRow& row, const api::ListOrders& asked)
{
    const auto has = [](const auto& list, auto value) {
        return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    const auto contains = [&](const std::string& text) {
        return text.find(asked.text.value) != std::string::npos;
    };
    return has(asked.status, row.status) && has(asked.paymentStatus, row.paymentStatus) &&
           has(asked.fulfillmentStatus, row.fulfillmentStatus) &&
           (!asked.placedBefore || row.placedAt < *asked.placedBefore) &&
           (!asked.placedFrom || row.placedAt >= *asked.placedFrom) &&
           (asked.text.empty() || contains(row.number) || contains(row.buyerName) ||
            contains(row.buyerEmail) || contains(row.id.text()));
}

api::TransferView transfer(api::AccountKind debit, api::AccountKind credit, const Money& amount,
                           const char* reason)
{
    api::TransferView view;
    view.debit = debit;
    view.credit = credit;
    view.amount = amount;
    view.reason = reason;
    return view;
}

} // namespace

api::OrderRow demoOrder(std::int64_t index, Timestamp now)
{
    const Cast& cast = kCast[index % kCastSize];
    api::OrderRow row;
    row.id = idOf<OrderIdTag>(1, index);
    row.number = "M-" + std::to_string(48'219 - index);
    row.seller = idOf<OrgIdTag>(2, index % 7);
    row.sellerName = cast.seller;
    row.buyerName = cast.buyer;
    row.buyerEmail = cast.email;
    row.country = cast.country;
    row.itemCount = 1 + index % 4;
    row.total = Money(cast.minor, Currency::of(cast.currency));
    row.placedAt = Timestamp(now.micros() - kMinute * (1 + index * (7 + index % 97)));
    setStates(row, index);
    return row;
}

api::OrderView demoOrderView(const api::OrderRow& row)
{
    const Currency currency = row.total.currency();
    api::OrderView view;
    view.row = row;
    view.shippingAddress = {row.buyerName, "Strada Lipscani 41", "", "030031", "Bucharest", "",
                            row.country};
    view.shipping = Money(row.total.minor() * 4 / 100, currency);
    view.items = row.total - view.shipping;
    view.commission = view.items.portion(9, 100);
    view.escrow = row.total - row.refunded;
    const std::vector<Money> parts = view.items.allocate(std::vector<std::int64_t>{228, 148, 62});
    const char* titles[] = {"Stoneware dinner plate, ash", "Serving bowl, 28 cm",
                            "Carafe with stopper"};
    const std::int64_t quantities[] = {6, 2, 1};
    for (std::size_t i = 0; i < 3; ++i) {
        api::OrderLineView line;
        line.id = idOf<OrderLineIdTag>(3, static_cast<std::int64_t>(i));
        line.title = titles[i];
        line.sku = "SND-" + std::to_string(410 + i);
        line.optionsText = i == 0 ? "Colour ash" : "";
        line.quantity = quantities[i];
        line.unitPrice = Money(parts[i].minor() / quantities[i], currency);
        line.total = line.unitPrice * quantities[i];
        line.refunded = Money(0, currency);
        line.commission = line.total.portion(9, 100);
        view.lines.push_back(line);
    }
    const Money nothing(0, currency);
    const bool isCaptured = row.paymentStatus != api::PaymentStatus::Authorized;
    view.payments.push_back(
        {PaymentId(),
         isCaptured ? api::PaymentState::Succeeded : api::PaymentState::RequiresCapture,
         "PayBridge EU", "Card ·· 4417", row.total, isCaptured ? row.total : nothing, row.refunded,
         "", row.placedAt});
    const auto at = [&](int minutes) { return row.placedAt + Duration(kMinute * minutes); };
    view.timeline = {
        {1, at(0), "order.placed", "", {{"items", "9 items"}}},
        {2, at(0), "payment.authorized", "", {{"method", "Card ·· 4417"}}},
        {3, at(1), "payment.captured", "", {{"amount", row.total.text()}}},
        {4, at(1), "escrow.held", "", {{"amount", view.escrow.text()}}},
    };
    if (isCaptured) {
        view.transfers = {transfer(api::AccountKind::ProviderReceivable,
                                   api::AccountKind::OrderHold, row.total, "capture")};
    }
    return view;
}

Page<api::OrderRow> demoOrdersPage(const api::ListOrders& asked, std::int64_t total, Timestamp now)
{
    Page<api::OrderRow> page;
    std::int64_t index = asked.after.empty() ? 0 : std::stoll(asked.after.value);
    for (; index < total; ++index) {
        if (static_cast<std::int64_t>(page.items.size()) == asked.limit) {
            page.next = std::to_string(index);
            break;
        }
        api::OrderRow row = demoOrder(index, now);
        if (isAsked(row, asked)) page.items.push_back(std::move(row));
    }
    page.estimatedTotal = page.next ? total : static_cast<std::int64_t>(page.items.size());
    return page;
}

Result<api::RefundPreview> demoPreview(const api::OrderView& order,
                                       const api::RefundContent& content)
{
    const Money nothing(0, order.row.total.currency());
    api::RefundPreview preview;
    preview.buyer = content.shipping.value_or(nothing) + content.extra.value_or(nothing);
    Money items = nothing;
    for (const api::RefundLine& line : content.lines) {
        const auto ordered = std::find_if(order.lines.begin(), order.lines.end(),
                                          [&](const auto& each) { return each.id == line.line; });
        const Money amount = line.amount.value_or(ordered->unitPrice * line.quantity);
        preview.lines.push_back({line.line, ordered->title, line.quantity, amount, line.restock});
        items += amount;
    }
    preview.buyer += items;
    preview.mostRefundable = order.row.total - order.row.refunded;
    if (preview.buyer > preview.mostRefundable) {
        return fail(makeError(ErrorKind::Refused, "refund.exceeds_captured")
                        .with("most", preview.mostRefundable.text()));
    }
    preview.fromCommission = items.portion(9, 100);
    preview.fromEscrow = preview.buyer;
    preview.fromSeller = preview.buyer - preview.fromCommission;
    preview.escrowAfter = order.escrow - preview.fromEscrow;
    preview.commissionAfter = order.commission - preview.fromCommission;
    preview.sellerNetAfter = preview.escrowAfter - preview.commissionAfter;
    preview.transfers = {transfer(api::AccountKind::OrderHold, api::AccountKind::RefundClearing,
                                  preview.fromEscrow, "refund")};
    return preview;
}

} // namespace stoa::test
