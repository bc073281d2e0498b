#include "platform/services/running_file.h"

#include "core/text.h"
#include "platform/services/files.h"
#include "platform/services/instance_lock.h"
#include "platform/services/private_services.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stoa::services {

using namespace std::chrono_literals;

namespace {

QString text(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

std::string read(const QJsonObject& object, const char* name)
{
    return object[QLatin1String(name)].toString().toStdString();
}

tl::unexpected<Error> notReadyYet(const fs::path& folder)
{
    return fail(makeError(ErrorKind::Unavailable, "services.starting")
                    .with("folder", folder.string())
                    .after(500ms));
}

} // namespace

Done publishRunning(const DataFolder& folder, const RunningServices& running, const Account& owner)
{
    QJsonObject object{
        {"ownerPid", qint64{running.ownerPid}},
        {"postgres", QJsonObject{{"socketFolder", text(running.postgres.socketFolder)},
                                 {"port", running.postgres.port},
                                 {"user", QString::fromStdString(running.postgres.user)},
                                 {"database", QString::fromStdString(running.postgres.database)}}}};
    if (running.redis) {
        object["redis"] =
            QJsonObject{{"socket", text(running.redis->socket)},
                        {"user", QString::fromStdString(running.redis->user)},
                        {"password", QString::fromStdString(running.redis->password)}};
    }
    if (const auto& pay = running.sandboxPay) {
        object["sandboxPay"] =
            QJsonObject{{"socket", text(pay->socket)},
                        {"secret", QString::fromStdString(pay->secret)},
                        {"webhookSecret", QString::fromStdString(pay->webhookSecret)}};
    }
    return writeAtomically(folder.running(), QJsonDocument(object).toJson().toStdString(), 0600,
                           owner);
}

void withdrawRunning(const DataFolder& folder)
{
    std::error_code ignored;
    fs::remove(folder.running(), ignored);
}

Result<std::optional<RunningServices>> locateRunning(const fs::path& dataFolder)
{
    const DataFolder folder{dataFolder};
    if (!isLocked(folder.lock())) return std::nullopt;
    const std::string json = readText(folder.running());
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    RunningServices running;
    running.ownerPid = object["ownerPid"].toInteger();
    // A file of an owner that was killed is older than the lock of the one who starts now.
    if (std::to_string(running.ownerPid) != trimmed(readText(folder.lock())))
        return notReadyYet(dataFolder);
    const QJsonObject postgres = object["postgres"].toObject();
    running.postgres = {read(postgres, "socketFolder"), postgres["port"].toInt(),
                        read(postgres, "user"), read(postgres, "database")};
    if (const QJsonObject redis = object["redis"].toObject(); !redis.isEmpty()) {
        running.redis =
            RedisInfo{read(redis, "socket"), read(redis, "user"), read(redis, "password")};
    }
    if (const QJsonObject pay = object["sandboxPay"].toObject(); !pay.isEmpty()) {
        running.sandboxPay =
            SandboxPayInfo{read(pay, "socket"), read(pay, "secret"), read(pay, "webhookSecret")};
    }
    return running;
}

} // namespace stoa::services
