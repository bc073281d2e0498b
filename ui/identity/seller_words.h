#pragma once
// What a seller's state and terms are called.

#include "api/sellers.h"
#include "ui/text/words.h"

namespace stoa::ui {

StatusWord sellerWord(api::OrganisationStatus status);
QString commissionText(std::int64_t basisPoints); // 825 is "8.25%"

} // namespace stoa::ui
