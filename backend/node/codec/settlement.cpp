#include "node/codec/make_codec.h"

namespace stoa::codec {

void addSettlementCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::CommissionOperations{});
    addCodecs(codecs, api::TaxOperations{});
    addCodecs(codecs, api::EscrowOperations{});
    addCodecs(codecs, api::PayoutAccountOperations{});
    addCodecs(codecs, api::PayoutOperations{});
    addCodecs(codecs, api::DisputeOperations{});
    addCodecs(codecs, api::ReconciliationOperations{});
}

} // namespace stoa::codec
