// Systems without fork: the console there works with a node elsewhere. See the README.

#include "platform/services/private_services.h"

#include <cstdlib>

namespace stoa::services {

class Supervisor final {};

namespace {

tl::unexpected<Error> unsupported()
{
    return fail(ErrorKind::Unavailable, "services.unsupported_platform");
}

} // namespace

Result<std::unique_ptr<PrivateServices>> PrivateServices::start(Options, ProgressFn)
{
    return unsupported();
}

PrivateServices::PrivateServices(std::unique_ptr<Supervisor> supervisor)
    : m_supervisor(std::move(supervisor))
{}

PrivateServices::~PrivateServices() = default;

PostgresInfo PrivateServices::postgres() const
{
    return {};
}

std::optional<RedisInfo> PrivateServices::redis() const
{
    return std::nullopt;
}

std::optional<SandboxPayInfo> PrivateServices::sandboxPay() const
{
    return std::nullopt;
}

ServiceStatus PrivateServices::status() const
{
    return {};
}

void PrivateServices::onStatusChanged(std::function<void(const ServiceStatus&)>) {}

void PrivateServices::stop() {}

Result<std::optional<RunningServices>> locateRunning(const std::filesystem::path&)
{
    return unsupported();
}

std::filesystem::path defaultDataFolder()
{
    const char* local = std::getenv("LOCALAPPDATA");
    return std::filesystem::path(local != nullptr ? local : ".") / "Stoa";
}

} // namespace stoa::services
