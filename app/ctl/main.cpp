// stoactl: the marketplace from the command line.

#include "commands.h"

#include <spdlog/spdlog.h>

#include <QCommandLineParser>
#include <QCoreApplication>

namespace {

using namespace stoa;

const char* const kCommands = R"(Commands:
  import FILE --seller NAME   read a Shopify product CSV ("-": standard input)
  jobs list                   how full the job queues are
  jobs dead                   jobs that were given up (--kind)
  jobs replay JOB             run one of them after all, or all of a --kind
  jobs discard JOB            delete one of them (--reason)
  payouts preview             what the schedules would pay now
  payouts prepare             prepare a batch for somebody else to approve
  payouts approve BATCH       approve and send it; or cancel BATCH (--reason)
  payouts statement PAYOUT    save its statement (--seller, --file NAME.csv or .pdf)
  refunds list                what waits for a second person
  refunds approve REFUND      let it go on; or decline REFUND (--reason)
  disputes list               open chargebacks, the nearest date first
  disputes submit DISPUTE     answer with the text in --file; or accept DISPUTE
  migrate                     bring the database to this program's schema
  seed                        add demo data (--listings, --orders, --seed); a new marketplace
                              gets an owner, whose password is printed once
  verify                      check the event chains, the ledger, and that the tables can be made
                              again from the events
  checkpoint                  sign where the event logs are now; verify holds them against it
  rebuild                     make the tables again from the events, in the schema stoa_rebuilt,
                              and compare them with the real ones

Exit codes: 0 done, 1 refused or not sound, 2 wrong use, 3 marketplace not reachable.
With --node, STOA_TOKEN holds an API key or access token.)";

struct Options {
    QCommandLineOption data{"data", "Folder of a marketplace on this computer.", "folder"};
    QCommandLineOption node{"node", "Address of a marketplace elsewhere.", "url"};
    QCommandLineOption json{"json", "Print one JSON object."};
    QCommandLineOption seller{"seller", "Whose listings: name, short name or id.", "seller"};
    QCommandLineOption dryRun{"dry-run", "Read and check everything, write nothing."};
    QCommandLineOption draft{"draft", "Keep new listings as drafts, out of review."};
    QCommandLineOption kind{"kind", "Of the jobs.", "kind"};
    QCommandLineOption reason{
        "reason", "Why a job is discarded, a batch canceled, a refund declined.", "text"};
    QCommandLineOption file{"file", "Where a statement is saved; where evidence is.", "file"};
    QCommandLineOption listings{"listings", "How many (default 180).", "number", "180"};
    QCommandLineOption orders{"orders", "How many (default 1200).", "number", "1200"};
    QCommandLineOption seed{"seed", "The same number makes the same data.", "number", "20261118"};
};

Result<ctl::Target> targetOf(const QCommandLineParser& parser, const Options& options)
{
    if (parser.isSet(options.node)) {
        return ctl::Target::ofNode(parser.value(options.node).toStdString(),
                                   qEnvironmentVariable("STOA_TOKEN").toStdString());
    }
    return ctl::Target::ofFolder(
        parser.isSet(options.data) ? std::filesystem::path(parser.value(options.data).toStdString())
                                   : services::defaultDataFolder() / "main");
}

// Empty when the words after "jobs" make sense.
std::string jobsUsage(const ctl::JobsArguments& arguments, qsizetype words)
{
    const QString& verb = arguments.verb;
    const bool namesJob = !arguments.job.isEmpty();
    if (verb == "list" || verb == "dead") return words == 2 ? "" : "wrong number of words";
    if (verb == "replay" && words <= 3) {
        const bool isClear = namesJob != !arguments.kind.isEmpty();
        return isClear ? "" : "jobs replay needs a job or --kind";
    }
    if (verb == "discard" && words <= 3) {
        const bool isComplete = namesJob && !arguments.reason.isEmpty();
        return isComplete ? "" : "jobs discard needs a job and --reason";
    }
    return "jobs can list, dead, replay and discard";
}

// A verb of a command about money, and what it has to be told.
struct MoneyVerb {
    const char* command;
    const char* verb;
    const char* subject; // "": none
    bool needsReason = false;
    bool needsFile = false;
    bool needsSeller = false;
};
constexpr MoneyVerb kMoneyVerbs[] = {
    {"payouts", "preview", ""},
    {"payouts", "prepare", ""},
    {"payouts", "approve", "a batch"},
    {"payouts", "cancel", "a batch", true},
    {"payouts", "statement", "a payout", false, true, true},
    {"refunds", "list", ""},
    {"refunds", "approve", "a refund"},
    {"refunds", "decline", "a refund", true},
    {"disputes", "list", ""},
    {"disputes", "submit", "a dispute", false, true},
    {"disputes", "accept", "a dispute"},
};

bool isMoneyCommand(const QString& command)
{
    return std::ranges::any_of(kMoneyVerbs,
                               [&](const MoneyVerb& each) { return command == each.command; });
}

