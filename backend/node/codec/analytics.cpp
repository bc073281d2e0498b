#include "node/codec/make_codec.h"

namespace stoa::codec {

void addAnalyticsCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::AnalyticsOperations{});
    addCodecs(codecs, api::JobOperations{});
}

} // namespace stoa::codec
