#pragma once
// What one person asks for and another decides: batches of payouts, large refunds. Who asked may
// not say yes; that nobody decides twice is up to the row, which is locked.

#include "domain/unit/unit.h"

namespace stoa {

// `askedBy` as Actor::text() had it.
inline bool isSecondPerson(const Unit& unit, std::string_view askedBy)
{
    return unit.actor().text() != askedBy;
}

// Errors: `code` (Conflict, params status) when it is not `open` any more.
template <class Status>
Done checkUndecided(Status status, Status open, std::string_view code)
{
    if (status == open) return {};
    return fail(makeError(ErrorKind::Conflict, code).with("status", enumText(status)));
}

// Errors: `code` (Refused).
inline Done checkSecondPerson(const Unit& unit, std::string_view askedBy, std::string_view code)
{
    if (isSecondPerson(unit, askedBy)) return {};
    return fail(ErrorKind::Refused, code);
}

} // namespace stoa
