#include "bench.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace {

using namespace stoa::bench;

constexpr Section kSections[] = {{"checkout", &benchCheckout},
                                 {"intake", &benchIntake},
                                 {"refund", &benchRefund},
                                 {"jobs", &benchJobs},
                                 {"log", &benchLog}};

Settings settingsOf(const QCoreApplication& application)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({"only", "Run one section: checkout, intake, refund, jobs, log.", "name"});
    parser.addOption({"seconds", "Length of each measurement.", "n", "10"});
    parser.addOption({"json", "Print JSON instead of a table."});
    parser.process(application);
    Settings settings;
    settings.only = parser.value("only").toStdString();
    settings.span = std::chrono::seconds(std::max(1, parser.value("seconds").toInt()));
    settings.isJson = parser.isSet("json");
    return settings;
}

void printTable(std::string_view section, const Rows& rows)
{
    for (const Row& row : rows) {
        std::printf("%-10s %-48s %12.1f %-9s", std::string(section).c_str(), row.name.c_str(),
                    row.value, row.unit.c_str());
        if (row.ratio) std::printf(" %6.2f", *row.ratio);
        std::printf("\n");
    }
    std::fflush(stdout);
}

QJsonArray jsonOf(std::string_view section, const Rows& rows)
{
    QJsonArray array;
    for (const Row& row : rows) {
        QJsonObject object{{"section", QString::fromUtf8(section.data(), std::ssize(section))},
                           {"name", QString::fromStdString(row.name)},
                           {"value", row.value},
                           {"unit", QString::fromStdString(row.unit)}};
        if (row.ratio) object["ratio"] = *row.ratio;
        array.append(object);
    }
    return array;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const Settings settings = settingsOf(application);
    QJsonArray all;
    bool hasRun = false;
    for (const Section& section : kSections) {
        if (!settings.only.empty() && section.name != settings.only) continue;
        hasRun = true;
        const Rows rows = section.run(settings);
        if (!settings.isJson) printTable(section.name, rows);
        for (const auto& each : jsonOf(section.name, rows))
            all.append(each);
    }
    if (!hasRun) {
        std::fprintf(stderr, "stoa_bench: no section is named %s\n", settings.only.c_str());
        return 2;
    }
    if (settings.isJson)
        std::printf("%s\n", QJsonDocument(all).toJson(QJsonDocument::Indented).constData());
    return 0;
}
