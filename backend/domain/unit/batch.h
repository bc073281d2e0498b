#pragma once
// Several calls of one operation that run in one transaction: each has its own unit and its own
// outcome, and they share round trips, statements and the commit. The handler sets every reply. A
// reply that is an error has written nothing and raised nothing; the others do not notice. When the
// handler itself fails, the transaction does: the door then runs the calls one by one, so that only
// those that caused it fail.
//
// A single call is a batch of one: there is no other implementation.
//
// What the decisions need is asked for when the work is made, in a pipeline that also carries what
// the door asks; then some calls may turn out to have been answered before, and decide() gets the
// others. A batch costs two round trips: this one, and the writes with COMMIT.

#include "domain/unit/unit.h"
#include "platform/db/pipeline.h"

#include <memory>
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

// A call before there is a unit for it.
template <class Request>
struct Wish {
    OrgId organisation;
    const Request& request;
};

template <class Request>
class BatchWork {
public:
    virtual ~BatchWork() = default;
    // Whether decide() takes no lock that another transaction may hold: then the logs' heads, which
    // are the last lock of all, are locked together with the reads.
    virtual bool hasAllLocks() const = 0;
    // After the pipeline ran. Sets every reply; its writes go out with the next round trip.
    virtual Done decide(const db::Pipeline& reads, Batch<Request> batch) = 0;
};

template <class Request>
using BatchMaker = std::function<std::unique_ptr<BatchWork<Request>>(
    db::Pipeline& reads, std::span<const Wish<Request>>)>;

} // namespace stoa
