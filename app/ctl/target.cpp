#include "target.h"

namespace stoa::ctl {

Result<Target> Target::ofFolder(const std::filesystem::path& folder)
{
    node::LocalMarketplace::Options options;
    options.dataFolder = folder;
    options.version = STOA_VERSION;
    options.workers = 2;
    options.jobThreads = 0; // a tool that is gone in a moment begins nothing
    options.mayJoin = true;
    Target target;
    STOA_TRY(opened, node::LocalMarketplace::open(std::move(options)));
    target.m_folder = folder;
    target.m_local = std::move(opened);
    return target;
}

Result<Target> Target::ofNode(const std::string& address, const std::string& token)
{
    remote::RemoteOptions options;
    options.address = address;
    Target target;
    STOA_TRY(made, remote::RemoteNode::make(std::move(options)));
    target.m_remote = std::move(made);
    target.m_token = token;
    return target;
}

api::Node& Target::node()
{
    if (m_local) return m_local->node();
    return *m_remote;
}

Result<api::CallOptions> Target::credentials()
{
    api::CallOptions options;
    options.origin = "stoactl";
    options.token = m_token;
    if (m_local) {
        STOA_TRY(token, m_local->marketplace().operatorToken());
        options.token = token;
    }
    return options;
}

} // namespace stoa::ctl
