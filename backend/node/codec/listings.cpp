#include "node/codec/make_codec.h"

namespace stoa::codec {

void addListingCodecs(Codecs& codecs)
{
    addCodecs(codecs, api::CategoryOperations{});
    addCodecs(codecs, api::ListingOperations{});
    addCodecs(codecs, api::ImportOperations{});
    addCodecs(codecs, api::StorefrontOperations{});
    addCodecs(codecs, api::InventoryOperations{});
}

} // namespace stoa::codec
