#include "node/codec/codec.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using codec::Source;

namespace {

const char* const kRefund = R"({
    "seller": "org_01h455vb4pex5vsknk084sn02q", "order": "ord_01h455vb4pex5vsknk084sn02q", "version": 3,
    "content": {
        "lines": [{"line": "oln_01h455vb4pex5vsknk084sn02q", "quantity": 2,
                   "amount": {"amountMinor": 450, "currency": "EUR"}, "restock": "write_off"}],
        "shipping": {"amountMinor": 100, "currency": "EUR"},
        "reason": "damaged", "note": "  broken  "}})";

const codec::OperationCodec& refundCodec()
{
    return codec::codecOf(api::operation<api::RequestRefund>());
}

// `kRefund` with one piece of its text replaced.
std::string changed(std::string_view from, std::string_view to)
{
    std::string text = kRefund;
    const auto at = text.find(from);
    if (at == std::string::npos) return "{}";
    return text.replace(at, from.size(), to);
}

Result<api::RequestRefund> readRefund(std::string_view text)
{
    const json::value value = json::parse(text);
    STOA_TRY(request, refundCodec().readRequest(value.as_object(), Source::Json));
    STOA_CHECK(refundCodec().admit(request.get()));
    return *std::static_pointer_cast<api::RequestRefund>(request);
}

} // namespace

class CodecTest : public QObject {
    Q_OBJECT

private slots:
    void readsEveryKindOfMember()
    {
        const auto request = must(readRefund(kRefund));
        QCOMPARE(request.order.text(), std::string("ord_01h455vb4pex5vsknk084sn02q"));
        QCOMPARE(request.version.value, std::int64_t{3});
        QCOMPARE(request.content.lines.size(), std::size_t{1});
        QCOMPARE(request.content.lines[0].quantity.value, std::int64_t{2});
        QCOMPARE(request.content.lines[0].amount->text(), std::string("4.50 EUR"));
        QVERIFY(request.content.lines[0].restock == api::Restock::WriteOff);
        QCOMPARE(request.content.reason.value, std::string(api::refund_reason::kDamaged));
        QVERIFY(!request.content.extra);
        QCOMPARE(request.content.note.value, std::string("broken"));
    }

    void writesWhatItReads()
    {
        const auto request = must(readRefund(kRefund));
        const auto again = must(readRefund(refundCodec().writeRequest(&request)));
        QCOMPARE(refundCodec().writeRequest(&again), refundCodec().writeRequest(&request));
        QVERIFY(refundCodec().writeRequest(&request).find("extra") == std::string::npos);
    }

