#include "platform/services/sandbox_pay_server.h"

#include "platform/services/files.h"

#include <csignal>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

namespace stoa::services {

SandboxPayInfo makeSandboxPayInfo(const fs::path& socketFolder)
{
    return {socketFolder / "sandbox-pay.sock", randomHex(32), randomHex(32)};
}

Result<ChildProcess> launchSandboxPay(const SandboxPayLaunch& launch, const SandboxPayInfo& info,
                                      const DataFolder& folder, const LogFile& log)
{
    Command command{launch.program,
                    {"--data", folder.sandboxPay().string(), "--listen",
                     "unix:" + info.socket.string(), "--secrets-from-stdin"}};
    if (!launch.webhook.empty()) {
        command.arguments.emplace_back("--webhook");
        command.arguments.push_back(launch.webhook);
    }
    command.input = info.secret + '\n' + info.webhookSecret + '\n';
    command.logFd = log.fd();
    command.deathSignal = SIGKILL; // what it has answered is on the disk
    return ChildProcess::spawn(command);
}

bool isAnswering(const SandboxPayInfo& info)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = info.socket.string();
    if (path.size() >= sizeof address.sun_path) return false;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const Fd socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    return socket.get() >= 0 &&
           ::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

} // namespace stoa::services
