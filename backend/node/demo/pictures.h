#pragma once
// Pictures of the demo marketplace's goods, drawn from resources/demo/pictures.json: a shape in the
// tone of a finish, as SVG. The node of a demo serves them, and the console, which knows the same
// shapes, shows them without asking anybody. Our own drawings; no network, no files.
//
//     /pictures/demo/bowl-moss.svg          the bowl
//     /pictures/demo/bowl-moss-detail.svg   a closer look
//
// Thread-safe.

#include <optional>
#include <string>
#include <string_view>

namespace stoa::demo {

enum class View { Whole, Detail };

// Where the picture of a shape in a finish is; an unknown finish is our own bug.
std::string picturePath(std::string_view shape, std::string_view finish, View view);

// The SVG at a path; nothing when there is none.
std::optional<std::string> pictureAt(std::string_view path);

} // namespace stoa::demo
