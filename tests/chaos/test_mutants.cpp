// The campaign's own test: known bugs, planted one at a time into the statements on their way to
// the database. A campaign that does not notice them proves nothing.

#include "campaign.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

#include <atomic>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr int kMost = 300;         // histories until a bug must have been noticed; most take a few
constexpr int kMostUnplanted = 60; // until its statement must have been sent
constexpr int kVerifyEvery = 10;   // of them

struct Mutant {
    const char* name;
    const char* from;
    const char* to;
};

constexpr Mutant kMutants[] = {
    {"a key is not remembered", "AND state = 'done'", "AND state = 'dune'"},
    {"an order is not locked",
     "FROM marketplace_order\nWHERE org_id = $1\n  AND order_id = $2\nFOR UPDATE",
     "FROM marketplace_order\nWHERE org_id = $1\n  AND order_id = $2"},
    {"an order keeps its version", "    version = version + 1", "    version = version + 0"},
    {"a line keeps its commission", "commission_refunded_minor = n.commission_refunded_minor",
     "commission_refunded_minor = l.commission_refunded_minor"},
    {"a payment knows its last refund only", "SET refunded_minor = refunded_minor + $3",
     "SET refunded_minor = $3"},
    {"a balance does not move", "debits_posted = a.debits_posted + m.debits_posted",
     "debits_posted = a.debits_posted"},
    {"a transfer has its sides swapped", "t.debit_kind, t.credit_kind, t.currency, t.amount",
     "t.credit_kind, t.debit_kind, t.currency, t.amount"},
    {"a release is not written down", "seller_minor = e.seller_minor + excluded.seller_minor",
     "seller_minor = e.seller_minor"},
    {"stock is not reserved", "    reserved = r.reserved", "    reserved = s.reserved"},
    {"stock does not leave", "SET on_hand = m.on_hand", "SET on_hand = s.on_hand"},
    {"an edited line keeps its price", "    total_minor = n.total_minor,\n    commission_minor",
     "    total_minor = l.total_minor,\n    commission_minor"},
    {"an edit takes the fee for its tax", "commission_minor = $8,\n    commission_tax_minor = $9",
     "commission_minor = $9,\n    commission_tax_minor = $8"},
    {"a dispute takes from the wrong pot", "from_hold_minor = $5,\n    from_payable_minor = $6",
     "from_hold_minor = $6,\n    from_payable_minor = $5"},
    {"a refund forgets what it is at the provider",
     "UPDATE refund\nSET status = $3,\n    reference = $4\nWHERE org_id",
     "UPDATE refund\nSET status=$3,reference=left($4,5)WHERE org_id"},
    {"a payout forgets what it is at the provider",
     "SET status = $3,\n    reference = CASE WHEN $4 = '' THEN reference ELSE $4 END",
     "SET status=$3,reference=CASE WHEN $4=''THEN reference ELSE left($4,5)END"},
    {"a chain forgets its end", "    chain_hash = r.chain_hash", "    chain_hash = h.chain_hash"}};

// What became of one.
struct Verdict {
    bool isPlanted = false;
    int histories = 0;
    std::string noticed; // what gave it away
};

// The same length, so that no message's length changes.
std::string padded(std::string text, std::size_t length)
{
    text.resize(std::max(length, text.size()), ' ');
    return text;
}

Verdict judge(const Mutant& mutant, std::uint64_t seed)
{
    Campaign campaign([&mutant](ChaosProxy& proxy) {
        const std::string original = mutant.from;
        proxy.rewrite(original, padded(mutant.to, original.size()));
    });
    Verdict verdict;
    const auto most = [&] { return campaign.proxy().hasRewritten() ? kMost : kMostUnplanted; };
    while (verdict.noticed.empty() && verdict.histories < most()) {
        ++verdict.histories;
        auto problems = campaign.run(seed + static_cast<std::uint64_t>(verdict.histories));
        if (problems.empty() && verdict.histories % kVerifyEvery == 0) problems = campaign.verify();
        if (!problems.empty()) verdict.noticed = problems.front();
    }
    verdict.isPlanted = campaign.proxy().hasRewritten();
    return verdict;
}

} // namespace

class MutantsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void areNoticed_data();
    void areNoticed();

private:
    std::array<Verdict, std::size(kMutants)> m_verdicts;
};

void MutantsTest::initTestCase()
{
    const auto seed = Random().seed();
    std::atomic<std::size_t> next{0};
    inParallel(kLanes, [&](std::size_t) {
        for (std::size_t i = next++; i < m_verdicts.size(); i = next++)
            m_verdicts[i] = judge(kMutants[i], seed);
    });
}

void MutantsTest::areNoticed_data()
{
    QTest::addColumn<std::size_t>("number");
    for (std::size_t i = 0; i < m_verdicts.size(); ++i)
        QTest::newRow(kMutants[i].name) << i;
}

void MutantsTest::areNoticed()
{
    QFETCH(std::size_t, number);
    const Verdict& verdict = m_verdicts.at(number);
    QVERIFY2(verdict.isPlanted || verdict.noticed.empty(),
             ("wrong without a bug: " + verdict.noticed).c_str());
    QVERIFY2(verdict.isPlanted, "the statement is gone: plant the bug elsewhere");
    QVERIFY2(!verdict.noticed.empty(), "nobody noticed");
    qInfo("noticed after %d: %s", verdict.histories, verdict.noticed.c_str());
}

STOA_TEST(MutantsTest)
#include "test_mutants.moc"
