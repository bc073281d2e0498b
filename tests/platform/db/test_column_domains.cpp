// What the domains of migration 0015 accept and refuse, at their edges, and that the tables which
// every order is written to leave the rules of single columns to them.

#include "platform/db/connection.h"
#include "platform/db/errors.h"
#include "support/expect.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

// A CHECK of one column is read again by every statement; NOT NULL is not.
constexpr db::Statement kSingleColumnChecks{"test.single_column_checks", R"(
SELECT conname::text AS name
FROM pg_constraint
WHERE contype = 'c'
  AND cardinality(conkey) = 1
  AND conrelid = ANY ('{marketplace_order,order_line,payment,ledger_account,ledger_transfer,stock_level,
                        stock_move,org_head,event_log,audit_log,idempotency}'::regclass[]))"};

constexpr db::Statement kDomains{"test.domains",
                                 "SELECT typname::text AS name FROM pg_type WHERE typtype = 'd'"
                                 " AND typnamespace = 'public'::regnamespace ORDER BY typname"};

struct Rule {
    const char* domain;
    std::vector<std::string> accepted;
    std::vector<std::string> refused;
};

std::string letters(std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += "é"; // characters are counted, not bytes
    return text;
}

Rule upTo(const char* domain, std::size_t most)
{
    return {domain, {"", letters(most)}, {letters(most + 1)}};
}

Rule between(const char* domain, std::size_t least, std::size_t most)
{
    return {domain, {letters(least), letters(most)}, {letters(least - 1), letters(most + 1)}};
}

Rule words(const char* domain, std::vector<std::string> all)
{
    return {domain, std::move(all), {"", "Draft", "unknown"}};
}

std::string hexOf(std::size_t bytes)
{
    return "\\x" + std::string(2 * bytes, 'a');
}

const std::vector<Rule>& rules()
{
    static const std::vector<Rule> all{
        {"positive_bigint", {"1", "9223372036854775807"}, {"0", "-1"}},
        {"natural_bigint", {"0", "9223372036854775807"}, {"-1"}},
        {"positive_integer", {"1", "2147483647"}, {"0", "-1"}},
        {"natural_integer", {"0", "2147483647"}, {"-1"}},
        {"basis_points", {"0", "10000"}, {"-1", "10001"}},
        {"sha256_hash", {hexOf(32)}, {hexOf(31), hexOf(33), hexOf(0)}},
        upTo("text_to_60", 60),
        upTo("text_to_100", 100),
        upTo("text_to_120", 120),
        upTo("text_to_200", 200),
        upTo("text_to_255", 255),
        upTo("text_to_1000", 1000),
        between("text_1_to_60", 1, 60),
        between("text_1_to_64", 1, 64),
        between("text_1_to_100", 1, 100),
        between("text_1_to_120", 1, 120),
        between("text_1_to_200", 1, 200),
        between("text_1_to_255", 1, 255),
        between("email_address", 3, 254),
        {"country_code", {"RO", "DE"}, {"ro", "R", "R1", ""}},
        {"order_number", {"M-0123ABCZ"}, {"M-0123ABCI", "M-0123ABC", "M-0123ABCZ4", "N-0123ABCZ"}},
        words("order_status", {"draft", "placed", "canceled"}),
        words("order_payment_status", {"none", "authorized", "partially_paid", "paid",
                                       "partially_refunded", "refunded", "voided"}),
        words("order_fulfillment_status",
              {"unfulfilled", "partial", "fulfilled", "delivered", "canceled"}),
        {"line_quantity", {"0", "9999"}, {"-1", "10000"}},
        words("payment_state",
              {"processing", "requires_capture", "succeeded", "failed", "canceled"}),
        words("ledger_account_kind",
              {"provider_receivable", "order_hold", "seller_payable", "seller_debt",
               "refund_clearing", "platform_fee", "tax_payable", "bank", "payout_clearing",
               "dispute_hold", "processing_cost", "store_credit", "collected_tax"}),
        words("ledger_phase", {"single", "pending", "post", "void", "expire"}),
        {"ledger_amount", {"1", "1000000000000000"}, {"0", "1000000000000001"}},
        words("stock_move_kind",
              {"initial", "adjustment", "reservation", "release", "shipment", "restock"}),
        {"stock_quantity", {"0", "1000000000"}, {"-1", "1000000001"}},
        {"http_status", {"100", "599"}, {"99", "600"}},
        words("idempotency_state", {"running", "done"}),
        {"event_payload", {hexOf(0), hexOf(1048576)}, {hexOf(1048577)}},
        {"event_changes", {hexOf(0), hexOf(1048577)}, {}}, // its edge is 256 MB
    };
    return all;
}

} // namespace

class ColumnDomainsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<db::Connection> m_connection;

    Result<db::Rows> cast(const std::string& value, const std::string& domain)
    {
        const std::string sql = "SELECT ($1::text)::" + domain + " IS NOT NULL AS is_there";
        const std::string name = "test.cast_" + domain;
        static std::map<std::string, std::string> kept; // what a statement points at
        const auto& [key, text] = *kept.try_emplace(name, sql).first;
        return m_connection->run(db::Statement{key, text}, value);
    }

private slots:
    void initTestCase()
    {
        m_connection = must(db::Connection::open(TestCluster::ofProcess().createDatabase(),
                                                 db::within(std::chrono::minutes(5))));
    }

    void acceptAndRefuseAtTheirEdges()
    {
        for (const Rule& rule : rules()) {
            for (const std::string& value : rule.accepted) {
                const auto result = cast(value, rule.domain);
                QVERIFY2(result, (rule.domain + (" refuses " + value.substr(0, 40))).c_str());
            }
            for (const std::string& value : rule.refused) {
                const auto result = cast(value, rule.domain);
                QVERIFY2(!result, (rule.domain + (" accepts " + value.substr(0, 40))).c_str());
                QCOMPARE(result.error().code, "db.check");
                QCOMPARE(db::constraintOf(result.error()), rule.domain + std::string("_check"));
                const std::string& detail = result.error().detail;
                QVERIFY(detail.find(std::string(", type ") + rule.domain) != std::string::npos);
            }
        }
    }

    void areAllTested()
    {
        std::vector<std::string> there;
        for (const db::Row row : must(m_connection->run(kDomains)))
            there.push_back(row.get<std::string>("name"));
        std::vector<std::string> tested;
        for (const Rule& rule : rules())
            tested.emplace_back(rule.domain);
        std::ranges::sort(tested);
        QCOMPARE(there, tested);
    }

    void tablesOfAnOrderHaveNoChecksOfSingleColumns()
    {
        for (const db::Row row : must(m_connection->run(kSingleColumnChecks)))
            QFAIL((row.get<std::string>("name") + " belongs into a domain").c_str());
    }
};

STOA_TEST(ColumnDomainsTest)
#include "test_column_domains.moc"
