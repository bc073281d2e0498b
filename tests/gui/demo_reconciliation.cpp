#include "gui/demo_reconciliation.h"

namespace stoa::test {

namespace {

using Kind = api::DifferenceKind;
using Course = api::DifferenceState;
using Movement = api::Movement;
using Status = api::ReconciliationStatus;

Money eur(std::int64_t minor)
{
    return Money(minor, Currency::of("EUR"));
}

api::ReconciliationRow run(const char* day, Status status, Timestamp at)
{
    api::ReconciliationRow row;
    row.id = ReconciliationId::make();
    row.provider = "stripe";
    row.from = row.to = day;
    row.graceHours = 24;
    row.status = status;
    row.requestedBy = "Night run";
    row.requestedAt = at;
    if (status != Status::Done) return row;
    row.finishedAt = at + std::chrono::minutes(2);
    row.ourCount = 1284;
    row.theirCount = 1286;
    row.inFlightCount = 3;
    return row;
}

api::DifferenceView difference(const char* reference, Kind kind, Movement movement)
{
    api::DifferenceView view;
    view.id = DifferenceId::make();
    view.provider = "stripe";
    view.reference = reference;
    view.kind = kind;
    view.movement = movement;
    view.version = Version{1};
    return view;
}

} // namespace

std::vector<api::ReconciliationRow> demoRuns(Timestamp now)
{
    const auto day = std::chrono::hours(24);
    std::vector<api::ReconciliationRow> runs{
        run("2026-11-17", Status::Running, now - std::chrono::minutes(1)),
        run("2026-11-16", Status::Waiting, now - day),
        run("2026-11-15", Status::Done, now - 2 * day),
        run("2026-11-14", Status::Done, now - 3 * day),
        run("2026-11-13", Status::Failed, now - 4 * day)};
    runs[1].failure = "gateway.unavailable";
    runs[1].tries = 3;
    runs[2].from = "2026-11-13";
    runs[2].differenceCount = 4;
    runs[2].openCount = 3;
    runs[2].goneCount = 1;
    runs[4].failure = "reconciliation.too_many_differences";
    return runs;
}

api::ReconciliationView demoRun(const api::ReconciliationRow& row)
{
    if (row.status != Status::Done) return {row, {}};
    return {row,
            {{Movement::Charge, 1103, eur(10'482'215), 1104, eur(10'488'115), eur(314'643)},
             {Movement::Refund, 92, eur(-511'940), 92, eur(-511'940), eur(0)},
             {Movement::Dispute, 4, eur(-38'400), 4, eur(-38'400), eur(6'000)},
             {Movement::Transfer, 85, eur(-7'120'044), 85, eur(-7'120'044), eur(0)},
             {Movement::Payout, 0, eur(0), 1, eur(-2'400'000), eur(0)}}};
}

std::vector<api::DifferenceView> demoDifferences(Timestamp now, ReconciliationId run)
{
    std::vector<api::DifferenceView> all{
        difference("pi_3QK7marea", Kind::MissingHere, Movement::Charge),
        difference("re_3QJ9belhadj", Kind::AmountDiffers, Movement::Refund),
        difference("dp_1QH2nakano", Kind::FeeDiffers, Movement::Dispute),
        difference("tr_1QG8olteni", Kind::MissingThere, Movement::Transfer),
        difference("pi_3QF4souza", Kind::CurrencyDiffers, Movement::Charge)};
    all[0].there = eur(5'900);
    all[1].here = eur(-4'800);
    all[1].there = eur(-4'300);
    all[2].here = eur(1'500);
    all[2].there = eur(2'000);
    all[3].here = eur(-61'204);
    all[3].state = Course::Explained;
    all[3].note = "The bank of the seller sent it back; Stripe books it on Monday.";
    all[3].explainedBy = "Priya Raman";
    all[3].explainedAt = now - std::chrono::hours(2);
    all[3].version = Version{2};
    all[4].here = Money(120'000, Currency::of("JPY"));
    all[4].there = eur(71'300);
    all[4].state = Course::Gone;
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].occurredAt = now - std::chrono::hours(30 + 5 * static_cast<int>(i));
        all[i].firstRun = all[i].lastRun = run;
        if (all[i].kind != Kind::MissingHere) all[i].order = OrderId::make();
    }
    return all;
}

} // namespace stoa::test
