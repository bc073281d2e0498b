#include "api/operations.h"

#include <array>

namespace stoa::api {
namespace {

template <class... Requests>
constexpr std::array<const Operation*, sizeof...(Requests)> rowsOf(Operations<Requests...>)
{
    return {&OperationOf<Requests>::kRow...};
}

constexpr auto kRows = rowsOf(AllOperations{});

} // namespace

std::span<const Operation* const> allOperations()
{
    return kRows;
}

const Operation* findOperation(std::string_view name)
{
    for (const Operation* row : kRows) {
        if (row->name == name) return row;
    }
    return nullptr;
}

} // namespace stoa::api
