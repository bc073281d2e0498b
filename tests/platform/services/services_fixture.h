#pragma once
// What the tests of the private servers share: a data folder of their own, conditions with a
// deadline, SQL and Redis from outside, and an owner in a process of its own that can be killed.

#include "platform/services/accounts.h"
#include "platform/services/private_services.h"
#include "support/processes.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace stoa::services {

using test::isRunning;
using test::processesIn;

// A fresh folder that the servers' account can enter also when the tests run as root.
class TestFolder {
public:
    TestFolder();
    explicit TestFolder(
        const TestFolder& withCluster); // a copy, which saves the two seconds of initdb
    std::filesystem::path path() const { return m_data; }
    std::filesystem::path parent() const { return m_data.parent_path(); }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_data;
};

Options
optionsFor(const std::filesystem::path& folder); // not durable: a test's machine does not crash

std::unique_ptr<PrivateServices> started(Options options,
                                         ProgressFn progress = {}); // null: warned why
std::string codeOf(Options options);                                // of the refusal, or "started"
std::string param(const Error& error, std::string_view name);
Account serverAccount(const std::filesystem::path& folder);

bool until(const std::function<bool()>& condition); // 30 s

// The first column of the first row, or the server's complaint after "error: ".
std::string sql(const PostgresInfo& info, const std::string& statement);
std::string redisPing(const RedisInfo& info, const std::string& password);
std::string redisConfigValue(const RedisInfo& info, const std::string& name);

// This executable again, as the owner of `folder`: starts the servers and holds them until it is
// killed.
std::unique_ptr<QProcess> startOwner(const std::filesystem::path& folder);
int ownerMain(const char* folder);

} // namespace stoa::services