// Empty when the words after the command make sense.
std::string moneyUsage(const QString& command, const ctl::MoneyArguments& arguments,
                       qsizetype words)
{
    const auto* verb = std::ranges::find_if(kMoneyVerbs, [&](const MoneyVerb& each) {
        return command == each.command && arguments.verb == each.verb;
    });
    if (verb == std::end(kMoneyVerbs)) return "unknown verb of " + command.toStdString();
    const bool hasSubject = *verb->subject != '\0';
    const bool isComplete = words == (hasSubject ? 3 : 2) &&
                            (!verb->needsReason || !arguments.reason.isEmpty()) &&
                            (!verb->needsFile || !arguments.file.isEmpty()) &&
                            (!verb->needsSeller || !arguments.seller.isEmpty());
    if (isComplete) return {};
    std::string needs =
        hasSubject ? std::string(" needs ") + verb->subject : " takes no more words";
    if (verb->needsSeller) needs += ", --seller";
    if (verb->needsFile) needs += ", --file";
    if (verb->needsReason) needs += ", --reason";
    return command.toStdString() + ' ' + verb->verb + needs;
}

int runMoney(ctl::Target& target, const ctl::Output& output, const QString& command,
             const ctl::MoneyArguments& arguments)
{
    if (command == "payouts") return ctl::payouts(target, output, arguments);
    if (command == "refunds") return ctl::refunds(target, output, arguments);
    return ctl::disputes(target, output, arguments);
}

int run(const QCommandLineParser& parser, const Options& options, const ctl::Output& output)
{
    const QStringList words = parser.positionalArguments();
    const QString command = words.value(0);
    const bool isImport = command == "import";
    const bool isJobs = command == "jobs";
    const bool isMoney = isMoneyCommand(command);
    const ctl::MoneyArguments money{words.value(1), words.value(2), parser.value(options.seller),
                                    parser.value(options.reason), parser.value(options.file)};
    const ctl::JobsArguments jobs{words.value(1), words.value(2), parser.value(options.kind),
                                  parser.value(options.reason)};
    const QStringList others{"jobs", "migrate", "seed", "verify", "checkpoint", "rebuild"};
    if (!isImport && !isMoney && !others.contains(command)) {
        return output.usage(command.isEmpty() ? "what shall it do?"
                                              : "unknown command \"" + command.toStdString() + '"');
    }
    if (const auto wrong = isJobs ? jobsUsage(jobs, words.size()) : std::string(); !wrong.empty()) {
        return output.usage(wrong);
    }
    if (const auto wrong = isMoney ? moneyUsage(command, money, words.size()) : std::string();
        !wrong.empty()) {
        return output.usage(wrong);
    }
    const bool hasVerbs = isJobs || isMoney;
    if (!hasVerbs && words.size() != (isImport ? 2 : 1))
        return output.usage("wrong number of words");
    if (isImport && !parser.isSet(options.seller)) return output.usage("import needs --seller");
    if (parser.isSet(options.data) && parser.isSet(options.node)) {
        return output.usage("--data and --node exclude each other");
    }
    auto target = targetOf(parser, options);
    if (!target) return output.failure(target.error());
    if (isImport) {
        return ctl::importFile(*target, output,
                               {words[1], parser.value(options.seller),
                                parser.isSet(options.dryRun), parser.isSet(options.draft)});
    }
    if (isJobs) return ctl::jobs(*target, output, jobs);
    if (isMoney) return runMoney(*target, output, command, money);
    if (command == "migrate") return ctl::migrate(*target, output);
    if (command == "verify") return ctl::verify(*target, output);
    if (command == "checkpoint") return ctl::checkpoint(*target, output);
    if (command == "rebuild") return ctl::rebuild(*target, output);
    bool isNumber[3];
    const auto listings = parser.value(options.listings).toULongLong(&isNumber[0]);
    const auto orders = parser.value(options.orders).toULongLong(&isNumber[1]);
    const auto number = parser.value(options.seed).toULongLong(&isNumber[2]);
    if (!isNumber[0] || !isNumber[1] || !isNumber[2]) {
        return output.usage("--listings, --orders and --seed are numbers");
    }
    return ctl::seed(*target, output, listings, orders, number);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName("stoactl");
    QCoreApplication::setApplicationVersion(STOA_VERSION);
    spdlog::set_level(spdlog::level::warn);

    QCommandLineParser parser;
    parser.setApplicationDescription(kCommands);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("command", "What to do.");
    const Options options;
    parser.addOptions({options.data, options.node, options.json, options.seller, options.dryRun,
                       options.draft, options.kind, options.reason, options.file, options.listings,
                       options.orders, options.seed});
    if (!parser.parse(QCoreApplication::arguments())) {
        return ctl::Output(false).usage(parser.errorText().toStdString());
    }
    if (parser.isSet("help")) parser.showHelp();
    if (parser.isSet("version")) parser.showVersion();
    return run(parser, options, ctl::Output(parser.isSet(options.json)));
}
