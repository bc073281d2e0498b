#pragma once
// A state machine as a constexpr table of rows {from, command, to, who}. What is not in the table
// is refused. Tests walk the table: every state reachable, every CHECK in the database equal to the
// enum.

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace stoa {

template <class State, class Command, class Who>
struct Transition {
    State from;
    Command command;
    State to;
    Who who;
};

template <class State, class Command, class Who>
using StateTable = std::span<const Transition<State, Command, Who>>;

// Where `command` leads from `from`, or nothing when the table does not allow it.
template <class State, class Command, class Who>
constexpr std::optional<State> next(StateTable<State, Command, Who> table, State from,
                                    Command command)
{
    for (const auto& row : table) {
        if (row.from == from && row.command == command) return row.to;
    }
    return std::nullopt;
}

// Every state that the table can reach from `start`, in order of discovery, `start` first.
template <class State, class Command, class Who>
std::vector<State> reachable(StateTable<State, Command, Who> table, State start)
{
    std::vector<State> seen{start};
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (const auto& row : table) {
            if (row.from != seen[i]) continue;
            bool isNew = true;
            for (const State state : seen)
                isNew = isNew && state != row.to;
            if (isNew) seen.push_back(row.to);
        }
    }
    return seen;
}

} // namespace stoa
