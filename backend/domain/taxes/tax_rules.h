#pragma once
// Which tax a total of a new order includes, pure. The rates are read with the sellers' terms and
// looked through in their order; the result is a snapshot that the order keeps for ever.

#include "api/taxes.h"
#include "core/result.h"

#include <span>

namespace stoa::taxes {

// A rate with the path of its category, which categories below it begin with.
struct TaxTerms {
    api::TaxRate rate;
    std::string categoryPath;
};

struct TaxQuestion {
    std::string_view country;      // where it goes to
    std::string_view categoryPath; // empty: none
    Money total;
    Timestamp at;
};

struct TaxSnapshot {
    std::string name; // empty: no rate matched
    std::int64_t basisPoints = 0;
    Money tax;                // included in the total
    bool isCollected = false; // by the marketplace, which passes it on

    Money collected() const { return isCollected ? tax : Money(0, tax.currency()); }
};

TaxSnapshot taxOf(std::span<const TaxTerms> rates, const TaxQuestion& question);

// What a total includes at a rate: total × basis points / (10,000 + basis points), half to even.
Money includedIn(const Money& total, std::int64_t basisPoints);

// Errors, each Invalid with the field `rates[i].…`: country.unknown, taxes.empty_range.
Done checkRates(std::span<const api::TaxRate> rates);

} // namespace stoa::taxes
