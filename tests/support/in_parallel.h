#pragma once
// The same work on several threads at once; returns when all have done it.

#include <functional>
#include <thread>
#include <vector>

namespace stoa::test {

// `work` gets the number of its thread, from 0.
inline void inParallel(std::size_t threads, const std::function<void(std::size_t)>& work)
{
    std::vector<std::jthread> running;
    for (std::size_t i = 0; i < threads; ++i)
        running.emplace_back(work, i);
}

} // namespace stoa::test
