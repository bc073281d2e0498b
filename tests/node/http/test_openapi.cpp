#include "node/double/samples.h"
#include "node/http/openapi.h"
#include "support/expect.h"
#include "support/test_main.h"

#include <regex>

using namespace stoa;
using namespace stoa::test;

namespace {

// As much of JSON Schema 2020-12 as our page uses; the answer is what is wrong and where.
class Checker {
public:
    explicit Checker(const json::object& page) : m_page(page) {}

    std::string check(const json::value& value, const json::object& schema,
                      const std::string& at = "reply") const
    {
        if (const auto* reference = schema.if_contains("$ref")) {
            const std::string pointer(reference->get_string());
            const json::object* named = resolve(pointer);
            return named == nullptr ? at + ": no " + pointer : check(value, *named, at);
        }
        if (!hasType(value, std::string(schema.at("type").get_string()))) {
            return at + ": " + json::serialize(value) + " is no " + json::serialize(schema);
        }
        if (value.is_object()) return checkObject(value.get_object(), schema, at);
        if (value.is_array()) return checkArray(value.get_array(), schema, at);
        if (value.is_string()) return checkText(std::string(value.get_string()), schema, at);
        return {};
    }

    // Every $ref of the page names something.
    std::string danglingReference() const { return dangling(m_page); }

private:
    static bool hasType(const json::value& value, const std::string& type)
    {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_bool();
        return type == "integer" && value.is_int64();
    }
    // "#/components/schemas/Money"
    const json::object* resolve(std::string_view pointer) const
    {
        const json::object* at = &m_page;
        pointer.remove_prefix(2);
        while (at != nullptr && !pointer.empty()) {
            const auto part = pointer.substr(0, pointer.find('/'));
            const json::value* next = at->if_contains(part);
            at = next == nullptr ? nullptr : next->if_object();
            pointer.remove_prefix(std::min(pointer.size(), part.size() + 1));
        }
        return at;
    }
    std::string checkObject(const json::object& object, const json::object& schema,
                            const std::string& at) const
    {
        const json::object* properties = nullptr;
        if (const auto* declared = schema.if_contains("properties")) {
            properties = &declared->get_object();
        }
        if (const auto* required = schema.if_contains("required")) {
            for (const auto& name : required->get_array()) {
                if (!object.contains(name.get_string()))
                    return at + ": missing " + json::serialize(name);
            }
        }
        for (const auto& member : object) {
            const json::value* declared =
                properties == nullptr ? nullptr : properties->if_contains(member.key());
            if (declared == nullptr) {
                if (schema.contains("additionalProperties"))
                    return at + ": extra " + std::string(member.key());
                continue;
            }
            const std::string wrong =
                check(member.value(), declared->get_object(), at + '.' + std::string(member.key()));
            if (!wrong.empty()) return wrong;
        }
        return {};
    }
    std::string checkArray(const json::array& array, const json::object& schema,
                           const std::string& at) const
    {
        for (std::size_t i = 0; i < array.size(); ++i) {
            const std::string wrong = check(array[i], schema.at("items").get_object(),
                                            at + '[' + std::to_string(i) + ']');
            if (!wrong.empty()) return wrong;
        }
        return {};
    }
    static std::string checkText(const std::string& text, const json::object& schema,
                                 const std::string& at)
    {
        if (const auto* pattern = schema.if_contains("pattern")) {
            if (!std::regex_match(text, std::regex(std::string(pattern->get_string())))) {
                return at + ": " + text + " does not match " + json::serialize(*pattern);
            }
        }
        if (const auto* words = schema.if_contains("enum")) {
            const json::array& all = words->get_array();
            if (std::find(all.begin(), all.end(), json::value(text)) == all.end()) {
                return at + ": " + text + " is none of " + json::serialize(all);
            }
        }
        return {};
    }
    std::string dangling(const json::value& value) const
    {
        if (const auto* object = value.if_object()) {
            for (const auto& member : *object) {
                if (member.key() == "$ref" &&
                    resolve(std::string(member.value().get_string())) == nullptr) {
                    return json::serialize(member.value());
                }
                if (std::string found = dangling(member.value()); !found.empty()) return found;
            }
        }
        if (const auto* array = value.if_array()) {
            for (const auto& each : *array) {
                if (std::string found = dangling(each); !found.empty()) return found;
            }
        }
        return {};
    }

    const json::object& m_page;
};

std::string pathOf(const api::Operation& operation)
{
    return "/api/v1" + std::string(operation.route);
}

} // namespace

class OpenApiTest : public QObject {
    Q_OBJECT

    json::object m_page;

