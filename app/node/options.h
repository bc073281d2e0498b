#pragma once
// What stoa-node is told on its command line.

#include "node/http/http_server.h"
#include "platform/cache/redis_address.h"
#include "platform/db/connect_info.h"
#include "platform/gateways/provider_link.h"
#include "platform/outbound/address_guard.h"

#include <QStringList>

#include <filesystem>
#include <optional>

namespace stoa::app {

struct NodeOptions {
    std::filesystem::path dataFolder;
    std::optional<db::ConnectInfo> database;  // an external server instead of private ones
    std::optional<cache::RedisAddress> redis; // beside an external database
    std::filesystem::path orderLog;           // beside an external database; empty: none
    http::ServerOptions http;
    std::size_t workers = 6;
    std::optional<gateways::ProviderSettings> sandboxPay; // one that was started by hand
    std::optional<gateways::ProviderSettings> stripe;
    outbound::Policy webhooks; // where they may go
    bool isDemo = false;
    std::string marketplaceName = "Marea Market";
    std::string ownerEmail = "owner@marketplace.example";
    std::string currency = "EUR";
};

// Prints help, the version or what is wrong, and ends the program, when there is nothing to run.
NodeOptions parseNodeOptions(const QStringList& arguments);

} // namespace stoa::app
