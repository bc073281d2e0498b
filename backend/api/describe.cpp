#include "api/describe.h"

namespace stoa {

std::string snakeCase(std::string_view pascalCase)
{
    std::string text;
    for (const char c : pascalCase) {
        const bool isUpper = c >= 'A' && c <= 'Z';
        if (isUpper && !text.empty()) text += '_';
        text += isUpper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

} // namespace stoa
