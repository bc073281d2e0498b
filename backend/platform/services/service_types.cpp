#include "platform/services/service_types.h"

namespace stoa::services {

namespace {

std::string conninfoValue(std::string_view value)
{
    std::string text = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') text += '\\';
        text += c;
    }
    return text + "'";
}

} // namespace

std::string_view name(ServiceState state)
{
    switch (state) {
    case ServiceState::Absent:
        return "absent";
    case ServiceState::Starting:
        return "starting";
    case ServiceState::Ready:
        return "ready";
    case ServiceState::Restarting:
        return "restarting";
    case ServiceState::Stopped:
        return "stopped";
    case ServiceState::Failed:
        return "failed";
    }
    return "unknown";
}

std::string PostgresInfo::conninfo() const
{
    return "host=" + conninfoValue(socketFolder.string()) + " port=" + std::to_string(port) +
           " user=" + conninfoValue(user) + " dbname=" + conninfoValue(database);
}

} // namespace stoa::services
