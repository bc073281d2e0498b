#pragma once
// Which marketplace stoactl works on: the one of a data folder, joining its running servers or
// starting them for as long as the command takes, or one behind a node's address.

#include "node/local/local_marketplace.h"
#include "node/remote/remote_node.h"

namespace stoa::ctl {

class Target {
public:
    // Errors: those of LocalMarketplace::open.
    static Result<Target> ofFolder(const std::filesystem::path& folder);
    // `token`: an API key or an access token. Errors: those of RemoteNode::make.
    static Result<Target> ofNode(const std::string& address, const std::string& token);

    api::Node& node();
    // What the command's calls carry. Errors: setup.missing.
    Result<api::CallOptions> credentials();
    // Nothing for a node elsewhere.
    const db::ConnectInfo* database() const { return m_local ? &m_local->database() : nullptr; }

    // Of a data folder: where its signed checkpoints are.
    std::filesystem::path checkpoints() const { return node::checkpointsIn(m_folder); }

    template <class Request>
    Result<typename Request::Reply> call(Request request)
    {
        STOA_TRY(options, credentials());
        options.idempotencyKey = Uuid::makeV7().text();
        STOA_TRY(answer, api::submitAndWait(node(), std::move(options), std::move(request)));
        return std::move(answer.reply);
    }

private:
    std::filesystem::path m_folder;
    std::unique_ptr<node::LocalMarketplace> m_local;
    std::unique_ptr<remote::RemoteNode> m_remote;
    std::string m_token;
};

} // namespace stoa::ctl
