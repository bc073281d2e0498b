#pragma once
// The parts of one listing, each built into a layout: what the review said, variants with their
// stock, facts, description. Pure building from an api::ListingView; the drawer decides where they
// stand.

#include "api/listings.h"
#include "ui/async/pictures.h"
#include "ui/text/times.h"

#include <functional>

class QVBoxLayout;

namespace stoa::ui {

constexpr std::size_t kMaxDrawerVariants = 100;

void buildReviewNote(QVBoxLayout* into, const api::ListingView& listing);
// `adjust` is offered beside each variant that has an id; null offers nothing.
void buildStock(QVBoxLayout* into, const api::ListingView& listing,
                const std::function<void(const api::VariantView&)>& adjust);
void buildListingFacts(QVBoxLayout* into, const api::ListingView& listing, const Clockface& face);
void buildListingText(QVBoxLayout* into, const api::ListingView& listing, Pictures* pictures);

bool hasReviewNote(const api::ListingView& listing);

} // namespace stoa::ui
