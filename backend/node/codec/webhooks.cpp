#include "node/codec/make_codec.h"

namespace stoa::codec {

void addWebhookCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::WebhookOperations{});
}

} // namespace stoa::codec
