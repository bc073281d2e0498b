#pragma once
// The rules of returns, exchanges and claims, pure: how each moves from state to state, and how
// much of a line can still come back. A piece that was sent is promised to at most one return or
// exchange, and not at all when a refund has taken it back already; claims count by themselves,
// since nothing needs to come back for them.

#include "api/claims.h"
#include "api/returns.h"
#include "domain/orders/order_state.h"

namespace stoa::returns {

enum class Command { Approve, Reject, Cancel, Receive, Complete };
enum class Who { Staff };
template <class Status>
using Transition = stoa::Transition<Status, Command, Who>;

inline constexpr std::array kReturnTransitions{
    Transition<api::ReturnStatus>{api::ReturnStatus::Requested, Command::Approve,
                                  api::ReturnStatus::Approved, Who::Staff},
    Transition<api::ReturnStatus>{api::ReturnStatus::Requested, Command::Reject,
                                  api::ReturnStatus::Rejected, Who::Staff},
    Transition<api::ReturnStatus>{api::ReturnStatus::Requested, Command::Cancel,
                                  api::ReturnStatus::Canceled, Who::Staff},
    Transition<api::ReturnStatus>{api::ReturnStatus::Approved, Command::Cancel,
                                  api::ReturnStatus::Canceled, Who::Staff},
    Transition<api::ReturnStatus>{api::ReturnStatus::Approved, Command::Receive,
                                  api::ReturnStatus::Received, Who::Staff},
    Transition<api::ReturnStatus>{api::ReturnStatus::Received, Command::Complete,
                                  api::ReturnStatus::Refunded, Who::Staff},
};

inline constexpr std::array kExchangeTransitions{
    Transition<api::ExchangeStatus>{api::ExchangeStatus::Requested, Command::Approve,
                                    api::ExchangeStatus::Approved, Who::Staff},
    Transition<api::ExchangeStatus>{api::ExchangeStatus::Requested, Command::Reject,
                                    api::ExchangeStatus::Rejected, Who::Staff},
    Transition<api::ExchangeStatus>{api::ExchangeStatus::Requested, Command::Cancel,
                                    api::ExchangeStatus::Canceled, Who::Staff},
    Transition<api::ExchangeStatus>{api::ExchangeStatus::Approved, Command::Cancel,
                                    api::ExchangeStatus::Canceled, Who::Staff},
    Transition<api::ExchangeStatus>{api::ExchangeStatus::Approved, Command::Receive,
                                    api::ExchangeStatus::Received, Who::Staff},
    Transition<api::ExchangeStatus>{api::ExchangeStatus::Received, Command::Complete,
                                    api::ExchangeStatus::Fulfilled, Who::Staff},
};

inline constexpr std::array kClaimTransitions{
    Transition<api::ClaimStatus>{api::ClaimStatus::Open, Command::Approve,
                                 api::ClaimStatus::Approved, Who::Staff},
    Transition<api::ClaimStatus>{api::ClaimStatus::Open, Command::Reject, api::ClaimStatus::Denied,
                                 Who::Staff},
    Transition<api::ClaimStatus>{api::ClaimStatus::Open, Command::Cancel,
                                 api::ClaimStatus::Canceled, Who::Staff},
    Transition<api::ClaimStatus>{api::ClaimStatus::Approved, Command::Cancel,
                                 api::ClaimStatus::Canceled, Who::Staff},
    Transition<api::ClaimStatus>{api::ClaimStatus::Approved, Command::Complete,
                                 api::ClaimStatus::Resolved, Who::Staff},
};

struct Replacement {
    VariantId variant;
    std::string title;
    std::string sku;
    Money price;
};

struct CaseLine {
    std::size_t line = 0; // index in OrderState::lines
    std::int64_t quantity = 0;
    std::int64_t received = 0;
    api::Restock restock = api::Restock::Keep;
    std::optional<Replacement> replacement;
};

using CaseStatus = std::variant<api::ReturnStatus, api::ExchangeStatus, api::ClaimStatus>;

struct Case {
    Uuid id;
    CaseStatus status;
    std::string reason; // its code
    std::vector<CaseLine> lines;
};

std::string wordOf(const CaseStatus& status);
// The state after, of the case's kind. Errors: after_sale.wrong_state (params state).
Result<CaseStatus> moved(const CaseStatus& status, Command command);
Command commandOf(api::CaseDecision decision);

// What the rules look at, besides the order.
struct History {
    std::vector<Case> cases;             // oldest first
    std::vector<std::int64_t> takenBack; // by line: pieces that refunds took back themselves
};

// How much of a line can still come back, or be claimed.
std::int64_t returnable(const orders::OrderState& order, const History& history, std::size_t line);
std::int64_t claimable(const orders::OrderState& order, const History& history, std::size_t line);

enum class Kind { Return, Claim }; // an exchange is as a return
// Errors: those of api::RequestReturn, or with claim.exceeds_sent those of api::OpenClaim.
Result<std::vector<CaseLine>> announced(const orders::OrderState& order, const History& history,
                                        std::span<const api::LineQuantity> wanted, Kind kind);

// The case's lines as they were counted. Errors: those of api::ReceiveReturn.
Result<std::vector<CaseLine>> counted(const orders::OrderState& order, const Case& announced,
                                      std::span<const api::ReceivedLine> received);

} // namespace stoa::returns
