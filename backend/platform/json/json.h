#pragma once
// Boost.JSON, compiled once in this box instead of linked from a separate library.

#include <boost/json.hpp>

namespace stoa {
namespace json = boost::json;
}
