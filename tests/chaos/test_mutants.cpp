// The campaign's own test: known bugs, planted one at a time into the statements on their way to
// the database. A campaign that does not notice them proves nothing.

#include "campaign.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr int kMost = 60;        // histories until a bug must have been noticed
constexpr int kVerifyEvery = 10; // of them

// The same length, so that no message's length changes.
std::string padded(std::string text, std::size_t length)
{
    text.resize(std::max(length, text.size()), ' ');
    return text;
}

std::string noticed(Campaign& campaign, std::uint64_t seed)
{
    for (int i = 1; i <= kMost; ++i) {
        auto problems = campaign.run(seed + static_cast<std::uint64_t>(i));
        if (problems.empty() && i % kVerifyEvery == 0) problems = campaign.verify();
        if (!problems.empty()) return problems.front();
    }
    return {};
}

} // namespace

class MutantsTest final : public QObject {
    Q_OBJECT

private slots:
    void areNoticed_data();
    void areNoticed();
};

void MutantsTest::areNoticed_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    const auto add = [](const char* name, const char* from, const char* to) {
        QTest::newRow(name) << from << to;
    };
    add("a key is not remembered", "WHERE i.state = 'done'", "WHERE i.state = 'dune'");
    add("an order is not locked",
        "FROM marketplace_order\nWHERE org_id = $1\n  AND order_id = $2\nFOR UPDATE",
        "FROM marketplace_order\nWHERE org_id = $1\n  AND order_id = $2");
    add("an order keeps its version", "    version = version + 1", "    version = version + 0");
    add("a line keeps its commission", "commission_refunded_minor = n.commission_refunded_minor",
        "commission_refunded_minor = l.commission_refunded_minor");
    add("a payment knows its last refund only", "SET refunded_minor = refunded_minor + $3",
        "SET refunded_minor = $3");
    add("a balance does not move", "debits_posted = a.debits_posted + m.debits_posted",
        "debits_posted = a.debits_posted");
    add("a transfer has its sides swapped", "t.debit_kind, t.credit_kind, t.currency, t.amount",
        "t.credit_kind, t.debit_kind, t.currency, t.amount");
    add("a release is not written down", "seller_minor = e.seller_minor + excluded.seller_minor",
        "seller_minor = e.seller_minor");
    add("stock is not reserved", "    reserved = r.reserved", "    reserved = s.reserved");
    add("stock does not leave", "SET on_hand = m.on_hand", "SET on_hand = s.on_hand");
    add("an edited line keeps its price", "    total_minor = n.total_minor,\n    commission_minor",
        "    total_minor = l.total_minor,\n    commission_minor");
    add("an edit takes the fee for its tax",
        "commission_minor = $8,\n    commission_tax_minor = $9",
        "commission_minor = $9,\n    commission_tax_minor = $8");
    add("a chain forgets its end", "    chain_hash = r.chain_hash",
        "    chain_hash = h.chain_hash");
}

void MutantsTest::areNoticed()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    Campaign campaign([&](ChaosProxy& proxy) {
        const std::string original = from.toStdString();
        proxy.rewrite(original, padded(to.toStdString(), original.size()));
    });
    const std::string found = noticed(campaign, Random().seed());
    QVERIFY2(campaign.proxy().hasRewritten(), "the statement is gone: plant the bug elsewhere");
    QVERIFY2(!found.empty(), "nobody noticed");
    qInfo("noticed: %s", found.c_str());
}

STOA_TEST(MutantsTest)
#include "test_mutants.moc"
