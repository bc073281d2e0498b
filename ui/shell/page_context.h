#pragma once
// What every page needs from the console around it, given to its constructor. The members outlive
// the pages. A page asks for other places by ShellPage::placeRequested and shows its own toasts; it
// never sees the window.

#include "api/operation.h"
#include "ui/async/connection.h"
#include "ui/async/job_board.h"
#include "ui/async/live_events.h"
#include "ui/async/pictures.h"
#include "ui/text/times.h"
#include "ui/widgets/prompt.h"

#include <functional>
#include <optional>

namespace stoa::ui {

// Who works here. Filled from the session; an empty one may do nothing.
struct Workspace {
    std::vector<api::Permission> permissions;
    OrgId organisation;          // a seller, or the marketplace itself
    std::optional<OrgId> seller; // the own shop, when the workspace is a seller's

    bool may(api::Permission permission) const
    {
        return std::find(permissions.begin(), permissions.end(), permission) != permissions.end();
    }
};

class ProviderKeys;

struct PageContext {
    Connection& connection;
    LiveEvents& events;
    Prompt& prompt;
    std::function<Workspace()> workspace;
    std::function<Clockface()> clock; // now, the workspace's zone and the locale
    Pictures* pictures = nullptr;     // null: placeholders stand for all pictures
    JobBoard* jobs = nullptr;         // null: nobody watches what runs in the background
    ProviderKeys* keys = nullptr;     // null: the marketplace is not kept on this computer
};

} // namespace stoa::ui
