#include "node/codec/make_codec.h"

namespace stoa::codec {

void addOrderChangeCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::FulfillmentOperations{});
    addCodecs(codecs, api::CancellationOperations{});
    addCodecs(codecs, api::OrderEditOperations{});
    addCodecs(codecs, api::ReturnOperations{});
    addCodecs(codecs, api::ClaimOperations{});
    addCodecs(codecs, api::CartOperations{});
}

} // namespace stoa::codec
