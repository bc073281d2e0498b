#pragma once
// What the command palette finds besides places and actions: orders and listings, asked from the
// node with each text. Only what the person may read is asked for.

#include "ui/async/connection.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/page.h"

namespace stoa::ui {

// `receiver` bounds the life of the answers; `go` shows a place.
std::vector<RecordSearch> recordSearches(Connection& connection, QObject* receiver,
                                         const std::vector<api::Permission>& permissions,
                                         std::function<void(const Place&)> go);

} // namespace stoa::ui
