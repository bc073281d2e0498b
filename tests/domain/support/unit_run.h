#pragma once
// Runs a handler as the door does, without the door: one transaction, events at its end, nothing
// left after a refusal unless the unit keeps its writes.

#include "domain/unit/unit.h"
#include "platform/db/transaction.h"

namespace stoa::test {

// `handler` takes a Unit&. What the unit raised is added to `published` once it is committed.
template <class Handler>
auto runUnit(db::Connection& connection, Unit::Context context, Handler handler,
             std::vector<api::Event>* published = nullptr) -> std::invoke_result_t<Handler, Unit&>
{
    db::Transaction transaction(connection);
    Unit unit(connection, std::move(context));
    auto reply = handler(unit);
    if (!reply && !unit.keepsWrites()) return reply;
    const auto appended = appendRaised(unit);
    if (!appended) return fail(appended);
    if (const auto done = transaction.commit(); !done) return fail(done);
    if (published != nullptr) {
        published->insert(published->end(), appended->begin(), appended->end());
    }
    return reply;
}

} // namespace stoa::test
