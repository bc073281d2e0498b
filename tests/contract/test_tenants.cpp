#include "domain/identity/roles.h"
#include "samples.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

bool isForSellers(const api::Operation& operation)
{
    return identity::permissionsOf(api::Role::SellerOwner).has(operation.permission);
}

// Names a record of the seller besides the seller itself.
bool namesARecord(const api::Operation& operation)
{
    return std::count(operation.route.begin(), operation.route.end(), '{') > 1;
}

// The sample with another seller in it, or with none.
api::ErasedRequest readdressed(const Sample& sample, const void* request,
                               std::optional<OrgId> seller)
{
    json::object fields = json::parse(sample.codec().writeRequest(request)).as_object();
    fields.erase("seller");
    if (seller) fields["seller"] = seller->text();
    return must(sample.codec().readRequest(fields, codec::Source::Json));
}

} // namespace

// A seller's people see and change what is their seller's; what is another's does not exist for
// them.
class TenantTest : public QObject {
    Q_OBJECT

    static Result<api::ErasedAnswer> asStranger(api::Node& node, const Sample& sample,
                                                const api::ErasedRequest& request)
    {
        const World& world = World::ofProcess();
        return callErased(node, *sample.operation,
                          optionsOf(*sample.operation, world.otherShop.owner), request);
    }

private slots:
    void anotherSellerDoesNotExist_data()
    {
        addRows([](const api::Operation& operation) {
            return operation.scope == api::Scope::Seller || operation.scope == api::Scope::Visible;
        });
    }
    void anotherSellerDoesNotExist()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto made = sample.make(world);
        if (!sample.codec().seller(made.get())) return; // asks for all that the caller may see
        const auto request = readdressed(sample, made.get(), world.shop.id);
        const std::string before = world.premises.fingerprint();
        for (const Door& door : world.premises.doors()) {
            const auto answered = asStranger(door.node, sample, request);
            if (!isForSellers(*sample.operation)) {
                STOA_FAILS(answered, "permission.denied");
                continue;
            }
            STOA_FAILS(answered, "seller.not_found");
            QCOMPARE(answered.error().kind, ErrorKind::NotFound);
            QCOMPARE(answered.error().field, std::string("seller"));
        }
        QCOMPARE(world.premises.fingerprint(), before);
    }

    // With one's own seller and the id of a record of the other's.
    void anotherSellersRecordsDoNotExist_data()
    {
        addRows([](const api::Operation& operation) {
            return operation.scope == api::Scope::Seller && namesARecord(operation) &&
                   isForSellers(operation);
        });
    }
    void anotherSellersRecordsDoNotExist()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto request = readdressed(sample, sample.make(world).get(), world.otherShop.id);
        const std::string before = world.premises.fingerprint();
        for (const Door& door : world.premises.doors()) {
            const auto answered = asStranger(door.node, sample, request);
            QVERIFY2(!answered && answered.error().kind == ErrorKind::NotFound,
                     problemOf(answered).c_str());
        }
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void listsHoldOnlyOnesOwn_data()
    {
        addRows([](const api::Operation& operation) {
            return operation.scope == api::Scope::Visible && isForSellers(operation);
        });
    }
    void listsHoldOnlyOnesOwn()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto made = sample.make(world);
        for (const auto& seller : {std::optional<OrgId>(), std::optional(world.otherShop.id)}) {
            if (seller && !sample.codec().seller(made.get())) continue;
            const auto request = readdressed(sample, made.get(), seller);
            for (const Door& door : world.premises.doors()) {
                const auto answered = asStranger(door.node, sample, request);
                STOA_OK(answered);
                const std::string text = sample.codec().writeReply(answered->reply.get());
                for (const std::string& trace :
                     {world.shop.id.text(), world.shop.name, world.shop.listing.row.id.text(),
                      std::string("Ioana")}) {
                    QVERIFY2(text.find(trace) == std::string::npos, text.c_str());
                }
            }
        }
    }

    void sumsCountOnlyOnesOwn()
    {
        World& world = World::ofProcess();
        world.order();
        const std::string& stranger = world.otherShop.owner;
        QCOMPARE(world.ask(stranger, api::GetTrialBalance{}).transferCount, std::int64_t{0});
        for (const auto& each : world.ask(stranger, api::GetOrderFacets{}).paymentStatus)
            QCOMPARE(each.count, std::int64_t{0});
        api::GetOverview overview;
        overview.period = api::Period::Month;
        for (const auto& figure : world.ask(stranger, std::move(overview)).figures) {
            if (figure.kind != api::FigureKind::ActiveSellers)
                QCOMPARE(figure.value, std::int64_t{0});
        }
        QVERIFY(world.ask(world.shop.owner, api::GetTrialBalance{}).transferCount > 0);
    }

    void listsShowOnesOwn()
    {
        World& world = World::ofProcess();
        const auto sellers = world.ask(world.otherShop.owner, api::ListSellers{});
        QCOMPARE(sellers.items.size(), std::size_t{1});
        QCOMPARE(sellers.items[0].id, world.otherShop.id);
        const auto listings = world.ask(world.otherShop.owner, api::ListListings{});
        QCOMPARE(listings.items.size(), std::size_t{1});
        QCOMPARE(listings.items[0].id, world.otherShop.listing.row.id);
        QCOMPARE(world.ask(world.admin, api::ListSellers{{}, {}, 200}).items.size() >= 2, true);
    }

    // A storefront buys from one seller at a time; the other's goods are not on its shelf.
    void anOrderTakesNothingFromAnotherSeller()
    {
        World& world = World::ofProcess();
        api::PlaceOrder request = world.basket(world.shop);
        request.seller = world.otherShop.id;
        request.buyer.name = "Nils Holm"; // the refusal is in the audit of the shop that was asked
        request.shippingAddress.name = "Nils Holm";
        const auto placed =
            call(world.premises.embedded(), world.tokenOf(api::Role::Buyer), std::move(request));
        STOA_FAILS(placed, "variant.not_for_sale");
        api::GetListing own{world.otherShop.id, world.otherShop.listing.row.id};
        for (const auto& variant : world.ask(world.otherShop.owner, std::move(own)).variants)
            QCOMPARE(variant.reserved, std::int64_t{0});
    }
};

STOA_TEST(TenantTest)
#include "test_tenants.moc"
