#include "domain/returns/after_sale_rules.h"

#include <unordered_set>

namespace stoa::returns {
namespace {

using orders::OrderState;

std::string lineField(std::size_t index, std::string_view member)
{
    return "lines[" + std::to_string(index) + "]." + std::string(member);
}

template <class Status>
StateTable<Status, Command, Who> tableOf()
{
    if constexpr (std::is_same_v<Status, api::ReturnStatus>)
        return kReturnTransitions;
    else if constexpr (std::is_same_v<Status, api::ExchangeStatus>)
        return kExchangeTransitions;
    else
        return kClaimTransitions;
}

// Goods that are back, or on their way.
bool takesBack(const Case& each)
{
    if (const auto* status = std::get_if<api::ReturnStatus>(&each.status)) {
        return *status != api::ReturnStatus::Rejected && *status != api::ReturnStatus::Canceled;
    }
    if (const auto* status = std::get_if<api::ExchangeStatus>(&each.status)) {
        return *status != api::ExchangeStatus::Rejected && *status != api::ExchangeStatus::Canceled;
    }
    return false;
}

bool isClaimed(const Case& each)
{
    const auto* status = std::get_if<api::ClaimStatus>(&each.status);
    return status != nullptr && *status != api::ClaimStatus::Denied &&
           *status != api::ClaimStatus::Canceled;
}

// What was counted stands for what was announced, once it has come.
bool isCounted(const Case& each)
{
    return std::ranges::any_of(each.lines, [](const CaseLine& line) { return line.received > 0; });
}

template <class Counts>
std::int64_t promised(const History& history, std::size_t line, Counts counts)
{
    std::int64_t sum = 0;
    for (const Case& each : history.cases) {
        if (!counts(each)) continue;
        for (const CaseLine& share : each.lines) {
            if (share.line == line) sum += isCounted(each) ? share.received : share.quantity;
        }
    }
    return sum;
}

Result<std::size_t> indexOf(const OrderState& order, OrderLineId id, std::size_t field)
{
    const auto line = std::ranges::find(order.lines, id, &orders::LineState::id);
    if (line != order.lines.end()) return static_cast<std::size_t>(line - order.lines.begin());
    return fail(makeError(ErrorKind::Invalid, "order.line_unknown").in(lineField(field, "line")));
}

Error duplicate(std::size_t field)
{
    return makeError(ErrorKind::Invalid, "order.duplicate_line").in(lineField(field, "line"));
}

Error tooMany(std::string_view code, std::size_t field, std::int64_t most)
{
    return makeError(ErrorKind::Refused, code)
        .in(lineField(field, "quantity"))
        .with("most", std::to_string(most));
}

} // namespace

std::string wordOf(const CaseStatus& status)
{
    return std::visit([](auto each) { return enumText(each); }, status);
}

Result<CaseStatus> moved(const CaseStatus& status, Command command)
{
    return std::visit(
        [&](auto from) -> Result<CaseStatus> {
            const auto after = next(tableOf<decltype(from)>(), from, command);
            if (after) return CaseStatus(*after);
            return fail(makeError(ErrorKind::Refused, "after_sale.wrong_state")
                            .with("state", enumText(from)));
        },
        status);
}

Command commandOf(api::CaseDecision decision)
{
    switch (decision) {
    case api::CaseDecision::Approve:
        return Command::Approve;
    case api::CaseDecision::Reject:
        return Command::Reject;
    case api::CaseDecision::Cancel:
        break;
    }
    return Command::Cancel;
}

std::int64_t returnable(const OrderState& order, const History& history, std::size_t line)
{
    const orders::LineState& state = order.lines[line];
    // A refund withdraws what has not left first: only the rest of it came back.
    const std::int64_t refunded =
        std::max<std::int64_t>(0, history.takenBack[line] - state.withdrawn);
    return std::max<std::int64_t>(0,
                                  state.fulfilled - refunded - promised(history, line, takesBack));
}

std::int64_t claimable(const OrderState& order, const History& history, std::size_t line)
{
    return std::max<std::int64_t>(0,
                                  order.lines[line].fulfilled - promised(history, line, isClaimed));
}

Result<std::vector<CaseLine>> announced(const OrderState& order, const History& history,
                                        std::span<const api::LineQuantity> wanted, Kind kind)
{
    if (wanted.empty()) return fail(makeError(ErrorKind::Invalid, "return.no_lines").in("lines"));
    std::vector<CaseLine> lines;
    std::unordered_set<OrderLineId> seen;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!seen.insert(wanted[i].line).second) return fail(duplicate(i));
        STOA_TRY(index, indexOf(order, wanted[i].line, i));
        const bool isClaim = kind == Kind::Claim;
        const std::int64_t most =
            isClaim ? claimable(order, history, index) : returnable(order, history, index);
        if (wanted[i].quantity > most) {
            return fail(tooMany(isClaim ? "claim.exceeds_sent" : "return.exceeds_sent", i, most));
        }
        CaseLine line;
        line.line = index;
        line.quantity = wanted[i].quantity;
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::vector<CaseLine>> counted(const OrderState& order, const Case& announced,
                                      std::span<const api::ReceivedLine> received)
{
    std::vector<CaseLine> lines = announced.lines;
    std::unordered_set<OrderLineId> seen;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < received.size(); ++i) {
        if (!seen.insert(received[i].line).second) return fail(duplicate(i));
        STOA_TRY(index, indexOf(order, received[i].line, i));
        const auto line = std::ranges::find(lines, index, &CaseLine::line);
        const std::int64_t most = line == lines.end() ? 0 : line->quantity;
        if (received[i].quantity > most) return fail(tooMany("return.exceeds_announced", i, most));
        if (received[i].restock == api::Restock::Keep) {
            return fail(
                makeError(ErrorKind::Invalid, "order.restock_unclear").in(lineField(i, "restock")));
        }
        if (line == lines.end()) continue;
        line->received = received[i].quantity;
        line->restock = received[i].restock;
        sum += line->received;
    }
    if (sum == 0) return fail(makeError(ErrorKind::Invalid, "return.nothing_received").in("lines"));
    return lines;
}

} // namespace stoa::returns
