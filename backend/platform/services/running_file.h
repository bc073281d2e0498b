#pragma once
// services.json: how another process of the same user joins the servers of this folder. Mode 0600,
// written whole after everything is ready, removed before the servers stop.

#include "core/result.h"
#include "platform/services/data_folder.h"
#include "platform/services/service_types.h"

namespace stoa::services {

// Errors: services.folder_unwritable, services.disk_full.
Done publishRunning(const DataFolder& folder, const RunningServices& running, const Account& owner);
void withdrawRunning(const DataFolder& folder);

} // namespace stoa::services
