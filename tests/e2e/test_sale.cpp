#include "core/assert.h"
#include "node/double/raw_client.h"
#include "support/test_main.h"
#include "visitor.h"

using namespace stoa;
using namespace stoa::test;

namespace {

Money euros(std::string_view amount)
{
    return must(Money::parse(amount, Currency::of("EUR")));
}

std::string fileText(const char* name)
{
    QFile file(dataFile(name));
    STOA_ASSERT(file.open(QIODevice::ReadOnly));
    return file.readAll().toStdString();
}

} // namespace

// One sale on a new marketplace, over HTTP only: from the empty house to the refund, with what the
// ledger, the timeline and the audit say about it.
class SaleTest : public QObject {
    Q_OBJECT

    std::unique_ptr<NodeProcess> m_process;
    std::unique_ptr<remote::RemoteNode> m_node;
    std::optional<Visitor> m_owner;
    OrgId m_seller;

    api::ImportReport import(Visitor& seller, bool isDryRun)
    {
        return seller.ask(api::ImportListings{m_seller, fileText("kiln.csv"), isDryRun, true});
    }

    static api::CaseView decide(Visitor& moderator, const api::CaseRow& row, bool isGood)
    {
        api::DecideCase request;
        request.seller = row.seller;
        request.moderationCase = row.id;
        request.version = moderator.ask(api::ClaimCase{row.seller, row.id, false}).row.version;
        if (!isGood) {
            request.decision = api::Decision::Reject;
            request.reason = api::RejectReason::Counterfeit;
            request.message = "The museum sells its own.";
        }
        return moderator.ask(std::move(request));
    }

    // What the hold of all orders has left, after proof that the books balance.
    static Money held(Visitor& visitor)
    {
        const auto trial = visitor.ask(api::GetTrialBalance{});
        STOA_ASSERT(trial.isBalanced);
        Money debits = euros("0");
        Money credits = euros("0");
        Money hold = euros("0");
        for (const auto& balance : trial.balances) {
            debits += balance.debits;
            credits += balance.credits;
            if (balance.account == api::AccountKind::OrderHold)
                hold += balance.credits - balance.debits;
        }
        STOA_ASSERT(debits == credits);
        return hold;
    }

