#pragma once
// Where things are below a data folder, and where the sockets go.
//
//     <root>/instance.lock   services.json   postgres/   postgres.new.<hex>/ (a first start under
//     way) <root>/log/            run/ (sockets, when the path is short enough)

#include "core/result.h"
#include "platform/services/accounts.h"

#include <filesystem>
#include <string_view>

namespace stoa::services {

struct DataFolder {
    std::filesystem::path root;

    std::filesystem::path lock() const { return root / "instance.lock"; }
    std::filesystem::path running() const { return root / "services.json"; }
    std::filesystem::path cluster() const { return root / "postgres"; }
    std::filesystem::path logs() const { return root / "log"; }
    std::filesystem::path sandboxPay() const { return root / "sandbox-pay"; }
};

constexpr std::string_view kNewClusterPrefix = "postgres.new.";

// A folder of mode 0700 that belongs to the servers' account, short enough for a socket: `run` in
// the data folder, else one below $XDG_RUNTIME_DIR or the system's temporary folder. Errors:
// services.socket_path_too_long (params folder, most), services.folder_unwritable.
Result<std::filesystem::path> chooseSocketFolder(const DataFolder& folder,
                                                 const Accounts& accounts);

} // namespace stoa::services
