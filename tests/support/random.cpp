#include "support/random.h"

#include <QtGlobal>

namespace stoa::test {
namespace {

std::uint64_t chooseSeed()
{
    bool isGiven = false;
    const qulonglong given = qEnvironmentVariable("STOA_SEED").toULongLong(&isGiven);
    const std::uint64_t seed = isGiven ? given : std::random_device{}();
    qInfo("repeat with STOA_SEED=%llu", static_cast<unsigned long long>(seed));
    return seed;
}

} // namespace

std::size_t historyCount(std::size_t usual)
{
    const int count = qEnvironmentVariableIntValue("STOA_SEEDS");
    return count > 0 ? static_cast<std::size_t>(count) : usual;
}

Random::Random() : Random(chooseSeed()) {}

} // namespace stoa::test
