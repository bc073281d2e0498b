#include "services_fixture.h"

#include <hiredis/hiredis.h>
#include <libpq-fe.h>

#include <QDeadlineTimer>
#include <QFile>
#include <QTest>


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

std::unique_ptr<PrivateServices> started(Options options, ProgressFn progress)
{
    auto services = PrivateServices::start(std::move(options), std::move(progress));
    if (!services) qWarning("%s", describe(services.error()).c_str());
    return services ? std::move(*services) : nullptr;
}

std::string codeOf(Options options)
{
    const auto services = PrivateServices::start(std::move(options));
    return services ? "started" : services.error().code;
}

std::string param(const Error& error, std::string_view name)
{
    for (const auto& [key, value] : error.params) {
        if (key == name) return value;
    }
    return "(no such parameter)";
}

Account serverAccount(const fs::path& folder)
{
    return chooseAccounts({}, folder / "postgres").value().server;
}

bool until(const std::function<bool()>& condition)
{
    return QTest::qWaitFor(condition, 30'000);
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
