#include "gui/demo_books.h"

namespace stoa::test {

namespace {

using Kind = api::AccountKind;

Money eur(std::int64_t minor)
{
    return Money(minor, Currency::of("EUR"));
}

Uuid numbered(std::int64_t number)
{
    Uuid id{};
    for (std::size_t i = 0; i < 8; ++i)
        id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    id.bytes[6] = 0x70;
    id.bytes[8] = 0x80;
    return id;
}

struct Step {
    Kind debit;
    Kind credit;
    std::int64_t minor;
    const char* reason;
};

// What happens to an order, in the order of posting.
const std::vector<Step>& stepsOf(std::int64_t entry)
{
    static const std::vector<std::vector<Step>> kEntries{
        {{Kind::OrderHold, Kind::SellerPayable, 8081, "release"},
         {Kind::OrderHold, Kind::PlatformFee, 672, "release_fee"},
         {Kind::OrderHold, Kind::TaxPayable, 127, "release_fee_tax"}},
        {{Kind::ProviderReceivable, Kind::OrderHold, 8880, "capture"}},
        {{Kind::OrderHold, Kind::RefundClearing, 2960, "refund"},
         {Kind::RefundClearing, Kind::ProviderReceivable, 2960, "refund_settled"}},
        {{Kind::ProviderReceivable, Kind::OrderHold, 26'450, "capture"}},
    };
    return kEntries[static_cast<std::size_t>(entry) % kEntries.size()];
}

api::PayoutView payout(std::int64_t number, const char* seller, const Money& amount, Timestamp now)
{
    api::PayoutView view;
    view.id = PayoutId(numbered(number));
    view.sellerName = seller;
    view.amount = amount;
    view.debtPaid = Money(0, amount.currency());
    view.createdAt = now;
    return view;
}

struct Payee {
    const char* seller;
    Money amount;
};

std::vector<Payee> payees()
{
    const auto of = [](std::int64_t minor, const char* code) {
        return Money(minor, Currency::of(code));
    };
    return {{"Maison Belhadj", of(491'240, "EUR")},
            {"Volna Vintage", of(99'056, "EUR")},
            {"Bergman Ljud", of(38'240, "EUR")},
            {"Kurokawa Forge", of(842'150, "JPY")},
            {"Al-Rashid Brassworks", of(31'870'255, "KWD")}};
}

std::vector<Money> totals()
{
    std::vector<Money> sums;
    for (const Payee& payee : payees()) {
        const auto at = std::ranges::find(sums, payee.amount.currency(), &Money::currency);
        if (at == sums.end())
            sums.push_back(payee.amount);
        else
            *at += payee.amount;
    }
    return sums;
}

} // namespace

api::TrialBalanceView demoTrialBalance()
{
    const Money yen(18'420, Currency::of("JPY"));
    return {{{Kind::ProviderReceivable, eur(75'210'035), eur(22'610'000)},
             {Kind::OrderHold, eur(20'339'378), eur(75'210'000)},
             {Kind::SellerPayable, eur(9'881'000), eur(15'000'818)},
             {Kind::SellerDebt, eur(31'184), eur(0)},
             {Kind::RefundClearing, eur(22'000'000), eur(22'891'466)},
             {Kind::PlatformFee, eur(0), eur(1'204'800)},
             {Kind::TaxPayable, eur(0), eur(312'045)},
             {Kind::Bank, eur(9'307'573), eur(0)},
             {Kind::ProcessingCost, eur(491'240), eur(0)},
             {Kind::CollectedTax, eur(0), eur(31'281)},
             {Kind::ProviderReceivable, yen, Money(0, yen.currency())},
             {Kind::OrderHold, Money(0, yen.currency()), yen}},
            true,
            48'210};
}

std::vector<api::TransferView> demoTransfers(std::int64_t count, Timestamp now)
{
    std::vector<api::TransferView> transfers;
    for (std::int64_t entry = 0; static_cast<std::int64_t>(transfers.size()) < count; ++entry) {
        const auto& steps = stepsOf(entry);
        for (std::size_t i = steps.size(); i-- > 0;) { // the newest first
            api::TransferView view;
            view.id = TransferId(numbered(1'000'000 - entry * 10 + static_cast<std::int64_t>(i)));
            view.entry = EntryId(numbered(500'000 - entry));
            view.occurredAt = now - std::chrono::minutes(3 + 8 * entry);
            view.debit = steps[i].debit;
            view.credit = steps[i].credit;
            view.amount = eur(steps[i].minor);
            view.reason = steps[i].reason;
            view.order = OrderId(numbered(48'218 - entry));
            view.orderNumber = "M-" + std::to_string(48'218 - entry);
            transfers.push_back(std::move(view));
        }
    }
    transfers.resize(static_cast<std::size_t>(count));
    return transfers;
}

api::PayoutPlanView demoPlan()
{
    api::PayoutPlanView plan;
    plan.totals = totals();
    std::int64_t number = 0;
    for (const auto& [seller, amount] : payees()) {
        const Money none(0, amount.currency());
        plan.payouts.push_back({OrgId(numbered(++number)), seller, amount, none, amount});
    }
    plan.payouts.push_back({OrgId(numbered(++number)), "Tannery Lane", eur(340), eur(0), eur(0),
                            api::LeftOut::BelowMinimum});
    plan.payouts.push_back({OrgId(numbered(++number)), "Rawhiri Woodcraft", eur(0), eur(0), eur(0),
                            api::LeftOut::InDebt});
    return plan;
}

api::PayoutBatchView demoBatch(Timestamp now, bool mayApprove)
{
    api::PayoutBatchView batch;
    batch.row.id = PayoutBatchId(numbered(322));
    batch.row.number = "PB-4K7QX2";
    batch.row.totals = totals();
    batch.row.preparedBy = "Tomasz Wieczorek";
    batch.row.preparedAt = now - std::chrono::minutes(52);
    batch.row.version = Version{1};
    batch.mayApprove = mayApprove;
    std::int64_t number = 0;
    for (const auto& [seller, amount] : payees())
        batch.payouts.push_back(payout(++number, seller, amount, now));
    batch.row.payoutCount = number;
    return batch;
}

std::vector<api::PayoutView> demoPayouts(Timestamp now)
{
    using Status = api::PayoutStatus;
    using Provider = api::PayoutProvider;
    std::vector<api::PayoutView> payouts = demoBatch(now, false).payouts;
    std::int64_t number = 0;
    const auto put = [&](Status status, Provider provider, const char* account,
                         const char* reference, const char* failure) {
        api::PayoutView& payout = payouts[static_cast<std::size_t>(number)];
        payout.seller = OrgId(numbered(++number));
        payout.batch = PayoutBatchId(numbered(322));
        payout.status = status;
        payout.provider = provider;
        payout.account = account;
        payout.reference = reference;
        payout.failureCode = failure;
        payout.createdAt = now - std::chrono::hours(20 * number - 18);
        const bool isSettled = status == Status::Paid || status == Status::Failed;
        if (isSettled) payout.settledAt = payout.createdAt + std::chrono::hours(9);
        payout.version = Version{number};
    };
    put(Status::Processing, Provider::Manual, "DE02 1203 0000 0000 2020 51", "", "");
    put(Status::Pending, Provider::Stripe, "acct_1Nv0FGQ9RKHgCVdK", "", "");
    put(Status::Paid, Provider::Manual, "SE45 5000 0000 0583 9825 7466", "SEB-20261117-8841", "");
    payouts[2].debtPaid = eur(1'260);
    put(Status::Failed, Provider::Stripe, "acct_1Q8wXyLmT0aBcDeF", "tr_3Qk81sA", "account_closed");
    put(Status::Canceled, Provider::Sandbox, "", "", "");
    return payouts;
}

} // namespace stoa::test
