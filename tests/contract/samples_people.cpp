#include "samples.h"

namespace stoa::test {
namespace {

void addSessions(Samples& samples)
{
    samples.add<api::GetSetup>([](World&) { return api::GetSetup{}; });
    samples.add<api::SetUpMarketplace>([](World&) {
        api::SetUpMarketplace request;
        request.marketplaceName = "Lagoon Market";
        request.ownerName = "Pia Strand";
        request.email = "pia@lagoon.example";
        request.password.value = kSecret.value;
        request.currency = "SEK";
        return request;
    });
    samples.add<api::SignIn>([](World&) {
        api::SignIn request;
        request.email = emailOf(api::Role::Support);
        request.password.value = kSecret.value;
        return request;
    });
    samples.add<api::RefreshSession>([](World& world) {
        api::RefreshSession request;
        request.refreshToken.value = world.signIn(api::Role::Finance).refreshToken;
        return request;
    });
    samples.add<api::SignOut>([](World&) { return api::SignOut{}; });
    samples.add<api::GetMe>([](World&) { return api::GetMe{}; });
}

void addPeople(Samples& samples)
{
    samples.add<api::ListUsers>([](World&) { return api::ListUsers{"robin", "", 5}; });
    samples.add<api::CreateUser>([](World& world) {
        api::CreateUser request;
        request.name = "Mats Lund";
        request.email = world.word("mats") + "@harbour.example";
        request.password.value = kSecret.value;
        request.organisation = world.shop.id;
        request.roles = {api::Role::SellerOrders, api::Role::SellerSupport};
        return request;
    });
    samples.add<api::SetUserRoles>([](World& world) {
        const auto person = world.person();
        return api::SetUserRoles{
            person.id, person.version, world.marketplace, {api::Role::Finance}};
    });
    samples.add<api::SetUserActive>([](World& world) {
        const auto person = world.person();
        return api::SetUserActive{person.id, person.version, false};
    });
    samples.add<api::ListApiKeys>([](World&) { return api::ListApiKeys{}; });
    samples.add<api::CreateApiKey>([](World& world) {
        return api::CreateApiKey{world.word("key"),
                                 {api::Permission::StorefrontRead, api::Permission::OrdersPlace}};
    });
    samples.add<api::RevokeApiKey>([](World& world) { return api::RevokeApiKey{world.key().id}; });
}

void addSellers(Samples& samples)
{
    samples.add<api::ListSellers>([](World&) { return api::ListSellers{}; });
    samples.add<api::GetSeller>([](World& world) { return api::GetSeller{world.shop.id}; });
    samples.add<api::CreateSeller>([](World& world) {
        return api::CreateSeller{world.word("Loom"), "DK", "EUR", 825};
    });
    samples.add<api::ListAudit>([](World& world) {
        api::ListAudit request;
        request.seller = world.shop.id;
        return request;
    });
}

void addNode(Samples& samples)
{
    samples.add<api::GetOverview>([](World& world) {
        return api::GetOverview{world.shop.id, api::Period::Month, "EUR"};
    });
    samples.add<api::GetTraffic>([](World&) { return api::GetTraffic{5}; });
    samples.add<api::GetNode>([](World&) { return api::GetNode{}; });
}

void addJobs(Samples& samples)
{
    samples.add<api::ListQueues>([](World& world) {
        world.deadJob();
        return api::ListQueues{};
    });
    samples.add<api::ListDeadJobs>([](World& world) {
        const auto dead = world.deadJob();
        api::ListDeadJobs request;
        request.queue = dead.queue;
        request.kind = dead.kind;
        request.limit = 2;
        return request;
    });
    samples.add<api::ReplayDeadJob>([](World& world) {
        const auto dead = world.deadJob();
        return api::ReplayDeadJob{OrgId(dead.org), JobId(dead.id)};
    });
    samples.add<api::ReplayDeadJobs>(
        [](World& world) { return api::ReplayDeadJobs{world.deadJob().kind}; });
    samples.add<api::DiscardDeadJob>([](World& world) {
        const auto dead = world.deadJob();
        return api::DiscardDeadJob{OrgId(dead.org), JobId(dead.id), "Sent by hand on Monday."};
    });
}

} // namespace

void addPeopleSamples(Samples& samples)
{
    addSessions(samples);
    addPeople(samples);
    addSellers(samples);
    addNode(samples);
    addJobs(samples);
}

} // namespace stoa::test
