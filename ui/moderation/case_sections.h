#pragma once
// The parts of a case that are only shown, each built into a layout from an api::CaseView: images
// with price and attributes, description, variants, history. Pure building; the pane decides where
// they stand and when they are built again.

#include "api/moderation.h"
#include "ui/async/pictures.h"
#include "ui/text/times.h"

class QVBoxLayout;

namespace stoa::ui {

constexpr std::size_t kMaxShownVariants = 60;

void buildItemFacts(QVBoxLayout* into, const api::CaseView& view, Pictures* pictures);
void buildDescription(QVBoxLayout* into, const api::CaseView& view);
void buildVariants(QVBoxLayout* into, const api::ListingView& listing);
void buildHistory(QVBoxLayout* into, const api::CaseView& view, const Clockface& face);

} // namespace stoa::ui
