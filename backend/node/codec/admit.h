#pragma once
// The limits of a request, checked once at the door whether it came as a struct or as JSON: texts
// are trimmed and have their length, integers their range, lists their size; everything is valid
// UTF-8.
//
// Errors: text.required, text.too_short, text.too_long, text.not_utf8, number.out_of_range,
// list.too_long.

#include "core/text.h"
#include "node/codec/field_path.h"
#include "node/codec/shapes.h"

namespace stoa::codec {

Done admitInteger(std::int64_t value, std::int64_t least, std::int64_t most, const FieldPath& path);
Done admitSecret(const std::string& value, std::size_t least, std::size_t most,
                 const FieldPath& path);
Done admitText(std::string& value, std::size_t least, std::size_t most, const FieldPath& path);

template <class T>
Done admit(T& value, const FieldPath& path)
{
    if constexpr (IsSecret<T>::value)
        return admitSecret(value.value, T::kLeast, T::kMost, path);
    else if constexpr (IsText<T>::value)
        return admitText(value.value, T::kLeast, T::kMost, path);
    else if constexpr (IsInteger<T>::value)
        return admitInteger(value.value, T::kLeast, T::kMost, path);
    else if constexpr (std::is_same_v<T, std::string>)
        return admitText(value, 0, 4096, path);
    else if constexpr (IsOptional<T>::value)
        return value ? admit(*value, path) : Done{};
    else if constexpr (IsVector<T>::value) {
        if constexpr (IsBoundedList<T>::value) {
            if (value.size() > T::kMost) {
                return fail(makeError(ErrorKind::Invalid, "list.too_long")
                                .in(path.text())
                                .with("most", std::to_string(T::kMost)));
            }
        }
        for (std::size_t i = 0; i < value.size(); ++i)
            STOA_CHECK(admit(value[i], FieldPath(path, i)));
        return {};
    } else if constexpr (Described<T>) {
        return eachMember<T>(value, [&](std::string_view name, auto& member) -> Done {
            return admit(member, FieldPath(path, name));
        });
    } else {
        return {};
    }
}

} // namespace stoa::codec
