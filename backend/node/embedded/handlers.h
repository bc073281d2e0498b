#pragma once
// Which function does the work of which operation. Filled once at start-up by backend/node/bindings
// and constant afterwards. A handler takes one call, or, where many calls gain by sharing a
// transaction, a batch of them (domain/unit/batch.h).

#include "domain/unit/batch.h"

#include <functional>
#include <string_view>
#include <unordered_map>

namespace stoa::node {

// A call as a batch's work gets it, without its types.
struct ErasedWish {
    OrgId organisation;
    const void* request;
};
struct ErasedSubmission {
    Unit& unit;
    const void* request;
    Result<std::shared_ptr<void>> reply = fail(ErrorKind::Internal, "node.undecided");
};

class ErasedBatchWork {
public:
    virtual ~ErasedBatchWork() = default;
    virtual bool hasAllLocks() const = 0;
    virtual Done decide(const db::Pipeline& reads, std::span<ErasedSubmission> calls) = 0;
};

class Handlers {
public:
    using Handler = std::function<Result<std::shared_ptr<void>>(Unit&, const void* request)>;
    using BatchHandler = std::function<std::unique_ptr<ErasedBatchWork>(
        db::Pipeline& reads, std::span<const ErasedWish>)>;

    template <class Request>
    void bind(std::function<Result<typename Request::Reply>(Unit&, const Request&)> handle)
    {
        m_handlers[api::operation<Request>().name] =
            [handle = std::move(handle)](Unit& unit,
                                         const void* request) -> Result<std::shared_ptr<void>> {
            return erased(handle(unit, *static_cast<const Request*>(request)));
        };
    }

    template <class Request>
    void bindBatch(BatchMaker<Request> make)
    {
        m_batchHandlers[api::operation<Request>().name] =
            [make = std::move(make)](
                db::Pipeline& reads,
                std::span<const ErasedWish> wishes) -> std::unique_ptr<ErasedBatchWork> {
            std::vector<Wish<Request>> typed;
            typed.reserve(wishes.size());
            for (const auto& wish : wishes)
                typed.push_back({wish.organisation, *static_cast<const Request*>(wish.request)});
            return std::make_unique<TypedWork<Request>>(make(reads, typed));
        };
    }

    // nullptr when nobody does it one by one.
    const Handler* find(const api::Operation& operation) const
    {
        const auto at = m_handlers.find(operation.name);
        return at == m_handlers.end() ? nullptr : &at->second;
    }
    // nullptr when nobody does it in batches.
    const BatchHandler* findBatch(const api::Operation& operation) const
    {
        const auto at = m_batchHandlers.find(operation.name);
        return at == m_batchHandlers.end() ? nullptr : &at->second;
    }

private:
    template <class Request>
    class TypedWork final : public ErasedBatchWork {
    public:
        explicit TypedWork(std::unique_ptr<BatchWork<Request>> work) : m_work(std::move(work)) {}

        bool hasAllLocks() const override { return m_work->hasAllLocks(); }

        Done decide(const db::Pipeline& reads, std::span<ErasedSubmission> calls) override
        {
            std::vector<Submission<Request>> typed;
            typed.reserve(calls.size());
            for (const auto& call : calls)
                typed.push_back({call.unit, *static_cast<const Request*>(call.request)});
            STOA_CHECK(m_work->decide(reads, typed));
            for (std::size_t i = 0; i < calls.size(); ++i)
                calls[i].reply = erased(std::move(typed[i].reply));
            return {};
        }

    private:
        std::unique_ptr<BatchWork<Request>> m_work;
    };

    template <class Reply>
    static Result<std::shared_ptr<void>> erased(Result<Reply> reply)
    {
        if (!reply) return fail(reply);
        return std::make_shared<Reply>(std::move(*reply));
    }

    std::unordered_map<std::string_view, Handler> m_handlers;
    std::unordered_map<std::string_view, BatchHandler> m_batchHandlers;
};

} // namespace stoa::node
