#include "services_fixture.h"

#include <hiredis/hiredis.h>
#include <libpq-fe.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QTest>

#include <fstream>

namespace stoa::services {

namespace fs = std::filesystem;

TestFolder::TestFolder() : m_data(fs::path(m_folder.path().toStdString()) / "data")
{
    fs::permissions(m_data.parent_path(), fs::perms(0711));
}

TestFolder::TestFolder(const TestFolder& withCluster) : TestFolder()
{
    QProcess::execute("cp", {"-a", QString::fromStdString(withCluster.path().string()),
                             QString::fromStdString(m_data.string())});
}

Options optionsFor(const fs::path& folder)
{
    Options options;
    options.dataFolder = folder;
    options.durable = false;
    options.minFreeBytes = 64U << 20;
    return options;
}

bool isRunning(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text);
    const auto name = text.rfind(") ");
    return name != std::string::npos && text[name + 2] != 'Z';
}

bool until(const std::function<bool()>& condition)
{
    return QTest::qWaitFor(condition, 30'000);
}

std::vector<std::int64_t> processesIn(const fs::path& folder)
{
    std::vector<std::int64_t> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        const fs::path work = fs::read_symlink(entry.path() / "cwd", ignored);
        std::ifstream file(entry.path() / "cmdline");
        std::string command;
        std::getline(file, command);
        const bool isThere = work.string().starts_with(folder.string()) ||
                             command.find(folder.string()) != std::string::npos;
        if (isThere && std::stoll(name) != QCoreApplication::applicationPid()) {
            found.push_back(std::stoll(name));
        }
    }
    return found;
}

std::string sql(const PostgresInfo& info, const std::string& statement)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
        PQconnectdb(info.conninfo().c_str()), &PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        return std::string("error: ") + PQerrorMessage(connection.get());
    }
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(
        PQexec(connection.get(), statement.c_str()), &PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK) return PQcmdStatus(answer.get());
    if (status != PGRES_TUPLES_OK)
        return std::string("error: ") + PQresultErrorMessage(answer.get());
    return PQntuples(answer.get()) == 0 ? std::string() : PQgetvalue(answer.get(), 0, 0);
}

namespace {

std::string textOf(const redisReply* reply)
{
    if (reply == nullptr) return "no reply";
    if (reply->type == REDIS_REPLY_ARRAY && reply->elements == 2) return textOf(reply->element[1]);
    return reply->str != nullptr ? reply->str : "";
}

std::string redis(const RedisInfo& info, const std::string& password, const std::string& command)
{
    const std::unique_ptr<redisContext, decltype(&redisFree)> context(
        redisConnectUnix(info.socket.c_str()), &redisFree);
    if (!context || context->err != 0) return "no connection";
    freeReplyObject(redisCommand(context.get(), "AUTH %s %s", info.user.c_str(), password.c_str()));
    auto* reply = static_cast<redisReply*>(redisCommand(context.get(), command.c_str()));
    const std::string text = textOf(reply);
    freeReplyObject(reply);
    return text;
}

} // namespace

std::string redisPing(const RedisInfo& info, const std::string& password)
{
    return redis(info, password, "PING");
}

std::string redisConfigValue(const RedisInfo& info, const std::string& name)
{
    return redis(info, info.password, "CONFIG GET " + name);
}

std::unique_ptr<QProcess> startOwner(const fs::path& folder)
{
    auto owner = std::make_unique<QProcess>();
    owner->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    owner->start(STOA_SERVICES_OWNER, {QString::fromStdString(folder.string())});
    return owner;
}

} // namespace stoa::services
