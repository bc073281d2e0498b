#pragma once
// A seller with goods on sale, to place and refund orders at: the bench of every slice with a shelf
// of variants.

#include "domain/orders/orders.h"
#include "domain/refunds/refunds.h"
#include "domain/taxes/tax_rates.h"
#include "domain_support/bench.h"
#include "platform/gateways/sandbox_gateway.h"

namespace stoa::test {

// Says what a test tells it to.
class ScriptedGateway final : public gateways::PaymentGateway {
public:
    std::string_view name() const override { return "sandbox"; } // in its place
    bool isInstant() const override { return true; }
    gateways::Outcome authorise(const Uuid&, const Money&, std::string_view) const override
    {
        return {authorisation, "ref", "scripted_reason", "Card"};
    }
    gateways::Outcome capture(const Uuid&, const Money&, std::string_view) const override
    {
        return {captured, "ref", "scripted_reason", {}};
    }
    gateways::Outcome refund(const Uuid&, const Money&, std::string_view) const override
    {
        return {refunded, "ref", "scripted_reason", {}};
    }
    gateways::Outcome transfer(const Uuid&, const Money&, std::string_view) const override
    {
        return {};
    }
    gateways::Outcome reverseTransfer(const Uuid&, const Money&, std::string_view) const override
    {
        return {};
    }
    gateways::Outcome payOut(const Uuid&, const Money&, std::string_view) const override
    {
        return {};
    }

    gateways::Verdict authorisation = gateways::Verdict::Approved;
    gateways::Verdict captured = gateways::Verdict::Approved;
    gateways::Verdict refunded = gateways::Verdict::Approved;
};

struct Stock {
    std::int64_t onHand = 0;
    std::int64_t reserved = 0;
    friend bool operator==(const Stock&, const Stock&) = default;
};

class Shop {
public:
    explicit Shop(std::string_view currency = "EUR", std::int64_t commissionBasisPoints = 1000);

    Money money(std::string_view amount) const; // in the shop's currency
    VariantId addVariant(std::string_view price, std::int64_t stock = 100);
    VariantId addVariant(Money price, std::int64_t stock);
    // Another seller of the marketplace with one thing on sale.
    struct Stall {
        OrgId seller;
        VariantId variant;
    };
    Stall addStall(std::string_view price, std::int64_t stock);
    Stock stockOf(const Stall& stall);
    // From now on what goes to the basket's country includes so much tax, and no other.
    void tax(std::int64_t basisPoints, api::TaxCollector collector);
    void takeOffSale(VariantId variant);
    void setPrice(VariantId variant, const Money& price);
    Stock stockOf(VariantId variant);

    api::PlaceOrder basket(std::initializer_list<std::pair<VariantId, std::int64_t>> lines) const;
    Result<api::OrderView> place(const api::PlaceOrder& request);
    Result<api::OrderView> placeOn(db::Connection& connection, const api::PlaceOrder& request);
    Result<api::OrderView> order(OrderId id);
    // All of it leaves the house; all of it arrives, too.
    Result<api::OrderView> fulfill(OrderId id);
    Result<api::OrderView> deliver(OrderId id);

    Result<api::RefundPreview> preview(OrderId order, const api::RefundContent& content);
    // With the version that the order has now.
    Result<api::RefundView> refund(OrderId order, const api::RefundContent& content);
    Result<api::RefundView> refundOn(db::Connection& connection, OrderId order, Version version,
                                     const api::RefundContent& content);

    // With the version that the order has now.
    Result<api::OrderView> cancel(OrderId order, const api::CancelContent& content);
    Result<api::CancelPreview> previewCancel(OrderId order, const api::CancelContent& content);

    // A change of an order, with its version as the request says it.
    template <class Request>
    Result<api::OrderView> ask(const Request& request)
    {
        return runOn(bench.db(), [&](Unit& unit) { return orders::handle(unit, request); });
    }

    // Runs the work as the seller's unit and commits.
    template <class Work>
    auto runOn(db::Connection& connection, Work work)
    {
        return bench.runOn(connection, seller, Bench::person("Mara"), std::move(work));
    }

    // Rows and sums of every table that orders write: equal when nothing was written.
    std::string fingerprint();
    // What verify() finds wrong, one line each; empty when the books are right.
    std::string findings();
    // The words that the CHECK of a column allows, sorted.
    std::vector<std::string> checkWords(std::string_view table, std::string_view column);
    Done script(std::string_view sql) { return bench.db().runScript(sql); }

    Bench bench;
    OrgId seller;
    Currency currency;
    ScriptedGateway scripted;
    bool usesScripted = false;
    // From now on cards go to this provider, which is asked from jobs.
    void routeTo(const gateways::Provider& provider);
    void unroute() { m_providers.setRoutes({}); }
    const payments::Providers& providers() const;

private:
    gateways::SandboxGateway m_sandbox;
    payments::Providers m_providers{m_sandbox};
    payments::Providers m_scripted{scripted};
    ListingId m_listing = ListingId::make();
    int m_variants = 0;
    Version m_taxes;
};

std::vector<std::string> sorted(std::vector<std::string> words);

// One line of an order, restocked.
api::RefundLine refundLine(OrderLineId line, std::int64_t quantity);

} // namespace stoa::test
