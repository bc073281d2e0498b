#pragma once
// What stoactl prints and the exit codes that scripts rely on: 0 done, 1 the marketplace refused or
// found something wrong, 2 wrong use, 3 the marketplace could not be reached, or a provider that it
// has to ask, 4 a provider and the books differ in something that nobody has explained. With --json
// the only thing on standard output is one JSON object; errors go to standard error in both forms.

#include "core/error.h"
#include "platform/json/json.h"

namespace stoa::ctl {

enum Exit { kDone = 0, kRefused = 1, kUsage = 2, kUnreachable = 3, kDiffers = 4 };

// "1 queue", "2 queues"; `many` when an s is not enough.
std::string counted(std::int64_t number, const std::string& one, const std::string& many = {});

class Output {
public:
    explicit Output(bool isJson) : m_isJson(isJson) {}

    // The outcome in both forms.
    void result(const json::object& object, const std::string& text) const;
    // One line on the terminal, overwritten by the next; nothing when the output is not one.
    void progress(double share, const std::string& what) const;
    // Something that is told once and beside the outcome; on standard error, too.
    void note(const std::string& sentence) const;
    int failure(const Error& error) const;
    int usage(const std::string& sentence) const;

private:
    bool m_isJson;
};

} // namespace stoa::ctl
