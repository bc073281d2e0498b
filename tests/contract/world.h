#pragma once
// A marketplace with people of every role, two sellers and goods on sale, made once for the test
// executable through the embedded door. Tests share it, so they make the records that they change,
// and count only those.

#include "api/operations.h"
#include "platform/jobs/leases.h"
#include "premises.h"

namespace stoa::test {

struct Shop {
    OrgId id;
    std::string name;
    std::string owner;        // token
    api::ListingView listing; // published: a bowl at 34.50, a cup at 12.00, a million each

    VariantId bowl() const { return listing.variants[0].id; }
    VariantId cup() const { return listing.variants[1].id; }
};

class World {
public:
    static World& ofProcess();

    World();

    Premises premises;
    OrgId marketplace;
    std::string admin;   // token
    std::string finance; // token of a second person of finance: prepares what others approve
    CategoryId category;
    Shop shop;              // has a person in every role of a seller
    Shop otherShop;         // has an owner, and no orders
    api::ApiKeyView apiKey; // every scope

    // Of the person with this role; a seller's role is one in `shop`.
    const std::string& tokenOf(api::Role role) const { return m_tokens.at(role); }
    // The same person signs in again.
    api::SessionView signIn(api::Role role);

    // A new record in `shop`, or a new helper of the marketplace.
    api::ListingView draft() { return listing(shop, false); }
    api::OrderView order(); // two bowls and a cup, paid, shipping 5.00
    api::OrderView packedOrder();
    api::OrderView fulfilledOrder();
    api::OrderView deliveredOrder();
    // More than one person may give back; the shop's owner asked for it.
    api::RefundView waitingRefund();
    DisputeId dispute();       // of an order of the shop; its provider is not there
    std::string pastDay();     // one that no run of reconciliation has looked at
    DifferenceId difference(); // open: the provider knows of a charge that the books don't have
    api::ReviewView review();  // public, of a bowl
    api::CaseRow openCase();
    api::OrderView releasedOrder();   // its money is the shop's
    api::PayoutBatchRow batch();      // prepared by `finance`, of the shop alone
    api::PayoutView payout();         // in such a batch
    api::PayoutView wire();           // of the shop, approved, for somebody to make by hand
    api::PayoutAccountView account(); // of the other shop, set by `finance`, not verified
    api::UserView person();
    jobs::Job deadJob(); // of the shop, of a kind of its own
    api::ApiKeyView key();

    api::PlaceOrder basket(const Shop& at) const;
    api::WriteReview words(const api::OrderView& order) const; // about its first line
    api::ListingDraft newDraft();                              // with SKUs that nobody has yet
    // Never the same twice, fit for names, paths and SKUs.
    std::string word(const std::string& start);

    template <class Request>
    typename Request::Reply ask(const std::string& token, Request request)
    {
        return must(call(premises.embedded(), token, std::move(request)));
    }

private:
    // What a job does to the organisation, as the system.
    template <class Work>
    auto asSystem(OrgId organisation, Work work);
    void hire(api::Role role, OrgId organisation);
    std::string addPerson(const std::string& email, OrgId organisation, api::Role role);
    Shop openShop(const std::string& name);
    void fill(Shop& at);
    api::ListingView listing(const Shop& at, bool submit);
    api::CaseRow caseOf(const api::ListingView& listing);

    std::map<api::Role, std::string> m_tokens;
    int m_words = 0;
};

std::string emailOf(api::Role role);
std::span<const api::Role> everyRole();
Money euros(std::string_view amount);

inline const Secret<8, 200> kSecret = "quiet copper lantern";

} // namespace stoa::test
