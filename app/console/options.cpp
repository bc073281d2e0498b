#include "options.h"

#include <QCommandLineParser>
#include <QSettings>

#include <cstdio>
#include <cstdlib>

namespace stoa::app {
namespace {

const QString kModeKey = QStringLiteral("start/mode");
const QString kAddressKey = QStringLiteral("start/address");

ConsoleOptions::Mode rememberedMode(const QString& word)
{
    if (word == "standalone") return ConsoleOptions::Mode::Standalone;
    if (word == "demo") return ConsoleOptions::Mode::Demo;
    if (word == "remote") return ConsoleOptions::Mode::Remote;
    return ConsoleOptions::Mode::FirstRun;
}

} // namespace

ConsoleOptions parseConsoleOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription("The console of a marketplace.");
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo("demo",
                                  "A marketplace full of demo data in a folder of its own.");
    const QCommandLineOption data("data", "A marketplace on this computer, in this folder.",
                                  "folder");
    const QCommandLineOption node("node", "A marketplace elsewhere.", "url");
    const QCommandLineOption serve("serve", "Also serve storefronts over HTTP there.",
                                   "address:port");
    const QCommandLineOption tour("tour", "Save a picture of every screen of the demo and end.",
                                  "folder");
    const QCommandLineOption report(
        "report-start", "Print how long the start took since then and end.", "epoch ms");
    parser.addOptions({demo, data, node, serve, tour, report});
    parser.process(arguments);

    ConsoleOptions options;
    options.dataFolder = parser.value(data);
    options.tourFolder = parser.value(tour);
    options.serveAddress = parser.value(serve);
    options.startedAtMs = parser.value(report).toLongLong();
    if (parser.isSet(node)) {
        options.mode = ConsoleOptions::Mode::Remote;
        options.address = parser.value(node);
    } else if (parser.isSet(demo) || parser.isSet(tour)) {
        options.mode = ConsoleOptions::Mode::Demo;
    } else if (parser.isSet(data)) {
        options.mode = ConsoleOptions::Mode::Standalone;
    } else {
        const QSettings settings;
        options.mode = rememberedMode(settings.value(kModeKey).toString());
        options.address = settings.value(kAddressKey).toString();
    }
    return options;
}

void rememberMode(ConsoleOptions::Mode mode, const QString& address)
{
    QSettings settings;
    const QString word = mode == ConsoleOptions::Mode::Standalone ? "standalone"
                         : mode == ConsoleOptions::Mode::Demo     ? "demo"
                                                                  : "remote";
    settings.setValue(kModeKey, word);
    settings.setValue(kAddressKey, address);
}

} // namespace stoa::app
