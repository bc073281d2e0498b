#include "node/http/router.h"
#include "node/wire/percent.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using http::Match;
using http::MethodNotAllowed;
using http::Router;

namespace {

const Router& router()
{
    static const Router table(api::allOperations());
    return table;
}

std::string foundAt(std::string_view method, std::string_view target)
{
    const auto found = router().find(method, target);
    if (!found) return found.error().code;
    if (const auto* match = std::get_if<Match>(&*found)) return std::string(match->operation->name);
    return std::get<MethodNotAllowed>(*found).allow;
}

} // namespace

class RouterTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheRow_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("found");
        const auto unknown = QStringLiteral("request.unknown_path");
        QTest::newRow("list") << "GET"
                              << "/api/v1/orders"
                              << "orders.list_orders";
        QTest::newRow("head") << "HEAD"
                              << "/api/v1/orders"
                              << "orders.list_orders";
        QTest::newRow("query") << "GET"
                               << "/api/v1/orders?limit=5"
                               << "orders.list_orders";
        QTest::newRow("fields") << "POST"
                                << "/api/v1/sellers/s/orders/o/refunds"
                                << "refunds.request_refund";
        QTest::newRow("literal before field") << "DELETE"
                                              << "/api/v1/sessions/current"
                                              << "identity.sign_out";
        QTest::newRow("absolute") << "GET"
                                  << "http://shop.example/api/v1/me"
                                  << "identity.get_me";
        QTest::newRow("other method") << "PATCH"
                                      << "/api/v1/categories"
                                      << "GET, HEAD, POST, OPTIONS";
        QTest::newRow("lower case method") << "get"
                                           << "/api/v1/me"
                                           << "GET, HEAD, OPTIONS";
        QTest::newRow("slash at the end") << "GET"
                                          << "/api/v1/orders/" << unknown;
        QTest::newRow("double slash") << "GET"
                                      << "/api/v1//orders" << unknown;
        QTest::newRow("elsewhere") << "GET"
                                   << "/orders" << unknown;
        QTest::newRow("base only") << "GET"
                                   << "/api/v1" << unknown;
        QTest::newRow("longer base") << "GET"
                                     << "/api/v11/orders" << unknown;
        QTest::newRow("broken escape") << "GET"
                                       << "/api/v1/sellers/%4" << unknown;
        QTest::newRow("NUL") << "GET"
                             << "/api/v1/sellers/%00" << unknown;
        QTest::newRow("query escape") << "GET"
                                      << "/api/v1/orders?a=%zz"
                                      << "request.malformed_target";
        QTest::newRow("query twice") << "GET"
                                     << "/api/v1/orders?a=1&a=2"
                                     << "request.duplicate_field";
        QTest::newRow("empty") << "GET"
                               << "" << unknown;
    }
    void findsTheRow()
    {
        QFETCH(QString, method);
        QFETCH(QString, target);
        QFETCH(QString, found);
        QCOMPARE(foundAt(method.toStdString(), target.toStdString()), found.toStdString());
    }

    void refusesEndlessTargets()
    {
        const std::string most(http::kMaxTargetBytes, 'a');
        QCOMPARE(foundAt("GET", "/api/v1/orders?text=" + most),
                 std::string("request.target_too_long"));
        std::string many = "/api/v1/orders?";
        for (int i = 0; i <= 50; ++i)
            many += 'p' + std::to_string(i) + "=1&";
        QCOMPARE(foundAt("GET", many), std::string("request.too_many_parameters"));
    }

    void everyOperationIsFoundByItsOwnRequestLine()
    {
        for (const api::Operation* operation : api::allOperations()) {
            std::string target{wire::kBasePath};
            for (const auto& segment : wire::segmentsOf(operation->route))
                target += '/' + (segment.isField ? std::string("x") : std::string(segment.text));
            QCOMPARE(foundAt(wire::methodWord(operation->method), target),
                     std::string(operation->name));
        }
    }

    void decodesFieldsAndQuery()
    {
        const auto found = must(router().find("GET", "/api/v1/sellers/a%2Fb+c?x=1+2%26&y=&z"));
        const Match& match = std::get<Match>(found);
        QCOMPARE(json::serialize(match.fields), std::string(R"({"seller":"a/b+c"})"));
        QCOMPARE(json::serialize(match.query), std::string(R"({"x":"1 2&","y":"","z":""})"));
    }

    void percentEncodingRoundTrips()
    {
        const std::string text = "a/b?c=d&e f+g%\xC3\xA9~-._";
        const std::string encoded = wire::percentEncoded(text);
        QCOMPARE(encoded, std::string("a%2Fb%3Fc%3Dd%26e%20f%2Bg%25%C3%A9~-._"));
        QCOMPARE(*wire::percentDecoded(encoded, wire::Plus::IsSpace), text);
        QCOMPARE(*wire::percentDecoded(encoded, wire::Plus::IsPlus), text);
    }

    void knowsWhatCreates()
    {
        QVERIFY(router().creates(api::operation<api::PlaceOrder>()));
        QVERIFY(router().creates(api::operation<api::CreateListing>()));
        QVERIFY(!router().creates(api::operation<api::SubmitListing>()));
        QVERIFY(!router().creates(api::operation<api::SignIn>()));
        QVERIFY(!router().creates(api::operation<api::RequestRefund>()));
    }

    void splitsARequestAsTheRouterReadsIt()
    {
        json::object request{{"seller", "org_1"},
                             {"status", {"placed", "canceled"}},
                             {"text", "Ana & Ben"},
                             {"limit", 5},
                             {"after", ""}};
        const auto target = wire::splitRequest(api::operation<api::ListOrders>(), request);
        QCOMPARE(target.path, std::string("/api/v1/orders?seller=org_1&status=placed%2Ccanceled"
                                          "&text=Ana%20%26%20Ben&limit=5"));
        QVERIFY(target.body.empty());
        const auto post = wire::splitRequest(api::operation<api::SubmitListing>(),
                                             {{"seller", "s"}, {"listing", "l"}, {"version", 3}});
        QCOMPARE(post.path, std::string("/api/v1/sellers/s/listings/l/submit"));
        QCOMPARE(json::serialize(post.body), std::string(R"({"version":3})"));
    }
};

STOA_TEST(RouterTest)
#include "test_router.moc"