    api::PlaceOrder basket(Visitor& storefront)
    {
        api::PlaceOrder request;
        request.seller = m_seller;
        request.buyer = {"Ioana Dumitrescu", "ioana@example.org"};
        request.shippingAddress = {
            "Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
        request.shipping = euros("5.00");
        request.paymentMethod = "tok_visa";
        for (const auto& listing : storefront.ask(api::SearchStorefront{}).items) {
            for (const auto& variant : listing.variants) {
                if (variant.sku == "BOWL-L")
                    request.lines.push_back({variant.id, 2, variant.price});
                if (variant.sku == "CUP") request.lines.push_back({variant.id, 1, variant.price});
            }
        }
        return request;
    }

    static std::vector<std::string> types(const api::OrderView& order)
    {
        std::vector<std::string> all;
        for (const auto& event : order.timeline)
            all.push_back(event.type);
        return all;
    }

private slots:
    void initTestCase()
    {
        m_process = std::make_unique<NodeProcess>();
        QVERIFY(m_process->start());
        m_node = m_process->connect();
        m_owner = Visitor::owner(*m_node, *m_process);
    }
    void cleanupTestCase()
    {
        m_node.reset();
        QCOMPARE(m_process->stop(), 0);
    }

    void theMarketplaceIsSetUpOnce()
    {
        QVERIFY(must(call(*m_node, "", api::GetSetup{})).isSetUp);
        api::SetUpMarketplace again;
        again.marketplaceName = "Lagoon Market";
        again.ownerName = "Pia Strand";
        again.email = "pia@lagoon.example";
        again.password.value = "quiet copper lantern";
        again.currency = "SEK";
        STOA_FAILS(call(*m_node, "", std::move(again)), "setup.already_done");
    }

    void aSaleFromTheFileToTheRefund()
    {
        m_seller = m_owner->ask(api::CreateSeller{"Kiln and Co", "IT", "EUR", 1000}).id;
        const OrgId marketplace = m_owner->ask(api::GetMe{}).workspace.organisation;
        auto seller = m_owner->hire("kai@kiln.example", m_seller, api::Role::SellerOwner);
        auto moderator = m_owner->hire("mo@market.example", marketplace, api::Role::Moderator);
        auto support = m_owner->hire("sue@market.example", marketplace, api::Role::Support);
        Visitor storefront(*m_node, *m_owner
                                         ->ask(api::CreateApiKey{"Storefront",
                                                                 {api::Permission::StorefrontRead,
                                                                  api::Permission::OrdersPlace}})
                                         .secret);

        // The file: looked at, read, and read again.
        QCOMPARE(import(seller, true).created, std::int64_t{3});
        QCOMPARE(seller.ask(api::ListListings{}).items.size(), std::size_t{0});
        const auto imported = import(seller, false);
        QCOMPARE(imported.created, std::int64_t{3});
        QCOMPARE(imported.failed, std::int64_t{0});
        QCOMPARE(import(seller, false).unchanged, std::int64_t{3});

        // Review: nothing is on sale before, and what was rejected never.
        QCOMPARE(storefront.ask(api::SearchStorefront{}).items.size(), std::size_t{0});
        const auto waiting = moderator.ask(api::ListCases{});
        QCOMPARE(waiting.items.size(), std::size_t{3});
        for (const auto& row : waiting.items) {
            const bool isGood = row.title != "Replica vase";
            const auto decided = decide(moderator, row, isGood);
            QCOMPARE(decided.listing.row.status,
                     isGood ? api::ListingStatus::Published : api::ListingStatus::Rejected);
        }
        const auto found = storefront.ask(api::SearchStorefront{"bowl", std::nullopt, "", 20});
        QCOMPARE(found.items.size(), std::size_t{1});
        QCOMPARE(found.items[0].title, std::string("Stoneware bowl"));
        QCOMPARE(found.items[0].description, std::string("Thrown by hand & fired twice."));
        QCOMPARE(found.items[0].variants.size(), std::size_t{2});
        QCOMPARE(storefront.ask(api::SearchStorefront{}).items.size(), std::size_t{2});

        // The order: 2 × 34.50 + 12.00 + 5.00, all of it held.
        const auto placed = storefront.ask(basket(storefront));
        QCOMPARE(placed.row.total, euros("86.00"));
        QCOMPARE(placed.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(placed.escrow, euros("86.00"));
        QCOMPARE(placed.lines.size(), std::size_t{2});
        QCOMPARE(held(*m_owner), euros("86.00"));
        QCOMPARE(held(seller), euros("86.00"));

        refundABowl(support, placed);
        theOrderIsSent(seller, placed.row.id);
        theRecordsTellIt(seller, placed.row.id);
    }

private:
    void refundABowl(Visitor& support, const api::OrderView& order)
    {
        api::RefundContent content;
        content.reason = api::refund_reason::kDamaged;
        content.shipping = euros("5.00");
        for (const auto& line : order.lines) {
            if (line.sku == "BOWL-L")
                content.lines.push_back({line.id, 1, std::nullopt, api::Restock::WriteOff});
        }
        const auto preview = support.ask(api::PreviewRefund{m_seller, order.row.id, content});
        QCOMPARE(held(*m_owner), euros("86.00"));
        const auto refund =
            support.ask(api::RequestRefund{m_seller, order.row.id, order.row.version, content});
        QCOMPARE(refund.status, api::RefundStatus::Succeeded);
        QCOMPARE(refund.total, euros("39.50"));
        QCOMPARE(preview.buyer, refund.total);
        QCOMPARE(preview.fromSeller + preview.fromCommission, refund.total);

        const auto after = support.ask(api::GetOrder{m_seller, order.row.id});
        QCOMPARE(after.row.paymentStatus, api::PaymentStatus::PartiallyRefunded);
        QCOMPARE(after.row.refunded, euros("39.50"));
        QCOMPARE(after.escrow, euros("46.50"));
        QCOMPARE(after.escrow, preview.escrowAfter);
        QCOMPARE(held(*m_owner), euros("46.50"));

        api::RefundContent tooMuch;
        tooMuch.extra = euros("46.51");
        STOA_FAILS(
            support.tryTo(api::RequestRefund{m_seller, order.row.id, after.row.version, tooMuch}),
            "refund.exceeds_captured");
        QCOMPARE(held(*m_owner), euros("46.50"));
    }

    void theOrderIsSent(Visitor& seller, OrderId id)
    {
        const auto before = seller.ask(api::GetOrder{m_seller, id});
        const auto sent =
            seller.ask(api::FulfillOrder{m_seller, id, before.row.version, "DHL", "JD0001"});
        QCOMPARE(sent.row.fulfillmentStatus, api::FulfillmentStatus::Fulfilled);
        const auto arrived = seller.ask(api::DeliverOrder{m_seller, id, sent.row.version});
        QCOMPARE(arrived.row.fulfillmentStatus, api::FulfillmentStatus::Delivered);
    }

    void theRecordsTellIt(Visitor& seller, OrderId id)
    {
        const auto order = seller.ask(api::GetOrder{m_seller, id});
        const std::vector<std::string> story = {"order.placed",     "refund.requested",
                                                "refund.succeeded", "payment.refunded",
                                                "order.fulfilled",  "order.delivered"};
        QCOMPARE(types(order), story);
        QCOMPARE(order.timeline.front().actorName, std::string("Storefront"));

        std::vector<std::string> done;
        for (const auto& row : seller.ask(api::ListAudit{m_seller, "", "", "", 50}).items)
            done.insert(done.begin(), std::string(row.operation) + ' ' + row.outcome);
        for (const char* each : {"catalogue.import_listings done", "moderation.decide_case done",
                                 "orders.place_order done", "refunds.request_refund done",
                                 "refunds.request_refund refund.exceeds_captured",
                                 "orders.fulfill_order done", "orders.deliver_order done"}) {
            QVERIFY2(std::count(done.begin(), done.end(), each) > 0, each);
        }

        // The same as anybody's HTTP client reads it.
        RawClient client(m_process->port());
        const auto reply = client.exchange(
            get(QByteArray::fromStdString("/api/v1/sellers/" + m_seller.text() + "/orders/" +
                                          id.text()),
                "Authorization: Bearer " + QByteArray::fromStdString(seller.token()) + "\r\n"));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers.value("etag"),
                 '"' + QByteArray::number(qint64{order.row.version.value}) + '"');
        QVERIFY(reply.body.contains(order.row.number.c_str()));
    }
};

STOA_TEST(SaleTest)
#include "test_sale.moc"
