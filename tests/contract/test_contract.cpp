#include "samples.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

// Every operation does what it is for through every door, and its request and reply survive the
// wire.
class ContractTest : public QObject {
    Q_OBJECT

    // A world in which the sample works, with who may ask for it.
    static Result<api::ErasedAnswer> answer(const Sample& sample, std::size_t door)
    {
        World& world = World::ofProcess();
        std::string token = world.admin;
        if (endsSession(*sample.operation)) token = world.signIn(api::Role::Operator).accessToken;
        if (sample.operation->permission == api::Permission::Public) token.clear();
        auto request = sample.make(world);
        if (!isSetUp(*sample.operation)) {
            return callErased(world.premises.doors()[door].node, *sample.operation,
                              optionsOf(*sample.operation, token), std::move(request));
        }
        Premises empty;
        return callErased(empty.doors()[door].node, *sample.operation,
                          optionsOf(*sample.operation, token), std::move(request));
    }

    // These count time, connections and calls, or name transfers that are never posted: no two
    // answers are equal.
    static bool isNeverTheSame(const api::Operation& operation)
    {
        return operation.name == "node.get_node" || operation.name == "node.get_traffic" ||
               operation.name == "analytics.get_overview" ||
               operation.name == "refunds.preview_refund" ||
               operation.name == "refunds.preview_cancellation" ||
               operation.name == "returns.preview_return_refund";
    }

private slots:
    void everyOperationHasASample()
    {
        QStringList missing;
        for (const api::Operation* operation : api::allOperations()) {
            if (Samples::all().find(*operation) == nullptr)
                missing.append(QString::fromStdString(std::string(operation->name)));
        }
        QVERIFY2(missing.isEmpty(), qPrintable("no sample of " + missing.join(", ")));
        QCOMPARE(Samples::all().list().size(), api::allOperations().size());
    }

    void sampleSucceedsThroughBothDoors_data()
    {
        addRows([](const api::Operation&) { return true; });
    }
    void sampleSucceedsThroughBothDoors()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        const auto& codec = sample.codec();
        for (const std::size_t door : {std::size_t{0}, std::size_t{1}}) {
            const auto answered = answer(sample, door);
            STOA_OK(answered);
            QVERIFY(!answered->request.isNil());
            QVERIFY(!answered->isReplayed);
            const std::string written = codec.writeReply(answered->reply.get());
            const json::value value = json::parse(written);
            QCOMPARE(json::serialize(value), written);
            const auto read = codec.readReply(value);
            STOA_OK(read);
            QCOMPARE(codec.writeReply(read->get()), written);
        }
    }

    void requestsSurviveTheWire_data()
    {
        addRows([](const api::Operation&) { return true; });
    }
    void requestsSurviveTheWire()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        const auto& codec = sample.codec();
        const auto request = sample.make(World::ofProcess());
        const std::string written = codec.writeRequest(request.get());
        const json::value value = json::parse(written);
        QCOMPARE(json::serialize(value), written);
        const auto read = codec.readRequest(value.as_object(), codec::Source::Json);
        STOA_OK(read);
        QCOMPARE(codec.writeRequest(read->get()), written);
    }

    void queriesAnswerTheSameThroughBothDoors_data()
    {
        addRows([](const api::Operation& operation) {
            return operation.kind == api::Kind::Query && !isNeverTheSame(operation);
        });
    }
    void queriesAnswerTheSameThroughBothDoors()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto request = sample.make(world);
        std::vector<std::string> answers;
        for (const Door& door : world.premises.doors()) {
            const auto answered = callErased(door.node, *sample.operation,
                                             optionsOf(*sample.operation, world.admin), request);
            STOA_OK(answered);
            answers.push_back(sample.codec().writeReply(answered->reply.get()));
        }
        QCOMPARE(answers[1], answers[0]);
    }

    void queriesWriteNothing_data()
    {
        addRows([](const api::Operation& operation) { return operation.kind == api::Kind::Query; });
    }
    void queriesWriteNothing()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto request = sample.make(world);
        const std::string before = world.premises.fingerprint();
        STOA_OK(callErased(world.premises.embedded(), *sample.operation,
                           optionsOf(*sample.operation, world.admin), request));
        QCOMPARE(world.premises.fingerprint(), before);
    }

    void everyCommandInAnOrganisationIsAudited_data()
    {
        addRows([](const api::Operation& operation) {
            return operation.kind == api::Kind::Command && operation.scope != api::Scope::None;
        });
    }
    void everyCommandInAnOrganisationIsAudited()
    {
        QFETCH(int, row);
        const Sample& sample = sampleOfRow(row);
        World& world = World::ofProcess();
        const auto request = sample.make(world);
        const auto answered = callErased(world.premises.embedded(), *sample.operation,
                                         optionsOf(*sample.operation, world.admin), request);
        STOA_OK(answered);
        api::ListAudit list;
        list.operation = sample.operation->name;
        list.limit = 1;
        const auto page = world.ask(world.admin, std::move(list));
        QCOMPARE(page.items.size(), std::size_t{1});
        QCOMPARE(page.items[0].requestId, answered->request.text());
        QCOMPARE(page.items[0].outcome, std::string("done"));
        QCOMPARE(page.items[0].actorName, std::string("Olive Quist"));
        QVERIFY(page.items[0].changes.find(kSecret.value) == std::string::npos);
    }
};

STOA_TEST(ContractTest)
#include "test_contract.moc"
