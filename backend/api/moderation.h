#pragma once
// The manual of moderation: a case for each listing that waits for a decision. Opening a case
// claims it for five minutes so that two people never decide the same one; every decision names a
// reason and is kept with the case.

#include "api/listings.h"

namespace stoa::api {

enum class CaseStatus { Open, Approved, Rejected, ChangesRequested, Withdrawn };
enum class CaseKind { NewListing, ChangedListing };
enum class Decision { Approve, Reject, RequestChanges };
enum class RejectReason {
    ProhibitedItem,
    Counterfeit,
    MisleadingDescription,
    PoorImages,
    WrongCategory,
    PriceManipulation,
    Other,
};

STOA_ENUM(CaseStatus, Open, Approved, Rejected, ChangesRequested, Withdrawn)
STOA_ENUM(CaseKind, NewListing, ChangedListing)
STOA_ENUM(Decision, Approve, Reject, RequestChanges)
STOA_ENUM(RejectReason, ProhibitedItem, Counterfeit, MisleadingDescription, PoorImages,
          WrongCategory, PriceManipulation, Other)

// A rule that the listing triggered, with what it matched, so that a moderator sees why.
struct SignalView {
    std::string rule;       // stable id, "text.contact_details"
    std::string match;      // the words or value that triggered it
    std::string field;      // "title", "description", "price", …
    std::int64_t score = 0; // 0..100
};
STOA_STRUCT(SignalView, rule, match, field, score)

struct CaseRow {
    CaseId id;
    OrgId seller;
    std::string sellerName;
    ListingId listing;
    std::string title;
    std::string imageUrl;
    CaseKind kind = CaseKind::NewListing;
    CaseStatus status = CaseStatus::Open;
    std::int64_t score = 0; // highest signal; the queue's first order
    std::string topSignal;
    Timestamp openedAt;
    std::optional<std::string> claimedBy; // name of the person who has it open
    std::optional<Timestamp> claimedUntil;
    Version version;
};
STOA_STRUCT(CaseRow, id, seller, sellerName, listing, title, imageUrl, kind, status, score,
            topSignal, openedAt, claimedBy, claimedUntil, version)

struct CaseEvent {
    Timestamp at;
    std::string actorName;
    std::string what; // "opened", "claimed", "approved", "rejected", …
    std::string note;
};
STOA_STRUCT(CaseEvent, at, actorName, what, note)

struct SellerRecord {
    std::string name;
    Timestamp since;
    std::int64_t publishedListings = 0;
    std::int64_t rejectedListings = 0;
    std::int64_t orders = 0;
};
STOA_STRUCT(SellerRecord, name, since, publishedListings, rejectedListings, orders)

struct CaseView {
    CaseRow row;
    ListingView listing;
    std::vector<SignalView> ruleHits;
    SellerRecord sellerRecord;
    std::vector<CaseEvent> history;
};
STOA_STRUCT(CaseView, row, listing, ruleHits, sellerRecord, history)

struct ListCases {
    std::optional<CaseStatus> status; // absent: open ones
    std::optional<OrgId> seller;
    SearchText text;
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<CaseRow>; // highest score first, then oldest
};
STOA_STRUCT(ListCases, status, seller, text, after, limit)
STOA_OPERATION(ListCases, .name = "moderation.list_cases", .route = "/moderation/cases",
               .permission = Permission::ModerationRead, .scope = Scope::Visible,
               .summary = "The review queue");

// Errors: case.not_found.
struct GetCase {
    OrgId seller;
    CaseId moderationCase;
    using Reply = CaseView;
};
STOA_STRUCT(GetCase, seller, moderationCase)
STOA_OPERATION(GetCase, .name = "moderation.get_case",
               .route = "/sellers/{seller}/cases/{moderationCase}",
               .permission = Permission::ModerationRead, .scope = Scope::Seller,
               .summary = "One case with the listing as submitted");

// Takes the case for five minutes, or renews one's own claim. `takeOver` takes it from somebody
// else and is recorded. Errors: case.not_found, case.already_decided, case.claimed_by_other (params
// name, until).
struct ClaimCase {
    OrgId seller;
    CaseId moderationCase;
    bool takeOver = false;
    using Reply = CaseView;
};
STOA_STRUCT(ClaimCase, seller, moderationCase, takeOver)
STOA_OPERATION(ClaimCase, .name = "moderation.claim_case", .method = Method::Post,
               .route = "/sellers/{seller}/cases/{moderationCase}/claim",
               .permission = Permission::ModerationDecide, .scope = Scope::Seller,
               .kind = Kind::Command, .rate = RateClass::Command,
               .summary = "Take a case for five minutes");

// Errors: case.not_found, case.already_decided (param status; also when the seller has withdrawn it
// by editing or archiving), case.claimed_by_other (params name, until), case.reason_required,
// case.message_required (for RequestChanges), case.stale (Stale; params seen, current),
// listing.sku_taken (another listing took a SKU of the edit meanwhile).
struct DecideCase {
    OrgId seller;
    CaseId moderationCase;
    Version version;
    Decision decision = Decision::Approve;
    std::optional<RejectReason> reason; // required unless approving
    Note message;                       // goes to the seller
    using Reply = CaseView;
};
STOA_STRUCT(DecideCase, seller, moderationCase, version, decision, reason, message)
STOA_OPERATION(DecideCase, .name = "moderation.decide_case", .method = Method::Post,
               .route = "/sellers/{seller}/cases/{moderationCase}/decision",
               .permission = Permission::ModerationDecide, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command, .summary = "Approve, reject or send back a listing");

using ModerationOperations = Operations<ListCases, GetCase, ClaimCase, DecideCase>;

} // namespace stoa::api
