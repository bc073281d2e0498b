#include "samples.h"
#include "support/test_main.h"
#include "support/wait_until.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::chrono::seconds kSoon{20};

// What one subscriber hears.
class Listener {
public:
    Listener(api::Node& node, const std::string& token)
    {
        api::CallOptions options;
        options.token = token;
        m_subscription = node.subscribe(
            std::move(options),
            [this](const api::Event& event) {
                const std::scoped_lock lock(m_mutex);
                m_events.push_back(event);
            },
            [this] { m_isOpen = true; });
    }

    // A remote stream says `lost` when it opens.
    bool waitOpen() const
    {
        return waitUntil([this] { return m_isOpen.load(); }, kSoon);
    }
    std::vector<api::Event> events() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_events;
    }
    bool hears(const std::string& type, const std::string& aggregate) const
    {
        const auto is = [&](const api::Event& event) {
            return event.type == type && event.aggregate == aggregate;
        };
        return waitUntil(
            [&] {
                const auto heard = events();
                return std::any_of(heard.begin(), heard.end(), is);
            },
            kSoon);
    }

private:
    mutable std::mutex m_mutex;
    std::vector<api::Event> m_events;
    std::atomic<bool> m_isOpen = false;
    std::unique_ptr<api::Subscription> m_subscription;
};

} // namespace

// What is committed is heard by those whom it concerns, through every door and process.
class EventTest : public QObject {
    Q_OBJECT

private slots:
    void aCommandIsHeardThroughBothDoors()
    {
        World& world = World::ofProcess();
        const auto doors = world.premises.doors();
        const Listener embedded(doors[0].node, world.shop.owner);
        const Listener remote(doors[1].node, world.shop.owner);
        QVERIFY(remote.waitOpen());
        const auto order = world.order();
        for (const Listener* listener : {&embedded, &remote}) {
            QVERIFY(listener->hears("order.placed", order.row.id.text()));
            std::int64_t last = 0;
            for (const auto& event : listener->events()) {
                QCOMPARE(event.organisation, world.shop.id);
                QVERIFY(last == 0 || event.seq == last + 1); // no gap
                last = event.seq;
            }
        }
    }

    void aSellerDoesNotHearAnother()
    {
        World& world = World::ofProcess();
        const auto doors = world.premises.doors();
        const Listener embedded(doors[0].node, world.otherShop.owner);
        const Listener remote(doors[1].node, world.otherShop.owner);
        QVERIFY(remote.waitOpen());
        world.order();
        world.draft();
        // One's own comes after the other's: who has heard it would have heard those.
        const auto moved = world.ask(
            world.otherShop.owner,
            api::AdjustStock{world.otherShop.id, world.otherShop.bowl(), 1, "found one more"});
        for (const Listener* listener : {&embedded, &remote}) {
            QVERIFY(waitUntil([&] { return !listener->events().empty(); }, kSoon));
            for (const auto& event : listener->events())
                QCOMPARE(event.organisation, world.otherShop.id);
        }
        QCOMPARE(moved.id, world.otherShop.bowl());
    }

    void theMarketplacesPeopleHearEverybody()
    {
        World& world = World::ofProcess();
        const Listener listener(world.premises.embedded(), world.tokenOf(api::Role::Support));
        const auto order = world.order();
        const auto seller =
            world.ask(world.admin, api::CreateSeller{world.word("Loom"), "DK", "EUR", 825});
        QVERIFY(listener.hears("order.placed", order.row.id.text()));
        QVERIFY(listener.hears("seller.created", seller.id.text()));
    }

    void storefrontsHearNothing()
    {
        World& world = World::ofProcess();
        const Listener key(world.premises.embedded(), *world.apiKey.secret);
        const Listener nobody(world.premises.embedded(), "");
        const Listener support(world.premises.embedded(), world.tokenOf(api::Role::Support));
        const auto order = world.order();
        QVERIFY(support.hears("order.placed", order.row.id.text()));
        QVERIFY(key.events().empty());
        QVERIFY(nobody.events().empty());
    }

    void aRefusalIsNoEvent()
    {
        World& world = World::ofProcess();
        const Listener listener(world.premises.embedded(), world.shop.owner);
        auto request = world.basket(world.shop);
        request.paymentMethod = "tok_declined";
        STOA_FAILS(call(world.premises.embedded(), *world.apiKey.secret, std::move(request)),
                   "payment.declined");
        const auto order = world.order();
        QVERIFY(listener.hears("order.placed", order.row.id.text()));
        const auto heard = listener.events();
        QVERIFY(std::all_of(heard.begin(), heard.end(), [](const api::Event& event) {
            return event.type.find("declined") == std::string::npos;
        }));
        QVERIFY(std::any_of(heard.begin(), heard.end(), [&](const api::Event& event) {
            return event.aggregate == order.row.id.text();
        }));
    }

    void anotherProcessOnTheDatabaseHearsIt()
    {
        World& world = World::ofProcess();
        Premises second(world.premises.database());
        const auto doors = second.doors();
        const Listener embedded(doors[0].node, world.shop.owner);
        const Listener remote(doors[1].node, world.shop.owner);
        QVERIFY(remote.waitOpen());
        // Its link to the database opens beside the start; from the first event on it hears all.
        QVERIFY(waitUntil(
            [&] {
                world.ask(world.shop.owner,
                          api::AdjustStock{world.shop.id, world.shop.cup(), 1, "found one more"});
                return !embedded.events().empty();
            },
            kSoon));
        const auto order = world.order();
        QVERIFY(embedded.hears("order.placed", order.row.id.text()));
        QVERIFY(remote.hears("order.placed", order.row.id.text()));
    }
};

STOA_TEST(EventTest)
#include "test_events.moc"
