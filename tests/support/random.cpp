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

Random::Random() : Random(chooseSeed()) {}

} // namespace stoa::test
