#pragma once
// The text of an HTML fragment, as product files have it in their description: paragraphs become
// blank lines, list items lines with a bullet, entities their characters; scripts, styles and
// comments vanish. Never fails: what is no tag or no entity stays as it is. This is a conversion to
// plain text, not a sanitiser; the result is never used as HTML.

#include <string>
#include <string_view>

namespace stoa::catalogue {

std::string textOfHtml(std::string_view html);

} // namespace stoa::catalogue
