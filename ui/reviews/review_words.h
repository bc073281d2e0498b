#pragma once
// How ratings and reviews are put into words.

#include "api/reviews.h"
#include "ui/text/words.h"

#include <QLocale>

namespace stoa::ui {

// "4.6", rounded to one place in whole numbers; "" without a rating.
QString averageText(const api::RatingView& rating, const QLocale& locale);
QString problemName(api::ReviewProblem problem);
// What a review waits for or why it is not public; empty for an ordinary one.
StatusWord reviewWord(const api::ReviewView& review);

} // namespace stoa::ui
