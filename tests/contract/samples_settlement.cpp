#include "samples.h"

namespace stoa::test {
namespace {

void addEscrow(Samples& samples)
{
    samples.add<api::GetEscrow>([](World& world) {
        return api::GetEscrow{world.shop.id, world.deliveredOrder().row.id};
    });
    samples.add<api::ConfirmReceipt>([](World& world) {
        const auto order = world.fulfilledOrder();
        return api::ConfirmReceipt{world.shop.id, order.row.id, order.row.buyerEmail};
    });
    samples.add<api::ReleaseEscrow>([](World& world) {
        return api::ReleaseEscrow{world.shop.id, world.deliveredOrder().row.id,
                                  "The buyer said so on the telephone."};
    });
    samples.add<api::GetSettlementPolicy>([](World&) { return api::GetSettlementPolicy{}; });
    samples.add<api::SetSettlementPolicy>([](World& world) {
        const auto policy = world.ask(world.admin, api::GetSettlementPolicy{});
        return api::SetSettlementPolicy{policy.version, 14, true};
    });
}

void addCommissions(Samples& samples)
{
    const auto rules = [](World& world) {
        api::CommissionRules list;
        api::CommissionRule& rule = list.emplace_back();
        rule.name = "Kitchen";
        rule.seller = world.shop.id;
        rule.category = world.category;
        rule.priceFrom = {euros("10.00")};
        rule.basisPoints = 800;
        rule.fixed = {euros("0.30")};
        rule.most = {euros("25.00")};
        rule.taxBasisPoints = 1900;
        return list;
    };
    samples.add<api::ListCommissionRules>([](World&) { return api::ListCommissionRules{}; });
    samples.add<api::ReplaceCommissionRules>([rules](World& world) {
        const auto current = world.ask(world.admin, api::ListCommissionRules{});
        return api::ReplaceCommissionRules{current.version, rules(world)};
    });
    samples.add<api::PreviewCommission>([rules](World& world) {
        return api::PreviewCommission{world.shop.id, world.category, euros("34.50"), 2,
                                      rules(world)};
    });
}

void addTaxes(Samples& samples)
{
    samples.add<api::ListTaxRates>([](World&) { return api::ListTaxRates{}; });
    samples.add<api::ReplaceTaxRates>([](World& world) {
        api::ReplaceTaxRates request;
        request.version = world.ask(world.admin, api::ListTaxRates{}).version;
        api::TaxRate& rate = request.rates.emplace_back();
        rate.name = "TVA 19 %";
        rate.country = "RO";
        rate.category = world.category;
        rate.basisPoints = 1900;
        rate.collector = api::TaxCollector::Marketplace;
        return request;
    });
    samples.add<api::GetTaxReport>([](World& world) {
        const Timestamp now = world.releasedOrder().row.placedAt;
        return api::GetTaxReport{world.shop.id, now - std::chrono::hours(24),
                                 now + std::chrono::hours(24)};
    });
}

void addSchedules(Samples& samples)
{
    samples.add<api::GetSellerBalance>([](World& world) {
        world.releasedOrder();
        return api::GetSellerBalance{world.shop.id};
    });
    samples.add<api::GetPayoutSchedule>(
        [](World& world) { return api::GetPayoutSchedule{world.shop.id}; });
    samples.add<api::SetPayoutSchedule>([](World& world) {
        const auto now = world.ask(world.admin, api::GetPayoutSchedule{world.shop.id});
        return api::SetPayoutSchedule{world.shop.id,
                                      now.isDefault ? Version{0} : now.version,
                                      api::PayoutInterval::Manual,
                                      1,
                                      {euros("5.00")}};
    });
    samples.add<api::GetDefaultPayoutSchedule>(
        [](World&) { return api::GetDefaultPayoutSchedule{}; });
    samples.add<api::SetDefaultPayoutSchedule>([](World& world) {
        const auto now = world.ask(world.admin, api::GetDefaultPayoutSchedule{});
        return api::SetDefaultPayoutSchedule{
            now.version, api::PayoutInterval::Monthly, 28, {euros("10.00")}};
    });
}

void addPayouts(Samples& samples)
{
    samples.add<api::ListPayouts>([](World& world) {
        const auto payout = world.payout();
        return api::ListPayouts{payout.seller, {api::PayoutStatus::Pending}, "", 2, payout.id};
    });
    samples.add<api::GetPayoutStatement>([](World& world) {
        return api::GetPayoutStatement{world.shop.id, world.payout().id, api::StatementFormat::Pdf};
    });
    samples.add<api::PreviewPayouts>([](World& world) {
        world.releasedOrder();
        return api::PreviewPayouts{world.shop.id};
    });
    samples.add<api::PreparePayouts>([](World& world) {
        world.releasedOrder();
        return api::PreparePayouts{world.shop.id};
    });
    samples.add<api::ListPayoutBatches>([](World& world) {
        world.batch();
        return api::ListPayoutBatches{"", 2};
    });
    samples.add<api::GetPayoutBatch>(
        [](World& world) { return api::GetPayoutBatch{world.batch().id}; });
    samples.add<api::ApprovePayoutBatch>([](World& world) {
        const auto batch = world.batch();
        return api::ApprovePayoutBatch{batch.id, batch.version};
    });
    samples.add<api::CancelPayoutBatch>([](World& world) {
        const auto batch = world.batch();
        return api::CancelPayoutBatch{batch.id, batch.version, "One seller asked to wait."};
    });
}

void addAccounts(Samples& samples)
{
    samples.add<api::GetPayoutAccount>(
        [](World& world) { return api::GetPayoutAccount{world.shop.id}; });
    samples.add<api::SetPayoutAccount>([](World& world) {
        const auto now = world.ask(world.admin, api::GetPayoutAccount{world.otherShop.id});
        return api::SetPayoutAccount{world.otherShop.id, now.version, api::PayoutProvider::Manual,
                                     "GB82 WEST 1234 5698 7654 32"};
    });
    samples.add<api::VerifyPayoutAccount>([](World& world) {
        const auto account = world.account();
        return api::VerifyPayoutAccount{account.seller, account.version};
    });
    samples.add<api::RemovePayoutAccount>(
        [](World& world) { return api::RemovePayoutAccount{world.account().seller}; });
    samples.add<api::ListPayoutAccounts>([](World& world) {
        world.account();
        return api::ListPayoutAccounts{{api::PayoutAccountStatus::Pending}, "", 2};
    });
    samples.add<api::GetPayoutPolicy>([](World&) { return api::GetPayoutPolicy{}; });
    samples.add<api::SetPayoutPolicy>([](World& world) {
        const auto policy = world.ask(world.admin, api::GetPayoutPolicy{});
        return api::SetPayoutPolicy{policy.version, api::PayoutProvider::Sandbox, true};
    });
    samples.add<api::ExportPayoutBatch>(
        [](World& world) { return api::ExportPayoutBatch{world.batch().id}; });
    samples.add<api::SettlePayoutByHand>([](World& world) {
        const auto wire = world.wire();
        return api::SettlePayoutByHand{wire.seller, wire.id, wire.version, api::HandOutcome::Paid,
                                       "SEPA 4711", ""};
    });
}

void addDisputes(Samples& samples)
{
    samples.add<api::ListDisputes>([](World& world) {
        const auto dispute = world.dispute();
        return api::ListDisputes{
            world.shop.id, {api::DisputeStatus::NeedsResponse}, "", 2, dispute};
    });
    samples.add<api::GetDispute>([](World& world) {
        return api::GetDispute{world.shop.id, world.dispute()};
    });
    samples.add<api::SubmitEvidence>([](World& world) {
        return api::SubmitEvidence{world.shop.id, world.dispute(), Version{1},
                                   "Signed for at the door."};
    });
    samples.add<api::AcceptDispute>([](World& world) {
        return api::AcceptDispute{world.shop.id, world.dispute(), Version{1}};
    });
}

void addReconciliation(Samples& samples)
{
    samples.add<api::StartReconciliation>([](World& world) {
        const auto day = world.pastDay();
        return api::StartReconciliation{"sandbox_pay", day, day, "EUR", 48};
    });
    samples.add<api::ListReconciliations>([](World& world) {
        world.difference();
        return api::ListReconciliations{"sandbox_pay", "", 2};
    });
    samples.add<api::GetReconciliation>([](World& world) {
        const auto run = world.ask(
            world.admin, api::StartReconciliation{"sandbox_pay", world.pastDay(), "", "", 24});
        return api::GetReconciliation{run.id};
    });
    samples.add<api::ListDifferences>([](World& world) {
        world.difference();
        return api::ListDifferences{std::nullopt,
                                    "sandbox_pay",
                                    {api::DifferenceState::Open},
                                    {api::DifferenceKind::MissingHere},
                                    "",
                                    2};
    });
    samples.add<api::GetDifference>(
        [](World& world) { return api::GetDifference{world.difference()}; });
    samples.add<api::ExplainDifference>([](World& world) {
        return api::ExplainDifference{world.difference(), Version{1},
                                      "A test charge of the provider's support."};
    });
}

} // namespace

void addSettlementSamples(Samples& samples)
{
    addEscrow(samples);
    addCommissions(samples);
    addTaxes(samples);
    addSchedules(samples);
    addPayouts(samples);
    addAccounts(samples);
    addDisputes(samples);
    addReconciliation(samples);
}

} // namespace stoa::test
