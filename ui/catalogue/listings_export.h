#pragma once
// Listings as lines of a CSV file, one line each: amounts with '.' and without grouping, moments in
// UTC, states by their stable words. For moving a catalogue elsewhere there is the product file.

#include "api/listings.h"

#include <QStringList>

namespace stoa::ui {

QStringList listingExportColumns();
QStringList listingExportCells(const api::ListingRow& listing);

} // namespace stoa::ui
