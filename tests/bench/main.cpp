#include "bench.h"
#include "core/clock.h"
#include "platform/db/migrations.h"
#include "platform/json/json.h"
#include "platform/services/private_services.h"

#include <spdlog/spdlog.h>

#include <filesystem>

using namespace stoa;

namespace {

struct Section {
    const char* name;
    bench::Figures (*run)(bench::Setting&);
};
constexpr Section kSections[] = {{"jobs", &bench::jobs}};

// A data folder of its own, gone afterwards.
class Folder {
public:
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "stoa-bench.XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) std::exit(1);
        path = name;
        // The servers' account must be able to enter it.
        std::filesystem::permissions(path, std::filesystem::perms(0755));
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

bench::Figures measure(const Section& section)
{
    const Folder folder;
    services::Options options;
    options.dataFolder = folder.path / "data";
    const auto servers = bench::must(services::PrivateServices::start(std::move(options), {}));
    const auto& postgres = servers->postgres();
    bench::Setting setting;
    setting.database.host = postgres.socketFolder.string();
    setting.database.port = postgres.port;
    setting.database.user = postgres.user;
    setting.database.database = postgres.database;
    setting.database.sslMode = "disable";
    bench::must(
        db::migrate(setting.database, SystemClock().now(), db::within(std::chrono::minutes(2))));
    return section.run(setting);
}

json::object toJson(const bench::Figures& figures)
{
    json::object object;
    for (const auto& figure : figures) {
        object[figure.name] = {
            {"value", figure.value}, {"unit", figure.unit}, {"goal", figure.goal}};
    }
    return object;
}

int usage()
{
    std::fprintf(stderr, "stoa_bench [SECTION …] [--json]\nSections:");
    for (const Section& section : kSections)
        std::fprintf(stderr, " %s", section.name);
    std::fprintf(stderr, "\n");
    return 2;
}

} // namespace

double bench::percentile(std::vector<double> values, double share)
{
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(last * share)];
}

int main(int argc, char** argv)
{
    spdlog::set_level(spdlog::level::err);
    bool isJson = false;
    std::vector<Section> chosen;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const auto* named = std::find_if(std::begin(kSections), std::end(kSections),
                                         [&](const Section& each) { return word == each.name; });
        if (word == "--json")
            isJson = true;
        else if (named != std::end(kSections))
            chosen.push_back(*named);
        else
            return usage();
    }
    if (chosen.empty()) chosen.assign(std::begin(kSections), std::end(kSections));
    json::object all;
    for (const Section& section : chosen) {
        const bench::Figures figures = measure(section);
        if (isJson) all[section.name] = toJson(figures);
        for (const auto& figure : figures) {
            if (!isJson)
                std::printf("%-8s %-36s %10.1f %-8s %s\n", section.name, figure.name.c_str(),
                            figure.value, figure.unit.c_str(), figure.goal.c_str());
        }
    }
    if (isJson) std::printf("%s\n", json::serialize(all).c_str());
}
