#pragma once
// Runs admitted commands of one operation: one transaction for as many as are given, which the
// operation's handler must take as a batch when there are several. In it: the look-up of their
// idempotency keys, the work, the answers to remember, the audit, the events, the commit.
//
// Each call gets its own outcome. A refusal hurts nobody else. When the transaction fails, the
// calls run again one by one, so that one that cannot be written fails alone; a lost link or a
// commit whose fate nobody knows is everybody's answer. Calls with the same key in one batch: the
// first works, the others get what a later repetition would.

#include "node/embedded/handlers.h"
#include "platform/db/pool.h"

namespace stoa::node {

struct Pass;

class Commands {
public:
    struct Parts {
        db::Pool& pool;
        const Handlers& handlers;
        const std::function<void(std::span<const api::Event>)>& publish;
    };

    explicit Commands(Parts parts) : m_parts(parts) {}

    // Blocks; sets every reply.
    void run(const std::vector<Pass*>& passes) const;
    // Stores the refusal that a call has already got, as if the work had been tried.
    Done remember(Pass& pass) const;

private:
    class Round;

    void decide(db::Connection& connection, const std::vector<Pass*>& passes, int tries) const;
    static Done rememberRefusal(db::Connection& connection, Pass& pass);
    // An error may hide that another call with the same key was faster: then its answer counts.
    static void recallErrors(db::Connection& connection, const std::vector<Pass*>& passes);

    Parts m_parts;
};

} // namespace stoa::node
