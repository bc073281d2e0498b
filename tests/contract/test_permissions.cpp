#include "domain/identity/roles.h"
#include "samples.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

bool isForSomebody(const api::Operation& operation)
{
    return operation.permission != api::Permission::Public;
}

bool mayDo(api::Role role, const api::Operation& operation)
{
    return operation.permission == api::Permission::SignedIn ||
           identity::permissionsOf(role).has(operation.permission);
}

} // namespace

// Every operation that is not public is done for those whose role says so, refused to everybody
// else, and a refusal leaves no trace in any table.
class PermissionTest : public QObject {
    Q_OBJECT

private slots:
    void nobodyIsAskedToSignIn_data() { addRows(isForSomebody); }
    void nobodyIsAskedToSignIn()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto request = sample.make(world);
        const std::string before = world.premises.fingerprint();
        for (const Door& door : world.premises.doors()) {
            const auto missing =
                callErased(door.node, *sample.operation, optionsOf(*sample.operation, ""), request);
            STOA_FAILS(missing, "session.missing");
            QCOMPARE(missing.error().kind, ErrorKind::Unauthenticated);
            const auto forged = callErased(door.node, *sample.operation,
                                           optionsOf(*sample.operation, "stoa.forged"), request);
            QVERIFY(!forged);
            QCOMPARE(forged.error().kind, ErrorKind::Unauthenticated);
        }
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void rolesDoWhatTheirTableSays_data() { addRows(isForSomebody); }
    void rolesDoWhatTheirTableSays()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        for (const api::Role role : everyRole()) {
            if (!mayDo(role, *sample.operation)) continue;
            const std::string token = endsSession(*sample.operation)
                                          ? world.signIn(role).accessToken
                                          : world.tokenOf(role);
            const auto request = sample.make(world);
            const auto answered = callErased(world.premises.embedded(), *sample.operation,
                                             optionsOf(*sample.operation, token), request);
            QVERIFY2(answered.has_value(), (enumText(role) + ": " + problemOf(answered)).c_str());
        }
    }

    void everybodyElseIsDeniedAndNothingIsWritten_data() { addRows(isForSomebody); }
    void everybodyElseIsDeniedAndNothingIsWritten()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto request = sample.make(world);
        const std::string before = world.premises.fingerprint();
        for (const api::Role role : everyRole()) {
            if (mayDo(role, *sample.operation)) continue;
            for (const Door& door : world.premises.doors()) {
                const auto answered =
                    callErased(door.node, *sample.operation,
                               optionsOf(*sample.operation, world.tokenOf(role)), request);
                QVERIFY2(codeOf(answered) == "permission.denied",
                         (enumText(role) + ": " + problemOf(answered)).c_str());
                QCOMPARE(answered.error().kind, ErrorKind::Forbidden);
                const std::vector<Error::Param> params = {
                    {"needed", enumText(sample.operation->permission)}};
                QVERIFY(answered.error().params == params);
            }
        }
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void apiKeysDoWhatTheirScopesSay_data() { addRows(isForSomebody); }
    void apiKeysDoWhatTheirScopesSay()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        const api::Operation& operation = *sample.operation;
        World& world = World::ofProcess();
        const auto request = sample.make(world);
        const auto answered = callErased(world.premises.embedded(), operation,
                                         optionsOf(operation, *world.apiKey.secret), request);
        const auto& scopes = world.apiKey.scopes;
        if (operation.name == "identity.get_me" || endsSession(operation)) {
            STOA_FAILS(answered, "session.person_required");
        } else if (operation.permission == api::Permission::SignedIn ||
                   std::count(scopes.begin(), scopes.end(), operation.permission) > 0) {
            STOA_OK(answered);
        } else {
            STOA_FAILS(answered, "permission.denied");
        }
    }

    void whoHasSignedOutIsNobody()
    {
        World& world = World::ofProcess();
        const std::string token = world.signIn(api::Role::Finance).accessToken;
        world.ask(token, api::SignOut{});
        for (const Door& door : world.premises.doors())
            STOA_FAILS(call(door.node, token, api::GetMe{}), "session.revoked");
    }

    void aRevokedKeyOpensNothing()
    {
        World& world = World::ofProcess();
        const auto key = world.key();
        STOA_OK(call(world.premises.embedded(), *key.secret, api::SearchStorefront{}));
        world.ask(world.admin, api::RevokeApiKey{key.id});
        for (const Door& door : world.premises.doors()) {
            const auto answered = call(door.node, *key.secret, api::SearchStorefront{});
            QVERIFY(!answered);
            QCOMPARE(answered.error().kind, ErrorKind::Unauthenticated);
        }
    }
};

STOA_TEST(PermissionTest)
#include "test_permissions.moc"
