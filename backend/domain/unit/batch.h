#pragma once
// Several calls of one operation that run in one transaction: each has its own unit and its own
// outcome, and they share round trips, statements and the commit. The handler sets every reply. A
// reply that is an error has written nothing and raised nothing; the others do not notice. When the
// handler itself fails, the transaction does: the door then runs the calls one by one, so that only
// those that caused it fail.
//
// A single call is a batch of one: there is no other implementation.

#include "domain/unit/unit.h"

#include <span>

namespace stoa {

template <class Request>
struct Submission {
    Unit& unit;
    const Request& request;
    Result<typename Request::Reply> reply = fail(ErrorKind::Internal, "node.undecided");
};

template <class Request>
using Batch = std::span<Submission<Request>>;

} // namespace stoa
