#pragma once
// Randomness that can be repeated: prints its seed, and takes it from STOA_SEED when that is set.

#include <cstdint>
#include <random>

namespace stoa::test {

// How many histories a campaign runs: STOA_SEEDS when that is set, else as many as every run has
// time for.
std::size_t historyCount(std::size_t usual);

class Random {
public:
    Random();
    explicit Random(std::uint64_t seed) : m_seed(seed), m_engine(seed) {}

    std::uint64_t seed() const { return m_seed; }
    // Uniform in [least, most].
    std::int64_t between(std::int64_t least, std::int64_t most)
    {
        return std::uniform_int_distribution(least, most)(m_engine);
    }
    bool chance(double probability) { return std::bernoulli_distribution(probability)(m_engine); }
    std::mt19937_64& engine() { return m_engine; }

private:
    std::uint64_t m_seed;
    std::mt19937_64 m_engine;
};

} // namespace stoa::test
