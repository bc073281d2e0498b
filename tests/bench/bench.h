#pragma once
// Benchmarks of the product as it is shipped: real servers, durable commits, the real doors. A
// section is a function under a name that returns rows; main prints them all as one table or as
// JSON. Nothing is judged here: figures are compared by people, on one machine, within one run.
//
// To add a section: write `Rows benchX(const Settings&)` in x.cpp, declare it below, add it to
// kSections in main.cpp.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::bench {

struct Settings {
    std::chrono::seconds span{10}; // of each measurement
    std::string only;              // name of one section; empty: all
    bool isJson = false;
};

struct Row {
    std::string name;
    double value = 0;
    std::string unit;
    std::optional<double> ratio{}; // to the row that the section compares with
};
using Rows = std::vector<Row>;

struct Section {
    std::string_view name;
    Rows (*run)(const Settings&);
};

Rows benchCheckout(const Settings& settings); // orders per second against pgbench
Rows benchIntake(const Settings& settings);   // what an order costs, by how many come at once
Rows benchRefund(const Settings& settings);   // how long a partial refund takes
Rows benchJobs(const Settings& settings); // the job queue: done per second, time until picked up
Rows benchLog(const Settings& settings);  // verifying and rebuilding from the event log

} // namespace stoa::bench
