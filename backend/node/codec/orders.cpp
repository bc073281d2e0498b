#include "node/codec/make_codec.h"

namespace stoa::codec {

void addOrderCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::LedgerOperations{});
    addCodecs(codecs, api::PaymentOperations{});
    addCodecs(codecs, api::OrderOperations{});
    addCodecs(codecs, api::RefundOperations{});
    addCodecs(codecs, api::RefundReasonOperations{});
    addCodecs(codecs, api::RefundApprovalOperations{});
    addCodecs(codecs, api::StoreCreditOperations{});
}

} // namespace stoa::codec
