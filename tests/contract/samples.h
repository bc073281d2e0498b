#pragma once
// A valid request of every operation, with what it needs in the world. Each call of `make` brings a
// new one, so it succeeds whatever was done before; Admin may do all of them.

#include "node/codec/codec.h"
#include "world.h"

namespace stoa::test {

struct Sample {
    const api::Operation* operation;
    std::function<api::ErasedRequest(World&)> make;

    const codec::OperationCodec& codec() const { return codec::codecOf(*operation); }
};

class Samples {
public:
    static const Samples& all();

    // nullptr when there is none.
    const Sample* find(const api::Operation& operation) const;
    const std::vector<Sample>& list() const { return m_list; }

    template <class Request>
    void add(std::function<Request(World&)> make)
    {
        m_list.push_back({&api::operation<Request>(), [make = std::move(make)](World& world) {
                              return api::ErasedRequest(std::make_shared<Request>(make(world)));
                          }});
    }

private:
    Samples();

    std::vector<Sample> m_list;
};

// Parts of the table, one per source file.
void addPeopleSamples(Samples& samples);
void addShopSamples(Samples& samples);
void addAfterSaleSamples(Samples& samples);
void addSettlementSamples(Samples& samples);
void addRefundSamples(Samples& samples);
void addWebhookSamples(Samples& samples);

// A row of test data for every operation that `wanted` chooses; sampleOfRow() is the current one's.
void addRows(const std::function<bool(const api::Operation&)>& wanted);
const Sample& sampleOfRow(int row);

// Ends the caller's session: needs one that nobody else uses.
bool endsSession(const api::Operation& operation);
// Works only on a marketplace that nobody has set up.
bool isSetUp(const api::Operation& operation);

} // namespace stoa::test
