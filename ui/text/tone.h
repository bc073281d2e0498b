#pragma once
// What a state means, independent of any colour. The meanings are fixed for the whole console:
// Ok is done, met or live; Warn is waiting, at risk or needs a second person; Bad is failing, in
// conflict or destructive; Info is money received; Plum is under review; Accent is held, in
// progress or chosen; Neutral is everything else. A tone never stands alone: a word or an icon
// always says the same.

namespace stoa::ui {

enum class Tone { Neutral, Ok, Warn, Bad, Info, Plum, Accent };

} // namespace stoa::ui
