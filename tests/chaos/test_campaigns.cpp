// Campaigns: many histories, each from its own seed, against a real database whose links break. The
// usual size is for every run; STOA_SEEDS asks for more, STOA_SEED for one that begins elsewhere.

#include "campaign.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

std::size_t countOf(std::size_t usual)
{
    const int count = qEnvironmentVariableIntValue("STOA_SEEDS");
    return count > 0 ? static_cast<std::size_t>(count) : usual;
}

std::string firstOf(const std::vector<std::string>& problems)
{
    return problems.empty() ? std::string() : problems.front();
}

} // namespace

class CheckoutCampaign final : public QObject {
    Q_OBJECT

private slots:
    void losesAndDoublesNothing();
};

void CheckoutCampaign::losesAndDoublesNothing()
{
    const auto first = Random().seed();
    const auto count = countOf(200);
    Campaign campaign;
    for (std::size_t i = 0; i < count; ++i)
        QCOMPARE(firstOf(campaign.run(first + i)), std::string());
    QCOMPARE(firstOf(campaign.verify()), std::string());
    qInfo("%zu histories, %zu orders", count, campaign.orders());
}

STOA_TEST(CheckoutCampaign)
#include "test_campaigns.moc"
