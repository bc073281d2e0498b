#pragma once
// What a chargeback does to whose money, pure. The provider is asked for the dispute each time that
// it tells of something, so what is stored is held against what is so now, however many steps lie
// between, and whichever order they were told in.

#include "api/disputes.h"
#include "core/state_table.h"
#include "platform/gateways/payment_gateway.h"

namespace stoa::disputes {

enum class Command { Respond, AskAgain, Escalate, Win, Lose, Prevent, Close };
enum class Who { Staff, Bank };
using Transition = stoa::Transition<api::DisputeStatus, Command, Who>;

inline constexpr std::array kTransitions{
    Transition{api::DisputeStatus::WarningNeedsResponse, Command::Respond,
               api::DisputeStatus::WarningUnderReview, Who::Staff},
    Transition{api::DisputeStatus::WarningUnderReview, Command::AskAgain,
               api::DisputeStatus::WarningNeedsResponse, Who::Bank},
    Transition{api::DisputeStatus::WarningNeedsResponse, Command::Close,
               api::DisputeStatus::WarningClosed, Who::Bank},
    Transition{api::DisputeStatus::WarningUnderReview, Command::Close,
               api::DisputeStatus::WarningClosed, Who::Bank},
    Transition{api::DisputeStatus::WarningNeedsResponse, Command::Escalate,
               api::DisputeStatus::NeedsResponse, Who::Bank},
    Transition{api::DisputeStatus::WarningUnderReview, Command::Escalate,
               api::DisputeStatus::NeedsResponse, Who::Bank},
    Transition{api::DisputeStatus::NeedsResponse, Command::Respond, api::DisputeStatus::UnderReview,
               Who::Staff},
    Transition{api::DisputeStatus::UnderReview, Command::AskAgain,
               api::DisputeStatus::NeedsResponse, Who::Bank},
    Transition{api::DisputeStatus::NeedsResponse, Command::Win, api::DisputeStatus::Won, Who::Bank},
    Transition{api::DisputeStatus::NeedsResponse, Command::Lose, api::DisputeStatus::Lost,
               Who::Bank},
    Transition{api::DisputeStatus::NeedsResponse, Command::Prevent, api::DisputeStatus::Prevented,
               Who::Bank},
    Transition{api::DisputeStatus::UnderReview, Command::Win, api::DisputeStatus::Won, Who::Bank},
    Transition{api::DisputeStatus::UnderReview, Command::Lose, api::DisputeStatus::Lost, Who::Bank},
};

api::DisputeStatus statusOf(gateways::DisputeState state);
bool isClosed(api::DisputeStatus status);
bool waitsForAnswer(api::DisputeStatus status);

// What a dispute does with its amount while it has a status.
enum class Grip { None, Reserved, Taken };
Grip gripOf(api::DisputeStatus status);

// What has to happen to the books.
enum class Books { Nothing, Reserve, ReserveAndTake, Take, GiveBack };
struct Change {
    api::DisputeStatus status = api::DisputeStatus::NeedsResponse;
    Books books = Books::Nothing;
    Money feeChange; // below zero: the provider gave some of it back
};
// `before`: absent for one that is new. What is closed stays as it is, but for the fee; so does
// what no chain of transitions leads to.
Change changeOf(std::optional<api::DisputeStatus> before, const Money& feeBefore,
                const gateways::Dispute& now);

} // namespace stoa::disputes