    const json::object& described(const api::Operation& operation) const
    {
        std::string method(wire::methodWord(operation.method));
        for (char& c : method)
            c = static_cast<char>(c - 'A' + 'a');
        return m_page.at("paths").at(pathOf(operation)).at(method).get_object();
    }
    std::string checkReply(const api::Operation& operation, const void* reply) const
    {
        const json::object& responses = described(operation).at("responses").get_object();
        const json::value& good =
            responses.contains("201") ? responses.at("201") : responses.at("200");
        const json::object& schema =
            good.at("content").at("application/json").at("schema").get_object();
        return Checker(m_page).check(json::parse(codec::codecOf(operation).writeReply(reply)), schema);
    }

private slots:
    void initTestCase()
    {
        const http::Router router(api::allOperations());
        m_page = http::makeOpenApi(api::allOperations(), router, "1.2.3");
    }

    void everyOperationIsThere()
    {
        std::size_t count = 0;
        for (const api::Operation* operation : api::allOperations()) {
            QVERIFY2(m_page.at("paths").get_object().contains(pathOf(*operation)),
                     std::string(operation->name).c_str());
            const json::object& row = described(*operation);
            QCOMPARE(std::string(row.at("operationId").get_string()), std::string(operation->name));
            QCOMPARE(row.contains("requestBody"), wire::hasBody(*operation));
            QVERIFY(row.at("responses").get_object().contains("default"));
            ++count;
        }
        QCOMPARE(count, api::allOperations().size());
        QCOMPARE(std::string(m_page.at("openapi").get_string()), std::string("3.1.0"));
        QCOMPARE(std::string(m_page.at("info").at("version").get_string()), std::string("1.2.3"));
    }

    void pathFieldsAreParametersAndNotInTheBody()
    {
        for (const api::Operation* operation : api::allOperations()) {
            const json::object& row = described(*operation);
            std::vector<std::string> inPath;
            for (const auto& parameter : row.at("parameters").get_array()) {
                const auto& object = parameter.get_object();
                if (object.contains("in") && object.at("in") == "path") {
                    inPath.emplace_back(object.at("name").get_string());
                }
            }
            for (const auto& segment : wire::segmentsOf(operation->route)) {
                if (!segment.isField) continue;
                QVERIFY(std::find(inPath.begin(), inPath.end(), segment.text) != inPath.end());
                if (!wire::hasBody(*operation)) continue;
                const auto& body = row.at("requestBody").at("content").at("application/json");
                QVERIFY(!body.at("schema").at("properties").get_object().contains(segment.text));
            }
        }
    }

    void noReferenceLeadsNowhere() { QCOMPARE(Checker(m_page).danglingReference(), std::string()); }

    void sampleRepliesObeyTheirSchemas()
    {
        const auto session = sampleSession();
        const auto listing = sampleListing();
        const auto order = sampleOrder();
        const auto orders = sampleOrders();
        const auto refund = sampleRefund();
        QCOMPARE(checkReply(api::operation<api::SignIn>(), &session), std::string());
        QCOMPARE(checkReply(api::operation<api::CreateListing>(), &listing), std::string());
        QCOMPARE(checkReply(api::operation<api::GetOrder>(), &order), std::string());
        QCOMPARE(checkReply(api::operation<api::ListOrders>(), &orders), std::string());
        QCOMPARE(checkReply(api::operation<api::RequestRefund>(), &refund), std::string());
    }

    void theCheckerNoticesWhatIsWrong()
    {
        const Checker checker(m_page);
        const json::object& money = m_page.at("components").at("schemas").at("Money").get_object();
        QVERIFY(checker.check({{"amountMinor", 5}, {"currency", "EUR"}}, money).empty());
        QVERIFY(!checker.check({{"amountMinor", 5}}, money).empty());
        QVERIFY(!checker.check({{"amountMinor", "5"}, {"currency", "EUR"}}, money).empty());
        QVERIFY(!checker.check({{"amountMinor", 5}, {"currency", "eur"}}, money).empty());
        QVERIFY(!checker.check({{"amountMinor", 5}, {"currency", "EUR"}, {"x", 1}}, money).empty());
    }

    void idempotencyAndVersionsShow()
    {
        const std::string refund =
            json::serialize(described(api::operation<api::RequestRefund>()).at("parameters"));
        QVERIFY(refund.find("parameters/IdempotencyKey") != std::string::npos);
        QVERIFY(refund.find("parameters/IfMatch") != std::string::npos);
        const std::string list =
            json::serialize(described(api::operation<api::ListOrders>()).at("parameters"));
        QVERIFY(list.find("IdempotencyKey") == std::string::npos);
        QVERIFY(list.find(R"("explode":false)") != std::string::npos);
    }
};

STOA_TEST(OpenApiTest)
#include "test_openapi.moc"
