#include "platform/services/private_services.h"

#include "platform/services/supervisor.h"

namespace stoa::services {

Result<std::unique_ptr<PrivateServices>> PrivateServices::start(Options options,
                                                                ProgressFn progress)
{
    auto supervisor = std::make_unique<Supervisor>(std::move(options), std::move(progress));
    STOA_CHECK(supervisor->start());
    return std::unique_ptr<PrivateServices>(new PrivateServices(std::move(supervisor)));
}

PrivateServices::PrivateServices(std::unique_ptr<Supervisor> supervisor)
    : m_supervisor(std::move(supervisor))
{}

PrivateServices::~PrivateServices() = default;

PostgresInfo PrivateServices::postgres() const
{
    return m_supervisor->postgres();
}

std::optional<RedisInfo> PrivateServices::redis() const
{
    return m_supervisor->redis();
}

std::optional<SandboxPayInfo> PrivateServices::sandboxPay() const
{
    return m_supervisor->sandboxPay();
}

ServiceStatus PrivateServices::status() const
{
    return m_supervisor->status();
}

void PrivateServices::onStatusChanged(std::function<void(const ServiceStatus&)> listener)
{
    m_supervisor->onStatusChanged(std::move(listener));
}

void PrivateServices::stop()
{
    m_supervisor->stop();
}

} // namespace stoa::services
