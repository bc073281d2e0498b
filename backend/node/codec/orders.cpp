#include "node/codec/make_codec.h"

namespace stoa::codec {

void addOrderCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::LedgerOperations{});
    addCodecs(codecs, api::PaymentOperations{});
    addCodecs(codecs, api::OrderOperations{});
    addCodecs(codecs, api::RefundOperations{});
}

} // namespace stoa::codec
