#pragma once
// A packaged JSON file of the demo. A missing or malformed one is our own bug.

#include "platform/json/json.h"

namespace stoa::demo {

json::value resourceJson(const char* name); // "market.json"

} // namespace stoa::demo
