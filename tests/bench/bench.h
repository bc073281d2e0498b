#pragma once
// stoa_bench: measures this machine, and never judges. Each section is a function that gets a fresh
// durable PostgreSQL (fsync on, as in production) and returns its figures.
//
// To add one: write `Figures myThing(Setting&)` in a source of this folder, declare it here, and
// give it a line in the table of main.cpp.

#include "platform/db/connection.h"

#include <string>
#include <vector>

namespace stoa::bench {

struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    std::string goal; // what we want to reach, as text: ">= 2000"
};
using Figures = std::vector<Figure>;

struct Setting {
    db::ConnectInfo database; // migrated and empty
};

Figures jobs(Setting& setting);

// Ends the program with the reason: a benchmark has nobody to tell.
template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "stoa_bench: %s\n", describe(result.error()).c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

// The value below which `share` of them lie.
double percentile(std::vector<double> values, double share);

} // namespace stoa::bench
