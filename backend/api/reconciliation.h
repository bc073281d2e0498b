#pragma once
// The manual of reconciliation: what a payment provider says that moved our balance with it,
// against what the books say. A run compares some days (of UTC) of one provider, as a job; it reads
// and compares, and corrects nothing. What it finds different are differences, and each is the same
// one however many runs meet it: open until a person explains it with a note, or a later run does
// not find it any more.
//
// What only one side knows is in flight as long as it is younger than `graceHours`: counted, and no
// difference. What moves between the marketplace's own pockets (payouts to its bank) and what a
// provider charges by itself (fees) is added up and not compared, since the books have neither.
//
//     run          running → done | failed;  running ⇄ waiting (the provider can't be asked now)
//     difference   open → explained;  open, explained → gone → open (it came back)

#include "api/operation.h"
#include "core/timestamp.h"

namespace stoa {

struct ReconciliationIdTag {
    static constexpr std::string_view kPrefix = "rec";
};
using ReconciliationId = Id<ReconciliationIdTag>;

struct DifferenceIdTag {
    static constexpr std::string_view kPrefix = "dif";
};
using DifferenceId = Id<DifferenceIdTag>;

namespace api {

enum class ReconciliationStatus { Running, Waiting, Done, Failed };
enum class Movement {
    Charge,
    Refund,
    RefundFailure, // a refund that came back
    Dispute,
    DisputeReversal,
    Transfer, // to a seller's account with the provider
    TransferReversal,
    Payout, // to the marketplace's own bank
    Fee,
    Other, // of a kind that the books do not have
};
enum class DifferenceKind { MissingHere, MissingThere, AmountDiffers, CurrencyDiffers, FeeDiffers };
enum class DifferenceState { Open, Explained, Gone };
STOA_ENUM(ReconciliationStatus, Running, Waiting, Done, Failed)
STOA_ENUM(Movement, Charge, Refund, RefundFailure, Dispute, DisputeReversal, Transfer,
          TransferReversal, Payout, Fee, Other)
STOA_ENUM(DifferenceKind, MissingHere, MissingThere, AmountDiffers, CurrencyDiffers, FeeDiffers)
STOA_ENUM(DifferenceState, Open, Explained, Gone)

struct ReconciliationRow {
    ReconciliationId id;
    std::string provider;
    std::string from;     // "2026-11-21"
    std::string to;       // the last day
    std::string currency; // empty: all
    std::int64_t graceHours = 0;
    ReconciliationStatus status = ReconciliationStatus::Running;
    std::string failure;       // the code of why it waits or has failed
    std::int64_t tries = 0;    // that could not be finished
    std::int64_t ourCount = 0; // movements of these days
    std::int64_t theirCount = 0;
    std::int64_t inFlightCount = 0;   // that one side only knows, and that are too young to tell
    std::int64_t differenceCount = 0; // those of these days that are there now
    std::int64_t openCount = 0;       // those of them that nobody has explained
    std::int64_t goneCount = 0;       // those that were there before
    std::string requestedBy;
    Timestamp requestedAt;
    std::optional<Timestamp> finishedAt;
};
STOA_STRUCT(ReconciliationRow, id, provider, from, to, currency, graceHours, status, failure, tries,
            ourCount, theirCount, inFlightCount, differenceCount, openCount, goneCount, requestedBy,
            requestedAt, finishedAt)

// Signed: what we gained.
struct ReconciliationTotal {
    Movement movement = Movement::Charge;
    std::int64_t ourCount = 0;
    Money ours;
    std::int64_t theirCount = 0;
    Money theirs;
    Money fees; // of these, kept by the provider
};
STOA_STRUCT(ReconciliationTotal, movement, ourCount, ours, theirCount, theirs, fees)

struct ReconciliationView {
    ReconciliationRow run;
    std::vector<ReconciliationTotal> totals; // by movement and currency
};
STOA_STRUCT(ReconciliationView, run, totals)

struct DifferenceView {
    DifferenceId id;
    std::string provider;
    DifferenceKind kind = DifferenceKind::MissingHere;
    Movement movement = Movement::Charge;
    std::string reference;     // the provider's: of the payment, refund, dispute, transfer
    std::optional<Money> here; // what we gained; of FeeDiffers the fee. Absent: it is missing
    std::optional<Money> there;
    std::optional<OrgId> seller; // of what is ours
    std::optional<OrderId> order;
    Timestamp occurredAt;
    DifferenceState state = DifferenceState::Open;
    std::string note;
    std::string explainedBy;
    std::optional<Timestamp> explainedAt;
    ReconciliationId firstRun;
    ReconciliationId lastRun; // that saw it
    Version version;
};
STOA_STRUCT(DifferenceView, id, provider, kind, movement, reference, here, there, seller, order,
            occurredAt, state, note, explainedBy, explainedAt, firstRun, lastRun, version)

// Answers at once with the run that will do it; one over the same days that is under way already is
// that run. Errors: reconciliation.unknown_provider (field provider, params known: those that keep
// a statement), reconciliation.bad_day (field from or to, params day: no day, or not begun yet),
// reconciliation.too_long (field to, params most), currency.unknown.
struct StartReconciliation {
    Text<1, 60> provider;
    Text<10, 10> from;   // "2026-11-21"
    Text<0, 10> to;      // the last day; empty: as `from`. At most 31 days
    Text<0, 3> currency; // empty: all
    Integer<0, 168> graceHours = 24;
    using Reply = ReconciliationRow;
};
STOA_STRUCT(StartReconciliation, provider, from, to, currency, graceHours)
STOA_OPERATION(StartReconciliation, .name = "reconciliation.start", .method = Method::Post,
               .route = "/reconciliations", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Required, .rate = RateClass::Command,
               .summary = "Compare a provider's statement with the books");

struct ListReconciliations {
    Text<0, 60> provider; // empty: all
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<ReconciliationRow>; // newest first
};
STOA_STRUCT(ListReconciliations, provider, after, limit)
STOA_OPERATION(ListReconciliations, .name = "reconciliation.list", .route = "/reconciliations",
               .permission = Permission::PayoutsWrite, .scope = Scope::Marketplace,
               .summary = "Runs of reconciliation, newest first");

// Errors: reconciliation.not_found.
struct GetReconciliation {
    ReconciliationId reconciliation;
    using Reply = ReconciliationView;
};
STOA_STRUCT(GetReconciliation, reconciliation)
STOA_OPERATION(GetReconciliation, .name = "reconciliation.get",
               .route = "/reconciliations/{reconciliation}", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .summary = "One run with its totals");

// What happened last comes first.
struct ListDifferences {
    std::optional<ReconciliationId> run; // those that this run was the last to see
    Text<0, 60> provider;                // empty: all
    List<DifferenceState, 3> state;      // empty: all
    List<DifferenceKind, 5> kind;        // empty: all
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<DifferenceView>;
};
STOA_STRUCT(ListDifferences, run, provider, state, kind, after, limit)
STOA_OPERATION(ListDifferences, .name = "reconciliation.list_differences",
               .route = "/reconciliation-differences", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .summary = "Where a provider and the books disagree");

// Errors: difference.not_found.
struct GetDifference {
    DifferenceId difference;
    using Reply = DifferenceView;
};
STOA_STRUCT(GetDifference, difference)
STOA_OPERATION(GetDifference, .name = "reconciliation.get_difference",
               .route = "/reconciliation-differences/{difference}",
               .permission = Permission::PayoutsWrite, .scope = Scope::Marketplace,
               .summary = "One difference");

// Why it is so; once more: a better note. Errors: difference.not_found, difference.stale (Stale,
// params seen, current), difference.gone.
struct ExplainDifference {
    DifferenceId difference;
    Version version;
    Text<1, 2000> note;
    using Reply = DifferenceView;
};
STOA_STRUCT(ExplainDifference, difference, version, note)
STOA_OPERATION(ExplainDifference, .name = "reconciliation.explain_difference",
               .method = Method::Put,
               .route = "/reconciliation-differences/{difference}/explanation",
               .permission = Permission::PayoutsWrite, .scope = Scope::Marketplace,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Explain a difference");

using ReconciliationOperations =
    Operations<StartReconciliation, ListReconciliations, GetReconciliation, ListDifferences,
               GetDifference, ExplainDifference>;

} // namespace api
} // namespace stoa
