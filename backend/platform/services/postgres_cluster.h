#pragma once
// The files of the private PostgreSQL: made once, in a folder beside and renamed when complete and
// synced, so an interrupted first start leaves nothing half made; configured at every start.

#include "core/result.h"
#include "platform/services/child_process.h"
#include "platform/services/data_folder.h"
#include "platform/services/log_file.h"
#include "platform/services/postgres_settings.h"

#include <functional>

namespace stoa::services {

struct ClusterPlan {
    DataFolder folder;
    Accounts accounts;
    std::filesystem::path programs; // holds initdb and postgres
    PostgresSettings settings;
};

// Called about every 50 ms while initdb runs; false: give up. Percent from 0 to 100.
using ClusterProgress = std::function<bool(int percent)>;

// Removes what interrupted first starts left behind; the instance lock must be held.
void removeUnfinishedClusters(const DataFolder& folder);

// Blocks for about 2 s. Errors: services.initdb_failed (params log), services.disk_full,
// services.folder_unwritable, services.cannot_execute, services.canceled.
Done createCluster(const ClusterPlan& plan, LogFile& log, const ClusterProgress& progress);

// postgresql.conf, pg_hba.conf and pg_ident.conf. Errors: services.folder_unwritable,
// services.disk_full.
Done configureCluster(const ClusterPlan& plan, const std::filesystem::path& cluster);

// `postgres` as a direct child: pg_ctl would leave us without the process to wait for.
Result<ChildProcess> launchPostgres(const ClusterPlan& plan, const LogFile& log);

} // namespace stoa::services
