#include "node/codec/make_codec.h"

namespace stoa::codec {

void addIdentityCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::SessionOperations{});
    addCodecs(codecs, api::PeopleOperations{});
    addCodecs(codecs, api::SellerOperations{});
    addCodecs(codecs, api::AuditOperations{});
}

} // namespace stoa::codec
