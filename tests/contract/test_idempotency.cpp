#include "samples.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr int kClients = 20;
constexpr int kMostTries = 60; // each waits half a second for the one who works

std::string textOf(const api::OrderView& order)
{
    return codec::codecOf(api::operation<api::PlaceOrder>()).writeReply(&order);
}

} // namespace

// A command with a key happens once, whoever repeats it however often, and says the same each time.
class IdempotencyTest : public QObject {
    Q_OBJECT

    using Placed = Result<api::Answer<api::OrderView>>;

    static api::CallOptions withKey(const std::string& token, const std::string& key)
    {
        api::CallOptions options;
        options.token = token;
        options.idempotencyKey = key;
        return options;
    }

    // As a client should: again while another call with the key is at work.
    static Placed place(api::Node& node, const api::CallOptions& options,
                        const api::PlaceOrder& request)
    {
        Placed placed = api::submitAndWait(node, options, request);
        for (int tries = 1; tries < kMostTries && codeOf(placed) == "idempotency.in_progress";
             ++tries) {
            placed = api::submitAndWait(node, options, request);
        }
        return placed;
    }

    static std::size_t ordersOf(const std::string& email)
    {
        World& world = World::ofProcess();
        api::ListOrders list;
        list.text = email;
        return world.ask(world.admin, std::move(list)).items.size();
    }

    static api::PlaceOrder basketOf(const std::string& email)
    {
        World& world = World::ofProcess();
        api::PlaceOrder request = world.basket(world.shop);
        request.buyer.email = email;
        return request;
    }

private slots:
    void manyClientsWithOneKeyPlaceOneOrder_data()
    {
        QTest::addColumn<int>("door");
        QTest::newRow("embedded") << 0;
        QTest::newRow("remote") << 1;
    }
    void manyClientsWithOneKeyPlaceOneOrder()
    {
        QFETCH(int, door);
        World& world = World::ofProcess();
        api::Node& node = world.premises.doors()[static_cast<std::size_t>(door)].node;
        const std::string email = world.word("crowd") + "@buyers.example";
        const auto request = basketOf(email);
        const auto options = withKey(*world.apiKey.secret, Uuid::makeV7().text());

        std::vector<Placed> placed(kClients, fail(ErrorKind::Internal, "test.not_called"));
        inParallel(placed.size(),
                   [&](std::size_t i) { placed[i] = place(node, options, request); });

        int replayed = 0;
        for (const Placed& each : placed) {
            STOA_OK(each);
            replayed += each->isReplayed ? 1 : 0;
            QCOMPARE(textOf(each->reply), textOf(placed[0]->reply));
        }
        QCOMPARE(replayed, kClients - 1);
        QCOMPARE(ordersOf(email), std::size_t{1});
    }

    void anAnswerIsTheSameThroughBothDoors()
    {
        World& world = World::ofProcess();
        const auto request = basketOf(world.word("twice") + "@buyers.example");
        const auto options = withKey(*world.apiKey.secret, Uuid::makeV7().text());
        const auto doors = world.premises.doors();
        const auto first = place(doors[0].node, options, request);
        const auto second = place(doors[1].node, options, request);
        STOA_OK(first);
        STOA_OK(second);
        QVERIFY(!first->isReplayed && second->isReplayed);
        QCOMPARE(textOf(second->reply), textOf(first->reply));
    }

    void anotherRequestWithTheKeyIsRefused()
    {
        World& world = World::ofProcess();
        const auto options = withKey(*world.apiKey.secret, Uuid::makeV7().text());
        auto request = basketOf(world.word("reuse") + "@buyers.example");
        STOA_OK(place(world.premises.embedded(), options, request));
        request.lines[0].quantity = 3;
        const std::string before = world.premises.fingerprint();
        for (const Door& door : world.premises.doors()) {
            const auto reused = place(door.node, options, request);
            STOA_FAILS(reused, "idempotency.key_reused");
            QCOMPARE(reused.error().kind, ErrorKind::Refused);
        }
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void anotherCallersKeyTellsNothing()
    {
        World& world = World::ofProcess();
        const std::string key = Uuid::makeV7().text();
        const auto request = basketOf(world.word("own") + "@buyers.example");
        STOA_OK(place(world.premises.embedded(), withKey(*world.apiKey.secret, key), request));
        const auto other = withKey(world.tokenOf(api::Role::Buyer), key);
        for (const Door& door : world.premises.doors())
            STOA_FAILS(place(door.node, other, request), "idempotency.key_reused");
    }

    void withoutAKeyNothingHappens_data()
    {
        addRows([](const api::Operation& operation) {
            return operation.idempotency == api::Idempotency::Required;
        });
    }
    void withoutAKeyNothingHappens()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto request = sample.make(world);
        const std::string before = world.premises.fingerprint();
        for (const Door& door : world.premises.doors()) {
            const auto answered =
                callErased(door.node, *sample.operation, withKey(world.admin, ""), request);
            STOA_FAILS(answered, "idempotency.key_required");
            QCOMPARE(answered.error().kind, ErrorKind::Invalid);
        }
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void commandsWithAKeyAreReplayed_data()
    {
        addRows([](const api::Operation& operation) {
            return operation.idempotency != api::Idempotency::None;
        });
    }
    void commandsWithAKeyAreReplayed()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto request = sample.make(world);
        const auto options = withKey(world.admin, Uuid::makeV7().text());
        const auto first =
            callErased(world.premises.embedded(), *sample.operation, options, request);
        STOA_OK(first);
        QVERIFY(!first->isReplayed);
        const std::string before = world.premises.fingerprint();
        for (const Door& door : world.premises.doors()) {
            const auto again = callErased(door.node, *sample.operation, options, request);
            STOA_OK(again);
            QVERIFY(again->isReplayed);
            QCOMPARE(sample.codec().writeReply(again->reply.get()),
                     sample.codec().writeReply(first->reply.get()));
        }
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void aRefusalIsReplayedAsItWas()
    {
        World& world = World::ofProcess();
        const std::string email = world.word("declined") + "@buyers.example";
        auto request = basketOf(email);
        request.paymentMethod = "tok_declined";
        const auto options = withKey(*world.apiKey.secret, Uuid::makeV7().text());
        const auto first = place(world.premises.embedded(), options, request);
        STOA_FAILS(first, "payment.declined");
        const std::string before = world.premises.fingerprint();
        for (const Door& door : world.premises.doors()) {
            const auto again = place(door.node, options, request);
            STOA_FAILS(again, "payment.declined");
            QCOMPARE(again.error().kind, first.error().kind);
            QCOMPARE(again.error().field, first.error().field);
            QVERIFY(again.error().params == first.error().params);
        }
        QCOMPARE(world.premises.fingerprint(), before);
        QCOMPARE(ordersOf(email), std::size_t{0});
    }

    void twoKeysAreTwoOrders()
    {
        World& world = World::ofProcess();
        const std::string email = world.word("second") + "@buyers.example";
        const auto request = basketOf(email);
        for (const Door& door : world.premises.doors()) {
            const auto placed =
                place(door.node, withKey(*world.apiKey.secret, Uuid::makeV7().text()), request);
            STOA_OK(placed);
            QVERIFY(!placed->isReplayed);
        }
        QCOMPARE(ordersOf(email), std::size_t{2});
    }
};

STOA_TEST(IdempotencyTest)
#include "test_idempotency.moc"
