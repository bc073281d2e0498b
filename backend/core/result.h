#pragma once
// Result<T>: a T, or the Error that says why there is none. Result<void> for "done".
//
//     Result<Money> total = sum(lines);
//     if (!total) return fail(total);            // hand the error on, whatever the reply type
//     STOA_TRY(total, sum(lines));               // the same in one line; `total` is then a Money

#include "core/error.h"

#include <tl/expected.hpp>

namespace stoa {

template <class T>
using Result = tl::expected<T, Error>;
using Done = Result<void>;

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> fail(ErrorKind kind, std::string_view code,
                                  std::string_view detail = {})
{
    return tl::unexpected<Error>(makeError(kind, code, detail));
}

template <class T>
tl::unexpected<Error> fail(const Result<T>& failed)
{
    return tl::unexpected<Error>(failed.error());
}

} // namespace stoa

#define STOA_TRY_CONCAT_(a, b) a##b
#define STOA_TRY_NAME_(line) STOA_TRY_CONCAT_(stoaTry, line)
// Declares `variable` with the value of a Result, or returns its error from the enclosing function.
#define STOA_TRY(variable, expression)                                                             \
    auto STOA_TRY_NAME_(__LINE__) = (expression);                                                  \
    if (!STOA_TRY_NAME_(__LINE__)) return ::stoa::fail(STOA_TRY_NAME_(__LINE__));                  \
    auto variable = std::move(*STOA_TRY_NAME_(__LINE__))
// The same for Done.
#define STOA_CHECK(expression)                                                                     \
    if (auto stoaDone = (expression); !stoaDone) return ::stoa::fail(stoaDone)
