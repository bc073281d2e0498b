#pragma once
// A product file in parts that can be imported one after the other, so that a large import has a
// progress, can be stopped between two parts, and never holds one transaction for a minute. Each
// part is a file of its own: the header and whole listings. Quoted line ends stay inside their
// cell.
//
// What a line means is for the node to say. Here only the handle is read, because lines of one
// handle belong together; a file whose handles are scattered, or that has none, stays whole.

#include <cstdint>
#include <string>
#include <vector>

namespace stoa::ui {

struct FilePart {
    std::string csv;
    std::int64_t skipped = 0; // lines of the file between its header and this part
    std::int64_t listings = 0;
};

// At most `mostParts`, of `least` listings or more each; at least one part.
std::vector<FilePart> splitProductFile(const std::string& csv, std::size_t mostParts,
                                       std::size_t least);

} // namespace stoa::ui
