#pragma once
// A marketplace to test handlers on: a database of its own with sellers, a clock, people, and units
// that commit or roll back as the door does, so a test says what happens and nothing else.

#include "api/listings.h"
#include "domain/unit/unit.h"
#include "platform/db/transaction.h"
#include "support/expect.h"
#include "support/fake_clock.h"

namespace stoa::test {

class Bench {
public:
    Bench();

    OrgId marketplace() const { return m_marketplace; }
    // Open, selling in EUR, a year old.
    OrgId addSeller(std::string_view name);
    OrgId addSeller(std::string_view name, std::string_view currency, Timestamp since);
    void suspend(OrgId seller);

    static Actor person(std::string_view name);

    // The unit of a seller's operation (`org`), or of one over all sellers (none). What `work`
    // returns is committed, or rolled back when it is an error.
    template <class Work>
    auto run(std::optional<OrgId> org, const Actor& actor, Work work)
    {
        return runOn(*m_connection, org, actor, std::move(work));
    }
    template <class Work>
    auto run(std::optional<OrgId> org, Work work)
    {
        return run(org, m_actor, std::move(work));
    }
    template <class Work>
    auto runOn(db::Connection& connection, std::optional<OrgId> org, const Actor& actor, Work work)
    {
        db::Transaction transaction(connection);
        Unit unit(connection, {actor, org, RequestId::make(), clock.now(), "test"});
        auto result = work(unit);
        using Outcome = decltype(result);
        if (!result) return result;
        if (&connection == m_connection.get()) m_events = unit.events();
        if (const Done done = log(unit, org); !done) return Outcome(fail(done));
        if (const Done done = transaction.commit(); !done) return Outcome(fail(done));
        return result;
    }

    db::Connection& db() { return *m_connection; }
    std::unique_ptr<db::Connection> connect() const;
    // Types of what the last committed unit raised, "listing.created listing.submitted".
    std::string events() const;
    // Changes with every write to the tables of these slices.
    std::string fingerprint();

    FakeClock clock;

private:
    // A part of an operation that raises no event by itself still needs one to commit.
    static Done log(Unit& unit, std::optional<OrgId> org);

    db::ConnectInfo m_info;
    std::unique_ptr<db::Connection> m_connection;
    OrgId m_marketplace;
    Actor m_actor;
    std::vector<RaisedEvent> m_events;
};

// A valid draft with one variant of 10.00 EUR, three in stock.
api::ListingDraft draftOf(std::string_view title, std::string_view sku);
api::VariantDraft variantOf(std::string_view sku, std::string_view price,
                            std::optional<std::int64_t> stock = std::nullopt,
                            std::string_view size = {});

} // namespace stoa::test
