#include "node/codec/make_codec.h"

namespace stoa::codec {

void addReviewCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::ReviewOperations{});
}

} // namespace stoa::codec
