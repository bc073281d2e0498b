#pragma once
// Moderation's half of catalogue/review.h: opening cases for what sellers submit, with the signals
// that the words trigger, and withdrawing them.

#include "domain/catalogue/review.h"

namespace stoa::moderation {

// Opens a case for each submission: for every 500 one round trip to gather the facts that signals
// need, and the writes travel with the next. An open case of the same listing is withdrawn
// first. Raises case.opened and case.withdrawn.
Done openCases(Unit& unit, std::span<const catalogue::Submission> submissions);

// Withdraws the open cases of these listings. Raises case.withdrawn.
Done withdrawCases(Unit& unit, std::span<const ListingId> listings);

// Both, to hand to the catalogue's commands.
catalogue::Reviews reviews();

} // namespace stoa::moderation
