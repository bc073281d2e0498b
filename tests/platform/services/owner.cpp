// The owner of a data folder as a process of its own: starts the servers, says "ready", and holds
// them until it is killed.

#include "platform/services/private_services.h"

#include <cstdio>
#include <unistd.h>

int main(int argc, char** argv)
{
    if (argc != 2) return 2;
    stoa::services::Options options;
    options.dataFolder = argv[1];
    options.durable = false;
    options.minFreeBytes = 64U << 20;
    const auto services = stoa::services::PrivateServices::start(options);
    if (!services) {
        std::fprintf(stderr, "%s\n", describe(services.error()).c_str());
        return 1;
    }
    std::puts("ready");
    std::fflush(stdout);
    while (true)
        ::pause();
}
