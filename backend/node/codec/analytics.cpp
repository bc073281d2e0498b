#include "node/codec/make_codec.h"

namespace stoa::codec {

void addAnalyticsCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::AnalyticsOperations{});
}

} // namespace stoa::codec
