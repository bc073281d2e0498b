#pragma once
// Which of the few shapes of the boundary a type has; the visitors of this folder branch on these.

#include "api/describe.h"
#include "api/ids.h"
#include "api/values.h"
#include "core/timestamp.h"

#include <type_traits>

namespace stoa::codec {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};

template <class T>
struct IsText : std::false_type {};
template <std::size_t Least, std::size_t Most>
struct IsText<Text<Least, Most>> : std::true_type {};

template <class T>
struct IsSecret : std::false_type {};
template <std::size_t Least, std::size_t Most>
struct IsSecret<Secret<Least, Most>> : std::true_type {};

template <class T>
struct IsInteger : std::false_type {};
template <std::int64_t Least, std::int64_t Most>
struct IsInteger<Integer<Least, Most>> : std::true_type {};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
struct IsBoundedList : std::false_type {};
template <class T, std::size_t Most>
struct IsBoundedList<List<T, Most>> : std::true_type {};

template <class T>
struct IsVector : IsBoundedList<T> {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

template <class T>
struct IsPage : std::false_type {};
template <class Row>
struct IsPage<Page<Row>> : std::true_type {};

// Calls `visit(name, member)` for each described member in order; stops when it returns an error.
template <Described T, class Object, class Visit>
Done eachMember(Object& object, Visit visit)
{
    Done done;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
        [&](auto member) {
            if (done) done = visit(std::string_view(member.name), object.*member.pointer);
        });
    return done;
}

} // namespace stoa::codec
