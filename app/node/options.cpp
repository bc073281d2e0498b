#include "options.h"

#include "platform/gateways/stripe_gateway.h"
#include "platform/services/private_services.h"

#include <QCommandLineParser>

#include <cstdio>
#include <cstdlib>

namespace stoa::app {
namespace {

[[noreturn]] void refuse(const QString& sentence)
{
    std::fprintf(stderr, "stoa-node: %s\n", qPrintable(sentence));
    std::exit(2);
}

// "host=… port=… dbname=… user=… password=…", as libpq writes it; the password may stand in
// PGPASSWORD.
db::ConnectInfo parseDatabase(const QString& text)
{
    db::ConnectInfo info;
    info.user = "stoa";
    info.database = "stoa";
    info.password = qEnvironmentVariable("PGPASSWORD").toStdString();
    for (const QString& word : text.split(' ', Qt::SkipEmptyParts)) {
        const QString key = word.section('=', 0, 0);
        const std::string value = word.section('=', 1).toStdString();
        if (key == "host")
            info.host = value;
        else if (key == "port")
            info.port = word.section('=', 1).toInt();
        else if (key == "dbname")
            info.database = value;
        else if (key == "user")
            info.user = value;
        else if (key == "password")
            info.password = value;
        else if (key == "sslmode")
            info.sslMode = value;
        else if (key == "sslrootcert")
            info.sslRootCert = value;
        else
            refuse(QString("--database does not know \"%1\"").arg(key));
    }
    if (info.host.empty())
        refuse("--database needs a host, like \"host=db.example dbname=stoa user=stoa\"");
    return info;
}

// The password may stand in REDIS_PASSWORD, where a list of processes does not show it.
cache::RedisAddress parseRedis(const QString& url)
{
    auto address = cache::RedisAddress::parse(url.toStdString());
    if (!address) refuse("--redis: " + QString::fromStdString(address.error().detail));
    if (address->password.empty())
        address->password = qEnvironmentVariable("REDIS_PASSWORD").toStdString();
    return *address;
}

// Secrets stand in the environment, where a list of processes does not show them.
std::string secretFrom(const char* variable)
{
    return qEnvironmentVariable(variable).toStdString();
}

// "unix:/run/pay.sock" or "127.0.0.1:8470", as stoa-sandbox-pay says it.
gateways::ProviderSettings parseSandboxPay(const QString& text)
{
    gateways::ProviderSettings settings;
    const std::string where = text.toStdString();
    if (text.startsWith("unix:")) {
        settings.link.socket = where.substr(5);
        settings.link.base = "http://sandbox-pay";
    } else {
        settings.link.base = "http://" + where;
    }
    settings.link.secret = secretFrom("STOA_SANDBOX_PAY_SECRET");
    settings.webhookSecret = secretFrom("STOA_SANDBOX_PAY_WEBHOOK_SECRET");
    if (settings.link.secret.empty()) refuse("--sandbox-pay needs STOA_SANDBOX_PAY_SECRET");
    return settings;
}

std::optional<gateways::ProviderSettings> stripeFromEnvironment()
{
    std::string key = secretFrom("STOA_STRIPE_SECRET_KEY");
    if (key.empty()) return std::nullopt;
    return gateways::StripeGateway::settings(std::move(key),
                                             secretFrom("STOA_STRIPE_WEBHOOK_SECRET"));
}

void parseListen(const QString& text, http::ServerOptions& http)
{
    const auto colon = text.lastIndexOf(':');
    bool isNumber = false;
    const int port = text.mid(colon + 1).toInt(&isNumber);
    if (colon < 1 || !isNumber || port < 0 || port > 65535) {
        refuse(QString("--listen expects ADDRESS:PORT, not \"%1\"").arg(text));
    }
    http.address = text.left(colon).remove('[').remove(']').toStdString();
    http.port = static_cast<std::uint16_t>(port);
}

} // namespace

NodeOptions parseNodeOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription("Serves a marketplace over HTTP.");
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption data("data", "Folder of the private database.", "folder");
    const QCommandLineOption database("database", "External PostgreSQL instead of a private one.",
                                      "conninfo");
    const QCommandLineOption redis("redis", "Redis for the nodes on an external PostgreSQL.",
                                   "url");
    const QCommandLineOption orderLog(
        "order-log", "Keeps orders while an external PostgreSQL is away; one for each node.",
        "folder");
    const QCommandLineOption listen("listen", "Where to serve (default 127.0.0.1:8460).",
                                    "address:port", "127.0.0.1:8460");
    const QCommandLineOption certificate("tls-certificate", "PEM file; serves HTTPS.", "file");
    const QCommandLineOption key("tls-key", "PEM file of the certificate's key.", "file");
    const QCommandLineOption workers("workers", "Calls that run at the same time (default 6).",
                                     "number", "6");
    const QCommandLineOption sandboxPay(
        "sandbox-pay", "A stoa-sandbox-pay that was started by hand.", "unix:path|address:port");
    const QCommandLineOption loopback(
        "webhooks-to-loopback",
        "Webhook endpoints may be on this computer, without TLS: for tests and development.");
    const QCommandLineOption demo("demo",
                                  "A marketplace full of demo data in a folder of its own.");
    const QCommandLineOption name("name", "Name of a new marketplace.", "name");
    const QCommandLineOption owner("owner", "E-mail of a new marketplace's owner.", "e-mail");
    const QCommandLineOption currency("currency", "Currency of a new marketplace.", "code");
    parser.addOptions({data, database, redis, orderLog, listen, certificate, key, workers,
                       sandboxPay, loopback, demo, name, owner, currency});
    parser.process(arguments);

    NodeOptions options;
    if (parser.isSet(sandboxPay)) options.sandboxPay = parseSandboxPay(parser.value(sandboxPay));
    options.stripe = stripeFromEnvironment();
    options.webhooks.allowsLoopback = parser.isSet(loopback);
    options.isDemo = parser.isSet(demo);
    options.dataFolder = parser.isSet(data)
                             ? std::filesystem::path(parser.value(data).toStdString())
                             : services::defaultDataFolder() / (options.isDemo ? "demo" : "main");
    if (parser.isSet(database)) options.database = parseDatabase(parser.value(database));
    if (parser.isSet(redis)) {
        if (!options.database) refuse("--redis goes with --database; a private one is there else");
        options.redis = parseRedis(parser.value(redis));
    }
    if (parser.isSet(orderLog)) {
        if (!options.database) refuse("--order-log goes with --database; it is in the folder else");
        options.orderLog = parser.value(orderLog).toStdString();
    }
    parseListen(parser.value(listen), options.http);
    options.http.certificateFile = parser.value(certificate).toStdString();
    options.http.keyFile = parser.value(key).toStdString();
    options.workers = static_cast<std::size_t>(std::clamp(parser.value(workers).toInt(), 1, 40));
    if (parser.isSet(name)) options.marketplaceName = parser.value(name).toStdString();
    if (parser.isSet(owner)) options.ownerEmail = parser.value(owner).toStdString();
    if (parser.isSet(currency)) options.currency = parser.value(currency).toStdString();
    return options;
}

} // namespace stoa::app