    void namesTheFieldThatIsWrong_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const char* from, const char* to, const char* code,
                            const char* field) {
            QTest::newRow(name) << from << to << code << field;
        };
        row("missing", R"("version": 3,)", "", "request.missing_field", "version");
        row("unknown", R"("reason")", R"("why")", "request.unknown_field", "content.why");
        row("string for a number", R"("quantity": 2)", R"("quantity": "2")", "request.wrong_type",
            "content.lines[0].quantity");
        row("fraction", R"("quantity": 2)", R"("quantity": 2.5)", "request.wrong_type",
            "content.lines[0].quantity");
        row("zero", R"("quantity": 2)", R"("quantity": 0)", "number.out_of_range",
            "content.lines[0].quantity");
        row("below zero", R"("quantity": 2)", R"("quantity": -1)", "number.out_of_range",
            "content.lines[0].quantity");
        row("a billion", R"("quantity": 2)", R"("quantity": 1000000000)", "number.out_of_range",
            "content.lines[0].quantity");
        row("beyond 64 bits", R"("quantity": 2)", R"("quantity": 99999999999999999999)",
            "request.wrong_type", "content.lines[0].quantity");
        row("other id", "oln_", "ord_", "id.malformed", "content.lines[0].line");
        row("unknown word", "write_off", "burn", "request.wrong_type", "content.lines[0].restock");
        row("unknown currency", R"("currency": "EUR"}, "restock")",
            R"("currency": "EUX"}, "restock")", "currency.unknown",
            "content.lines[0].amount.currency");
        row("amount too large", "450", "9000000000000000", "money.out_of_range",
            "content.lines[0].amount.amountMinor");
        row("extra member of money", R"("amountMinor": 450)", R"("amountMinor": 450, "x": 1)",
            "request.unknown_field", "content.lines[0].amount.x");
        row("object for a list", R"("lines": [)", R"("lines": {}, "extra": [)",
            "request.wrong_type", "content.lines");
    }
    void namesTheFieldThatIsWrong()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, code);
        QFETCH(QString, field);
        const auto request = readRefund(changed(from.toStdString(), to.toStdString()));
        STOA_FAILS(request, code.toStdString());
        QCOMPARE(request.error().field, field.toStdString());
    }

    void readsQueriesFromText()
    {
        const auto& list = codec::codecOf(api::operation<api::ListOrders>());
        const json::object query{{"limit", "25"}, {"paymentStatus", "paid,partially_refunded"}};
        const auto request =
            std::static_pointer_cast<api::ListOrders>(must(list.readRequest(query, Source::Text)));
        QCOMPARE(request->limit.value, std::int64_t{25});
        QCOMPARE(request->paymentStatus.size(), std::size_t{2});
        QVERIFY(request->paymentStatus[1] == api::PaymentStatus::PartiallyRefunded);
        STOA_FAILS(list.readRequest({{"limit", "many"}}, Source::Text), "request.wrong_type");
        STOA_FAILS(list.readRequest({{"limit", "25"}}, Source::Json), "request.wrong_type");
    }

    void readsRepliesOfNewerNodes()
    {
        const auto& setup = codec::codecOf(api::operation<api::GetSetup>());
        const json::value reply = json::parse(
            R"({"isSetUp": true, "marketplaceName": "Marea", "version": "9.0", "moon": "full"})");
        const auto view = std::static_pointer_cast<api::SetupView>(must(setup.readReply(reply)));
        QCOMPARE(view->marketplaceName, std::string("Marea"));
    }

    void keepsSecretsOutOfTheAudit()
    {
        const auto& signIn = codec::codecOf(api::operation<api::SignIn>());
        const api::SignIn request{"a@b.example", "correct horse"};
        QCOMPARE(signIn.auditRequest(&request),
                 std::string(R"({"email":"a@b.example","password":"[secret]"})"));
        QVERIFY(signIn.writeRequest(&request).find("correct horse") != std::string::npos);
    }

    void checksRequestsThatNeverWereJson()
    {
        const auto& create = codec::codecOf(api::operation<api::CreateSeller>());
        api::CreateSeller request{"  Kurokawa Forge  ", "JP", "JPY", 825};
        STOA_OK(create.admit(&request));
        QCOMPARE(request.name.value, std::string("Kurokawa Forge"));
        request.name = std::string(121, 'x');
        const auto tooLong = create.admit(&request);
        STOA_FAILS(tooLong, "text.too_long");
        QCOMPARE(tooLong.error().field, std::string("name"));
        request.name = "\xff";
        STOA_FAILS(create.admit(&request), "text.not_utf8");
    }

    void everyOperationHasACodecAndSchemas()
    {
        json::object schemas;
        for (const api::Operation* operation : api::allOperations()) {
            const auto& row = codec::codecOf(*operation);
            QCOMPARE(row.operation, operation);
            QVERIFY(row.requestSchema(schemas).contains("properties"));
            row.replySchema(schemas);
        }
        QVERIFY(schemas.contains("OrderView"));
        QVERIFY(schemas.contains("Money"));
    }

    void namesAndRoutesAreUnique()
    {
        std::map<std::string, std::string> routes;
        for (const api::Operation* operation : api::allOperations()) {
            const std::string route =
                std::to_string(static_cast<int>(operation->method)) + std::string(operation->route);
            QVERIFY2(routes.emplace(route, operation->name).second, route.c_str());
            QCOMPARE(api::findOperation(operation->name), operation);
        }
    }
};

STOA_TEST(CodecTest)
#include "test_codec.moc"
