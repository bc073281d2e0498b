// stoa-sandbox-pay: a payment provider in which no money moves, as a process of its own.
//
//     STOA_SANDBOX_PAY_SECRET=… stoa-sandbox-pay --data DIR --listen 127.0.0.1:8470
//         [--webhook http://127.0.0.1:8460/api/v1/webhooks/sandbox_pay]
//         [--secrets-from-stdin]   the bearer's secret and the webhooks', one line each

#include "platform/sandbox_pay/server.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace {

using stoa::sandbox_pay::ServerOptions;

[[noreturn]] void usage()
{
    std::fprintf(stderr, "stoa-sandbox-pay --data DIR --listen unix:PATH|127.0.0.1:PORT"
                         " [--webhook URL] [--secrets-from-stdin]\n");
    std::exit(2);
}

std::string fromEnvironment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

ServerOptions readOptions(int argc, char** argv)
{
    ServerOptions options;
    options.secret = fromEnvironment("STOA_SANDBOX_PAY_SECRET");
    options.webhookSecret = fromEnvironment("STOA_SANDBOX_PAY_WEBHOOK_SECRET");
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        if (name == "--secrets-from-stdin") {
            std::getline(std::cin, options.secret);
            std::getline(std::cin, options.webhookSecret);
            continue;
        }
        if (i + 1 == argc) usage();
        const char* value = argv[++i];
        if (name == "--data")
            options.folder = value;
        else if (name == "--listen")
            options.listen = value;
        else if (name == "--webhook")
            options.webhook = value;
        else
            usage();
    }
    if (options.folder.empty() || options.listen.empty()) usage();
    return options;
}

} // namespace

int main(int argc, char** argv)
{
    const ServerOptions options = readOptions(argc, argv);
    std::error_code ignored;
    std::filesystem::create_directories(options.folder, ignored);
    const stoa::Error error = stoa::sandbox_pay::serve(options, [](const std::string& where) {
        std::printf("Listening on %s\n", where.c_str());
        std::fflush(stdout);
    });
    std::fprintf(stderr, "stoa-sandbox-pay: %s\n", stoa::describe(error).c_str());
    return 1;
}
