#pragma once
// The overview in words and figures: pure functions from what the node says to what tiles and lists
// show. Nothing is estimated here; see traffic_figures.h for what is.

#include "api/analytics.h"
#include "ui/shell/page.h"
#include "ui/text/times.h"
#include "ui/text/tone.h"
#include "ui/widgets/stat_tile.h"

namespace stoa::ui {

QString figureTitle(api::FigureKind kind);
// `overview` is asked for the shares: take rate, refunds of sales.
StatFigure statFigure(const api::FigureView& figure, const api::OverviewView& overview,
                      api::Period period);
// Null when the overview has none of that kind.
const api::FigureView* figureOf(const api::OverviewView& overview, api::FigureKind kind);

QString periodText(api::Period period); // "Today", "7 d", "30 d", "Quarter"
QString comparedText(api::Period period);

QString stageText(const std::string& stage);

struct AttentionWords {
    QString icon;
    Tone tone = Tone::Neutral;
    QString title;  // "17 listings are past the review target"
    QString detail; // "890.00 EUR · oldest 3 h 10 min"
    QString action; // "Review"
    Place place;    // where it is dealt with; no page when nowhere
};
AttentionWords attentionWords(const api::AttentionView& attention, Timestamp now);

} // namespace stoa::ui
