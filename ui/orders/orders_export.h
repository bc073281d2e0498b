#pragma once
// Orders as lines of a CSV file: one column for each fact, amounts with '.' and without grouping,
// moments in UTC, states by their stable words, so that programs read it as well as people.

#include "api/orders.h"

#include <QStringList>

namespace stoa::ui {

QStringList orderExportColumns();
QStringList orderExportCells(const api::OrderRow& order);

} // namespace stoa::ui
