#include "domain/reconciliation/compare.h"

#include <algorithm>
#include <map>

namespace stoa::reconciliation {
namespace {

using api::DifferenceKind;
using api::Movement;

using Key = std::pair<Movement, std::string>;
using Sides = std::map<Key, std::vector<const Moved*>>;

Sides sidesOf(std::span<const Moved> all)
{
    Sides sides;
    for (const Moved& each : all) {
        if (isCompared(each.movement)) sides[{each.movement, each.reference}].push_back(&each);
    }
    for (auto& [key, same] : sides)
        std::ranges::stable_sort(same, {}, &Moved::at);
    return sides;
}

// Out and back again before we booked it.
bool isCanceledOut(const Sides& there, const Sides& here, const Moved& moved)
{
    const bool isRefund =
        moved.movement == Movement::Refund || moved.movement == Movement::RefundFailure;
    if (!isRefund || here.contains({Movement::Refund, moved.reference})) return false;
    const auto out = there.find({Movement::Refund, moved.reference});
    const auto back = there.find({Movement::RefundFailure, moved.reference});
    if (out == there.end() || back == there.end()) return false;
    const Money& gone = out->second.front()->amount;
    const Money& returned = back->second.front()->amount;
    return gone.currency() == returned.currency() && gone == -returned;
}

class Comparison {
public:
    Comparison(const Frame& frame, Report& report) : m_frame(frame), m_report(report) {}

    void match(const Moved& here, const Moved& there, std::int64_t repeat)
    {
        if (!m_frame.hasTime(here.at)) return;
        if (!hasCurrency(here) && !hasCurrency(there)) return;
        const bool isSameCurrency = here.amount.currency() == there.amount.currency();
        if (!isSameCurrency || here.amount != there.amount) {
            add(m_report.differences, here, repeat,
                isSameCurrency ? DifferenceKind::AmountDiffers : DifferenceKind::CurrencyDiffers,
                here.amount, there.amount);
        }
        const bool areFeesTold = isSameCurrency && here.fee && there.fee &&
                                 here.fee->currency() == there.fee->currency();
        if (areFeesTold && *here.fee != *there.fee) {
            add(m_report.differences, here, repeat, DifferenceKind::FeeDiffers, here.fee,
                there.fee);
        }
    }
    void missHere(const Moved& there, std::int64_t repeat)
    {
        miss(there, repeat, DifferenceKind::MissingHere, std::nullopt, there.amount);
    }
    void missThere(const Moved& here, std::int64_t repeat)
    {
        miss(here, repeat, DifferenceKind::MissingThere, here.amount, std::nullopt);
    }

private:
    bool hasCurrency(const Moved& moved) const
    {
        return !m_frame.currency || *m_frame.currency == moved.amount.currency();
    }
    void miss(const Moved& moved, std::int64_t repeat, DifferenceKind kind,
              const std::optional<Money>& here, const std::optional<Money>& there)
    {
        if (!m_frame.holds(moved)) return;
        const bool isYoung = moved.at > m_frame.youngSince;
        add(isYoung ? m_report.inFlight : m_report.differences, moved, repeat, kind, here, there);
    }
    static void add(std::vector<Found>& list, const Moved& moved, std::int64_t repeat,
                    DifferenceKind kind, const std::optional<Money>& here,
                    const std::optional<Money>& there)
    {
        list.push_back({kind, moved.movement, moved.reference, repeat, here, there, moved.seller,
                        moved.order, moved.at});
    }

    const Frame& m_frame;
    Report& m_report;
};

using Totals = std::map<std::pair<Movement, Currency>, api::ReconciliationTotal>;

api::ReconciliationTotal& totalOf(Totals& totals, Movement movement, Currency currency)
{
    auto [at, isNew] = totals.try_emplace({movement, currency});
    if (isNew) {
        at->second.movement = movement;
        at->second.ours = at->second.theirs = at->second.fees = Money(0, currency);
    }
    return at->second;
}

void addUp(Report& report, std::span<const Moved> ours, std::span<const Moved> theirs,
           const Frame& frame)
{
    Totals totals;
    for (const Moved& each : ours) {
        if (!frame.holds(each)) continue;
        auto& total = totalOf(totals, each.movement, each.amount.currency());
        ++total.ourCount;
        ++report.ourCount;
        total.ours += each.amount;
    }
    for (const Moved& each : theirs) {
        if (!frame.holds(each)) continue;
        auto& total = totalOf(totals, each.movement, each.amount.currency());
        ++total.theirCount;
        ++report.theirCount;
        total.theirs += each.amount;
        if (each.fee && !each.fee->isZero())
            totalOf(totals, each.movement, each.fee->currency()).fees += *each.fee;
    }
    for (auto& [key, total] : totals)
        report.totals.push_back(std::move(total));
}

} // namespace

bool Frame::holds(const Moved& moved) const
{
    return hasTime(moved.at) && (!currency || *currency == moved.amount.currency());
}

Report compare(std::span<const Moved> ours, std::span<const Moved> theirs, const Frame& frame)
{
    const Sides here = sidesOf(ours);
    const Sides there = sidesOf(theirs);
    Report report;
    Comparison comparison(frame, report);
    for (const auto& [key, mine] : here) {
        const auto found = there.find(key);
        const std::size_t matched = found == there.end() ? 0 : found->second.size();
        for (std::size_t i = 0; i < mine.size(); ++i) {
            const auto repeat = static_cast<std::int64_t>(i) + 1;
            if (i < matched)
                comparison.match(*mine[i], *found->second[i], repeat);
            else
                comparison.missThere(*mine[i], repeat);
        }
    }
    for (const auto& [key, yours] : there) {
        const auto found = here.find(key);
        const std::size_t matched = found == here.end() ? 0 : found->second.size();
        for (std::size_t i = matched; i < yours.size(); ++i) {
            if (isCanceledOut(there, here, *yours[i])) continue;
            comparison.missHere(*yours[i], static_cast<std::int64_t>(i) + 1);
        }
    }
    std::ranges::stable_sort(report.differences, {}, &Found::at);
    addUp(report, ours, theirs, frame);
    return report;
}

} // namespace stoa::reconciliation
