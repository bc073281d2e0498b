#pragma once
// stoa-sandbox-pay as a private server: a payment provider to try things with, on a Unix socket,
// with secrets of this session. It keeps its state in the data folder and may be killed at any
// time.

#include "platform/services/child_process.h"
#include "platform/services/data_folder.h"
#include "platform/services/log_file.h"
#include "platform/services/service_types.h"

namespace stoa::services {

struct SandboxPayLaunch {
    std::filesystem::path program;
    std::string webhook; // where it tells of events; empty: nowhere
};

SandboxPayInfo makeSandboxPayInfo(const std::filesystem::path& socketFolder);
Result<ChildProcess> launchSandboxPay(const SandboxPayLaunch& launch, const SandboxPayInfo& info,
                                      const DataFolder& folder, const LogFile& log);
bool isAnswering(const SandboxPayInfo& info);

} // namespace stoa::services
