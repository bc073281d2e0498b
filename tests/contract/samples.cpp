#include "samples.h"

namespace stoa::test {

const Samples& Samples::all()
{
    static const Samples samples;
    return samples;
}

Samples::Samples()
{
    addPeopleSamples(*this);
    addShopSamples(*this);
    addAfterSaleSamples(*this);
    addSettlementSamples(*this);
    addRefundSamples(*this);
    addWebhookSamples(*this);
}

const Sample* Samples::find(const api::Operation& operation) const
{
    for (const Sample& sample : m_list) {
        if (sample.operation->name == operation.name) return &sample;
    }
    return nullptr;
}

void addRows(const std::function<bool(const api::Operation&)>& wanted)
{
    QTest::addColumn<int>("row");
    for (int row = 0; const Sample& sample : Samples::all().list()) {
        if (wanted(*sample.operation))
            QTest::newRow(std::string(sample.operation->name).c_str()) << row;
        ++row;
    }
}

const Sample& sampleOfRow(int row)
{
    return Samples::all().list().at(static_cast<std::size_t>(row));
}

bool endsSession(const api::Operation& operation)
{
    return operation.name == api::operation<api::SignOut>().name;
}

bool isSetUp(const api::Operation& operation)
{
    return operation.name == api::operation<api::SetUpMarketplace>().name;
}

} // namespace stoa::test
