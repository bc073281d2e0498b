#include "output.h"

#include <cstdio>

#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <unistd.h>
#endif

namespace stoa::ctl {

std::string counted(std::int64_t number, const std::string& one, const std::string& many)
{
    const std::string word = number == 1 ? one : many.empty() ? one + 's' : many;
    return std::to_string(number) + ' ' + word;
}

void Output::result(const json::object& object, const std::string& text) const
{
    std::printf("%s\n", m_isJson ? json::serialize(object).c_str() : text.c_str());
}

void Output::progress(double share, const std::string& what) const
{
    if (isatty(fileno(stderr)) == 0) return;
    std::fprintf(stderr, "\r%3.0f %%  %-20s%s", share * 100, what.c_str(), share >= 1 ? "\n" : "");
}

void Output::note(const std::string& sentence) const
{
    std::fprintf(stderr, "%s\n", sentence.c_str());
}

int Output::failure(const Error& error) const
{
    if (m_isJson) {
        json::object params;
        for (const auto& [name, value] : error.params)
            params[name] = value;
        const json::object object{{"error", error.code},
                                  {"kind", name(error.kind)},
                                  {"field", error.field},
                                  {"params", params},
                                  {"detail", error.detail}};
        std::fprintf(stderr, "%s\n", json::serialize(object).c_str());
    } else {
        std::fprintf(stderr, "stoactl: %s\n", describe(error).c_str());
    }
    const bool isAway = error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Timeout ||
                        error.code.starts_with("services.");
    return isAway ? kUnreachable : kRefused;
}

int Output::usage(const std::string& sentence) const
{
    std::fprintf(stderr, "stoactl: %s\nstoactl --help lists the commands.\n", sentence.c_str());
    return kUsage;
}

} // namespace stoa::ctl
