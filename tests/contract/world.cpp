#include "world.h"

#include "core/assert.h"
#include "domain/disputes/take_in.h"
#include "domain/identity/roles.h"
#include "domain/reconciliation/run_work.h"
#include "platform/db/transaction.h"

#include <QCoreApplication>

namespace stoa::test {
namespace {

std::unique_ptr<World>& current()
{
    static std::unique_ptr<World> world;
    return world;
}

api::SignIn signInOf(const std::string& email)
{
    api::SignIn request;
    request.email = email;
    request.password.value = kSecret.value;
    return request;
}

} // namespace

World& World::ofProcess()
{
    if (!current()) {
        TestCluster::ofProcess(); // ends after the world
        current() = std::make_unique<World>();
        qAddPostRoutine([] { current().reset(); });
    }
    return *current();
}

World::World()
{
    api::SetUpMarketplace setUp;
    setUp.marketplaceName = "Harbour Market";
    setUp.ownerName = "Olive Quist";
    setUp.email = emailOf(api::Role::Admin);
    setUp.password.value = kSecret.value;
    setUp.currency = "EUR";
    const auto session = ask("", std::move(setUp));
    marketplace = session.workspace.organisation;
    admin = session.accessToken;
    m_tokens[api::Role::Admin] = admin;

    category = ask(admin, api::CreateCategory{"Home / Kitchen", {}}).id;
    apiKey = ask(
        admin, api::CreateApiKey{"Storefront",
                                 {api::Permission::StorefrontRead, api::Permission::OrdersPlace,
                                  api::Permission::OrdersRead, api::Permission::ListingsRead,
                                  api::Permission::ListingsWrite, api::Permission::StockWrite,
                                  api::Permission::ReviewsWrite, api::Permission::ReviewsReport}});
    shop = openShop("Kiln and Co");
    otherShop = openShop("Birch and Bone");
    for (const api::Role role : everyRole()) {
        const bool isSellers = identity::organisationKindOf(role) == api::OrganisationKind::Seller;
        if (role != api::Role::Admin) hire(role, isSellers ? shop.id : marketplace);
    }
    finance = addPerson("second.finance@harbour.example", marketplace, api::Role::Finance);
    shop.owner = tokenOf(api::Role::SellerOwner);
    otherShop.owner = addPerson("owner@birch.example", otherShop.id, api::Role::SellerOwner);
    fill(shop);
    fill(otherShop);
}

void World::hire(api::Role role, OrgId organisation)
{
    m_tokens[role] = addPerson(emailOf(role), organisation, role);
}

std::string World::addPerson(const std::string& email, OrgId organisation, api::Role role)
{
    api::CreateUser create;
    create.name = "Robin Vale";
    create.email = email;
    create.password.value = kSecret.value;
    create.organisation = organisation;
    create.roles = {role};
    ask(admin, std::move(create));
    return ask("", signInOf(email)).accessToken;
}

api::SessionView World::signIn(api::Role role)
{
    return ask("", signInOf(emailOf(role)));
}

Shop World::openShop(const std::string& name)
{
    const auto seller = ask(admin, api::CreateSeller{name, "IT", "EUR", 1000});
    Shop opened;
    opened.id = seller.id;
    opened.name = name;
    return opened;
}

void World::fill(Shop& at)
{
    const auto waiting = listing(at, true);
    const auto row = caseOf(waiting);
    api::DecideCase decide;
    decide.seller = at.id;
    decide.moderationCase = row.id;
    decide.version = row.version;
    at.listing = ask(tokenOf(api::Role::Moderator), std::move(decide)).listing;
}

api::ListingView World::listing(const Shop& at, bool submit)
{
    return ask(at.owner, api::CreateListing{at.id, newDraft(), submit});
}

api::CaseRow World::caseOf(const api::ListingView& waiting)
{
    api::ListCases list;
    list.seller = waiting.row.seller;
    list.limit = 200;
    for (;;) { // bounded by the cases of the world
        const auto page = ask(tokenOf(api::Role::Moderator), list);
        for (const auto& row : page.items) {
            if (row.listing == waiting.row.id) return row;
        }
        STOA_ASSERT(page.next.has_value());
        list.after = *page.next;
    }
}

api::OrderView World::order()
{
    return ask(*apiKey.secret, basket(shop));
}

api::OrderView World::packedOrder()
{
    const auto placed = order();
    api::FulfillOrder pack{shop.id, placed.row.id, placed.row.version, "DHL", "JD0001"};
    pack.isWaiting = true;
    return ask(shop.owner, std::move(pack));
}

api::OrderView World::fulfilledOrder()
{
    const auto placed = order();
    return ask(shop.owner,
               api::FulfillOrder{shop.id, placed.row.id, placed.row.version, "DHL", "JD0001"});
}

api::OrderView World::deliveredOrder()
{
    const auto sent = fulfilledOrder();
    return ask(shop.owner, api::DeliverOrder{shop.id, sent.row.id, sent.row.version});
}

api::WriteReview World::words(const api::OrderView& order) const
{
    api::WriteReview request;
    request.seller = order.row.seller;
    request.order = order.row.id;
    request.line = order.lines[0].id;
    request.buyerEmail = order.row.buyerEmail;
    request.rating = 4;
    request.title = "A good bowl";
    request.body = "Heavier than it looks.";
    return request;
}

api::ReviewView World::review()
{
    return ask(*apiKey.secret, words(deliveredOrder()));
}

api::OrderView World::releasedOrder()
{
    const auto order = deliveredOrder();
    ask(finance, api::ReleaseEscrow{shop.id, order.row.id, "for the test"});
    return order;
}

api::RefundView World::waitingRefund()
{
    const auto policy = ask(admin, api::GetRefundPolicy{});
    if (policy.approvalAbove.empty()) {
        ask(admin, api::SetRefundPolicy{policy.version, {euros("300.00")}, 7});
    }
    auto wanted = basket(shop);
    wanted.lines[0].quantity = 10;
    const auto order = ask(*apiKey.secret, std::move(wanted));
    api::RefundContent content;
    content.lines.push_back({order.lines[0].id, 10, std::nullopt, api::Restock::Restock});
    return ask(shop.owner, api::RequestRefund{shop.id, order.row.id, order.row.version, content});
}

template <class Work>
auto World::asSystem(OrgId organisation, Work work)
{
    const auto connection =
        must(db::Connection::open(premises.database(), db::within(std::chrono::seconds(10))));
    Actor system;
    system.kind = Actor::Kind::System;
    system.name = "System";
    db::Transaction transaction(*connection);
    Unit unit(*connection, {system, organisation, RequestId::make(), SystemClock().now(), "test"});
    auto result = must(work(unit));
    must(appendRaised(unit));
    must(transaction.commit());
    return result;
}

DisputeId World::dispute()
{
    const auto placed = order();
    gateways::Dispute found;
    found.reference = word("dp");
    found.reason = "product_not_received";
    found.amount = euros("20.00");
    found.fee = euros("15.00");
    found.respondBy = SystemClock().now() + std::chrono::hours(24 * 7);
    const disputes::Owner owner{shop.id, placed.row.id, placed.payments.at(0).id, true};
    return asSystem(
        shop.id, [&](Unit& unit) { return disputes::takeIn(unit, owner, "sandbox_pay", found); });
}

std::string World::pastDay()
{
    constexpr Timestamp kFirst(1'577'836'800'000'000); // 2020-01-01
    return reconciliation::dayOf(kFirst + ++m_words * reconciliation::kDay);
}

DifferenceId World::difference()
{
    const auto run = ask(admin, api::StartReconciliation{"sandbox_pay", pastDay(), "", "", 0});
    reconciliation::Moved charge;
    charge.reference = word("sp_pa");
    charge.amount = euros("9.99");
    charge.at = must(reconciliation::startOfDay(run.from));
    asSystem(marketplace, [&](Unit& unit) -> Result<Nothing> {
        STOA_CHECK(reconciliation::finish(unit, run.id, {&charge, 1}));
        return Nothing{};
    });
    api::ListDifferences list;
    list.run = run.id;
    return ask(admin, std::move(list)).items.at(0).id;
}

api::PayoutBatchRow World::batch()
{
    releasedOrder();
    return ask(finance, api::PreparePayouts{shop.id}).row;
}

api::PayoutView World::payout()
{
    batch();
    api::ListPayouts list;
    list.seller = shop.id;
    return ask(finance, std::move(list)).items.at(0);
}

api::PayoutView World::wire()
{
    const auto now = ask(finance, api::GetPayoutAccount{shop.id});
    const auto set =
        ask(finance, api::SetPayoutAccount{shop.id, now.version, api::PayoutProvider::Manual,
                                           "DE89 3704 0044 0532 0130 00"});
    ask(admin, api::VerifyPayoutAccount{shop.id, set.version});
    const auto prepared = batch();
    const auto approved = ask(admin, api::ApprovePayoutBatch{prepared.id, prepared.version});
    ask(admin, api::RemovePayoutAccount{shop.id});
    return approved.payouts.at(0);
}

api::PayoutAccountView World::account()
{
    const auto now = ask(finance, api::GetPayoutAccount{otherShop.id});
    return ask(finance,
               api::SetPayoutAccount{otherShop.id, now.version, api::PayoutProvider::Sandbox, ""});
}

api::CaseRow World::openCase()
{
    return caseOf(listing(shop, true));
}

api::UserView World::person()
{
    api::CreateUser create;
    create.name = "Noor Haddad";
    create.email = word("noor") + "@harbour.example";
    create.password.value = kSecret.value;
    create.organisation = marketplace;
    create.roles = {api::Role::Support};
    return ask(admin, std::move(create));
}

api::ApiKeyView World::key()
{
    return ask(admin, api::CreateApiKey{word("key"), {api::Permission::StorefrontRead}});
}

api::PlaceOrder World::basket(const Shop& at) const
{
    api::PlaceOrder request;
    request.seller = at.id;
    request.buyer = {"Ioana Dumitrescu", "ioana@example.org"};
    request.shippingAddress = {
        "Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
    request.lines.push_back({at.bowl(), 2, std::nullopt});
    request.lines.push_back({at.cup(), 1, std::nullopt});
    request.shipping = euros("5.00");
    request.paymentMethod = "tok_visa";
    return request;
}

api::ListingDraft World::newDraft()
{
    api::ListingDraft draft;
    draft.title = "Stoneware bowl and cup";
    draft.description = "Thrown by hand and fired twice.";
    draft.category = category;
    draft.images.push_back({"https://img.example/bowl.jpg", "The bowl from above"});
    draft.variants.push_back({word("BOWL"), {{"Kind", "Bowl"}}, euros("34.50"), 1'000'000});
    draft.variants.push_back({word("CUP"), {{"Kind", "Cup"}}, euros("12.00"), 1'000'000});
    return draft;
}

std::string World::word(const std::string& start)
{
    return start + '-' + std::to_string(++m_words);
}

std::string emailOf(api::Role role)
{
    return enumText(role) + "@harbour.example";
}

std::span<const api::Role> everyRole()
{
    static const std::vector<api::Role> roles = [] {
        std::vector<api::Role> all;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<api::Role>>(
            [&all](auto each) { all.push_back(each.value); });
        return all;
    }();
    return roles;
}

Money euros(std::string_view amount)
{
    return must(Money::parse(amount, Currency::of("EUR")));
}

jobs::Job World::deadJob()
{
    const auto connection =
        must(db::Connection::open(premises.database(), db::within(std::chrono::seconds(10))));
    const Timestamp now = SystemClock().now();
    jobs::NewJob job;
    job.org = shop.id.uuid();
    job.queue = word("queue");
    job.kind = word("mail.");
    job.payload = "{\"order\": 7}";
    must(jobs::enqueue(*connection, {&job, 1}, now));
    const std::array claims{jobs::Claim{job.org, job.queue, 1}};
    const auto taken = must(jobs::claim(*connection, claims, "contract", now, now));
    must(jobs::bury(*connection, jobs::Held::of(taken.at(0).at(0)), now, "mail.refused",
                    "550 no such mailbox"));
    return taken.at(0).at(0);
}

} // namespace stoa::test
