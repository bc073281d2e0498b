#include "node/codec/make_codec.h"

namespace stoa::codec {

void addModerationCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::ModerationOperations{});
}

} // namespace stoa::codec
