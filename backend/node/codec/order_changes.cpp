#include "node/codec/make_codec.h"

namespace stoa::codec {

void addOrderChangeCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::FulfillmentOperations{});
    addCodecs(codecs, api::CancellationOperations{});
}

} // namespace stoa::codec
