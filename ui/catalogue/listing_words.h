#pragma once
// How listings are put into words, for the table, the drawer and the review of a case alike.

#include "api/listings.h"
#include "ui/text/words.h"

namespace stoa::ui {

// One chip that says most about what buyers see now: "Sold out" for a live listing without stock,
// "Edit in review" while a live one waits.
StatusWord listingWord(const api::ListingRow& listing);
QString priceRange(const api::ListingRow& listing); // "89.00 – 120.00", without the currency
QString optionsText(const std::vector<api::AttributeValue>& options); // "M · Black"

// Why an action is not possible; "" when it is. `mayWrite` is about the role.
QString whyNoSubmit(const api::ListingRow& listing, bool mayWrite);
QString whyNoArchive(const api::ListingRow& listing, bool mayWrite);

} // namespace stoa::ui
