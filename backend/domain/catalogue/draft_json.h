#pragma once
// The parts of a listing that are stored as JSON: attributes, images, options, category rules and
// whole drafts. This is the shape inside our own tables, not the shape on the wire; text that does
// not read back is our bug and aborts.

#include "api/listings.h"

namespace stoa::catalogue {

std::string toJson(const std::vector<api::AttributeValue>& values);
std::string toJson(const std::vector<api::Image>& images);
std::string toJson(const std::vector<api::AttributeRule>& rules);
std::string toJson(const api::ListingDraft& draft);

std::vector<api::AttributeValue> attributesFromJson(std::string_view text);
std::vector<api::Image> imagesFromJson(std::string_view text);
std::vector<api::AttributeRule> rulesFromJson(std::string_view text);
api::ListingDraft draftFromJson(std::string_view text);

} // namespace stoa::catalogue
