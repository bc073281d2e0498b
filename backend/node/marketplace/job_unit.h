#pragma once
// What a job does to one organisation, as the system: a transaction with a unit of its own, whose
// events are logged with it and published after the commit, as the door does it for a call.

#include "domain/unit/unit.h"
#include "platform/db/transaction.h"
#include "platform/jobs/kinds.h"

#include <functional>

namespace stoa::node {

using Publish = std::function<void(std::span<const api::Event>)>;

// `work` takes a Unit& and returns a Result; an error rolls everything back.
// `run` is a JobRun or a SagaRun.
template <class Run, class Work>
auto runAsSystem(const Run& run, db::Connection& connection, OrgId organisation,
                 const Publish& publish, Work work) -> std::invoke_result_t<Work, Unit&>
{
    Actor actor;
    actor.kind = Actor::Kind::System;
    actor.name = "System";
    db::Transaction transaction(connection);
    Unit unit(connection, {actor, organisation, RequestId::make(), run.now(), "job"});
    auto result = work(unit);
    if (!result) return result;
    const auto events = appendRaised(unit);
    if (!events) return fail(events);
    if (const Done done = transaction.commit(); !done) return fail(done);
    publish(*events);
    return result;
}

} // namespace stoa::node
