#pragma once
// Every kind of event that an organisation's log can hold: what an endpoint can ask for. A kind
// that is not here can not be asked for by name; an endpoint that asks for all of them gets it all
// the same.

#include <span>
#include <string_view>

namespace stoa::webhooks {

std::span<const std::string_view> eventKinds(); // sorted
bool isEventKind(std::string_view kind);

inline constexpr std::string_view kTestKind = "webhook.test"; // is in no log

} // namespace stoa::webhooks
