#pragma once
// A shop whose buyers have credit: it sells bowls at 10.00, and one buyer places its baskets.

#include "domain/ledger/escrow.h"
#include "domain/store_credit/store_credit.h"
#include "domain_shop/shop.h"

namespace stoa::test {

inline constexpr const char* kBuyer = "ioana@example.org"; // of every basket

class CreditBench {
public:
    explicit CreditBench(std::string_view currency = "EUR")
        : shop(currency), bowl(shop.addVariant("10", 1000))
    {}

    Money money(std::string_view amount) const { return shop.money(amount); }

    Result<api::StoreCreditView> grant(const Money& amount, const std::string& buyer = kBuyer)
    {
        const api::GrantStoreCredit request{shop.seller, buyer, amount, "For the late parcel"};
        return shop.bench.run(shop.seller,
                              [&](Unit& unit) { return refunds::handle(unit, request); });
    }
    std::vector<api::StoreCreditView> creditsOf(const std::string& buyer = kBuyer)
    {
        const api::GetStoreCredit request{shop.seller, buyer};
        return must(shop.bench.run(shop.seller,
                                   [&](Unit& unit) { return store_credit::handle(unit, request); }))
            .balances;
    }
    Money balance(const std::string& buyer = kBuyer)
    {
        const auto credits = creditsOf(buyer);
        return credits.empty() ? Money(0, shop.currency) : credits.front().balance;
    }
    // What the seller has, and owes.
    ledger::SellerFunds funds()
    {
        return must(shop.bench.run(shop.seller, [&](Unit& unit) {
            return ledger::fundsOf(unit, shop.currency, ledger::Lock::No);
        }));
    }
    void release(OrderId order)
    {
        must(shop.deliver(order));
        must(shop.bench.run(shop.seller, [&](Unit& unit) {
            return ledger::release(unit, {&order, 1}, "staff");
        }));
    }

    api::PlaceOrder basket(std::int64_t bowls, std::optional<Money> credit = std::nullopt) const
    {
        auto request = shop.basket({{bowl, bowls}});
        request.storeCredit = credit;
        return request;
    }
    api::OrderView place(std::int64_t bowls, std::optional<Money> credit = std::nullopt)
    {
        return must(shop.place(basket(bowls, credit)));
    }
    static api::RefundContent
    bowls(const api::OrderView& order, std::int64_t quantity,
          api::RefundDestination to = api::RefundDestination::OriginalMethod)
    {
        api::RefundContent content;
        content.lines = {refundLine(order.lines.at(0).id, quantity)};
        content.to = to;
        return content;
    }

    Shop shop;
    VariantId bowl;
};

} // namespace stoa::test
