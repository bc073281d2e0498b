#pragma once
// The thousand most used passwords of at least eight characters, which is the least that we take.
// Source: the frequency list of zxcvbn 4.4.2 (MIT), itself from xato.net's ten million passwords.

#include <string_view>

namespace stoa::identity {

// Letters count the same in both cases.
bool isCommonPassword(std::string_view password);

} // namespace stoa::identity
