#include "node/demo/pictures.h"

#include "core/assert.h"
#include "node/demo/resource.h"

#include <array>
#include <map>

namespace stoa::demo {
namespace {

constexpr std::string_view kFolder = "/pictures/demo/";
constexpr std::string_view kDetail = "-detail";
constexpr std::string_view kSuffix = ".svg";

struct Tone {
    std::string name;
    std::string main, dark, light, accent, ground; // "#7d8760"
};

struct Studio {
    std::map<std::string, Tone, std::less<>> toneOfFinish;
    std::map<std::string, Tone, std::less<>> tones;
    std::map<std::string, std::string, std::less<>> shapes;
};

std::string text(const json::value& object, std::string_view name)
{
    return std::string(std::string_view(object.at(name).as_string()));
}

Studio openStudio()
{
    Studio studio;
    const json::value data = resourceJson("pictures.json");
    for (const json::value& each : data.at("tones").as_array()) {
        const Tone tone{text(each, "name"),  text(each, "main"),   text(each, "dark"),
                        text(each, "light"), text(each, "accent"), text(each, "ground")};
        studio.toneOfFinish.emplace(text(each, "finish"), tone);
        studio.tones.emplace(tone.name, tone);
    }
    for (const auto& shape : data.at("shapes").as_object())
        studio.shapes.emplace(shape.key(), std::string_view(shape.value().as_string()));
    return studio;
}

const Studio& studio()
{
    static const Studio opened = openStudio(); // constant after its first use
    return opened;
}

std::string painted(std::string_view shape, const Tone& tone)
{
    std::string result;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] != '{') {
            result += shape[i];
            continue;
        }
        const char ink = shape.at(i + 1);
        result += ink == 'm'   ? tone.main
                  : ink == 'd' ? tone.dark
                  : ink == 'l' ? tone.light
                               : tone.accent;
        i += 2;
    }
    return result;
}

} // namespace

std::string picturePath(std::string_view shape, std::string_view finish, View view)
{
    const auto tone = studio().toneOfFinish.find(finish);
    STOA_ASSERT(tone != studio().toneOfFinish.end());
    STOA_ASSERT(studio().shapes.contains(shape));
    std::string path(kFolder);
    path += shape;
    path += '-' + tone->second.name;
    if (view == View::Detail) path += kDetail;
    return path.append(kSuffix);
}

std::optional<std::string> pictureAt(std::string_view path)
{
    if (!path.starts_with(kFolder) || !path.ends_with(kSuffix)) return std::nullopt;
    path.remove_prefix(kFolder.size());
    if (path.size() < kSuffix.size()) return std::nullopt;
    path.remove_suffix(kSuffix.size());
    const bool isDetail = path.ends_with(kDetail);
    if (isDetail) path.remove_suffix(kDetail.size());
    const std::size_t dash = path.rfind('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto shape = studio().shapes.find(path.substr(0, dash));
    const auto tone = studio().tones.find(path.substr(dash + 1));
    if (shape == studio().shapes.end() || tone == studio().tones.end()) return std::nullopt;
    const char* const frame = isDetail ? "58 48 100 100" : "0 0 200 200";
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"400\""
                      " viewBox=\"";
    svg.append(frame).append("\"><rect width=\"200\" height=\"200\" fill=\"");
    svg.append(tone->second.ground).append("\"/>");
    return svg + painted(shape->second, tone->second) + "</svg>";
}

} // namespace stoa::demo
