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
  payouts export BATCH        save it for the bank (--file NAME.csv)
  payouts settle PAYOUT       a wire was made (--seller, --reference), or failed (--reason)
  payouts accounts            where sellers are paid out to
  payouts account             where a --seller is; set-account PROVIDER[:ACCOUNT], then somebody
                              else does verify-account; or remove-account
  refunds list                what waits for a second person
  refunds approve REFUND      let it go on; or decline REFUND (--reason)
  disputes list               open chargebacks, the nearest date first
  disputes submit DISPUTE     answer with the text in --file; or accept DISPUTE
  reconcile run PROVIDER      compare its statement with the books (--from, --to, --currency,
                              --grace)
  reconcile runs              the newest runs
  reconcile differences       what differs (a PROVIDER, --state)
  reconcile explain DIFFERENCE  why it is so (--reason)
  taxes rates                 the rates of tax, as JSON; replace --file FILE writes them anew
  taxes report                the tax in what was sold and given back (--from, --to, --seller)
  webhooks list               where a --seller's events are posted to
  webhooks add URL            one more place (--kind KIND,KIND: only these); shows its secret once
  webhooks test ENDPOINT      post a test event there
  webhooks deliveries         what was posted last; redeliver DELIVERY posts it again
  operations [OPERATION]      what can be called, or what one of them takes
  call OPERATION [JSON]       any of them ("-": the request from standard input; --key)
  migrate                     bring the database to this program's schema
  seed                        add demo data (--listings, --orders, --seed); a new marketplace
                              gets an owner, whose password is printed once
  verify                      check the event chains, the ledger, and that the tables can be made
                              again from the events
  checkpoint                  sign where the event logs are now; verify holds them against it
  rebuild                     make the tables again from the events, in the schema stoa_rebuilt,
                              and compare them with the real ones

Exit codes: 0 done, 1 refused or not sound, 2 wrong use, 3 marketplace or provider not reachable,
4 reconcile: there are differences that nobody has explained.
With --node, STOA_TOKEN holds an API key or access token.)";

struct Options {
    QCommandLineOption data{"data", "Folder of a marketplace on this computer.", "folder"};
    QCommandLineOption demo{"demo", "The demo marketplace on this computer."};
    QCommandLineOption node{"node", "Address of a marketplace elsewhere.", "url"};
    QCommandLineOption json{"json", "Print one JSON object."};
    QCommandLineOption seller{
        "seller", "Whose listings, webhooks or taxes: name, short name or id.", "seller"};
    QCommandLineOption dryRun{"dry-run", "Read and check everything, write nothing."};
    QCommandLineOption draft{"draft", "Keep new listings as drafts, out of review."};
    QCommandLineOption kind{"kind", "Of the jobs; of the events, separated by commas.", "kind"};
    QCommandLineOption reason{
        "reason",
        "Why a job is discarded, a batch canceled, a refund declined; what explains a difference.",
        "text"};
    QCommandLineOption reference{"reference", "The bank's, of a wire that was made.", "text"};
    QCommandLineOption key{"key", "Idempotency key of a call: the same key, the same outcome.",
                           "key"};
    QCommandLineOption file{"file", "Where a statement is saved; where evidence or rates are.",
                            "file"};
    QCommandLineOption from{"from", "First day of a reconciliation (default yesterday) or report.",
                            "day"};
    QCommandLineOption to{"to", "Its last day (default the first).", "day"};
    QCommandLineOption currency{"currency", "Only this one.", "code"};
    QCommandLineOption grace{
        "grace", "For how many hours what one side only knows is in flight (default 24).", "hours",
        "24"};
    QCommandLineOption state{"state", "open (default), explained, gone or all.", "state", "open"};
    QCommandLineOption listings{"listings", "How many (default 180).", "number", "180"};
    QCommandLineOption orders{"orders", "How many (default 1200).", "number", "1200"};
    QCommandLineOption seed{"seed", "The same number makes the same data.", "number", "20261118"};
};

// What was typed.
struct Line {
    const QCommandLineParser& parser;
    const Options& options;
    QStringList words;

    bool has(const QCommandLineOption& option) const { return parser.isSet(option); }
    QString value(const QCommandLineOption& option) const { return parser.value(option); }
};

struct Command {
    const char* name;
    qsizetype least; // words, with the name
    qsizetype most;
    // What is wrong with them; empty when nothing is.
    std::string (*complaint)(const Line& line);
    int (*run)(ctl::Target& target, const ctl::Output& output, const Line& line);
};

std::string nothing(const Line& /*line*/)
{
    return {};
}

template <int (*Run)(ctl::Target&, const ctl::Output&)>
int plainly(ctl::Target& target, const ctl::Output& output, const Line& /*line*/)
{
    return Run(target, output);
}

std::string importComplaint(const Line& line)
{
    return line.has(line.options.seller) ? "" : "import needs --seller";
}

int runImport(ctl::Target& target, const ctl::Output& output, const Line& line)
{
    return ctl::importFile(target, output,
                           {line.words[1], line.value(line.options.seller),
                            line.has(line.options.dryRun), line.has(line.options.draft)});
}

std::string jobsComplaint(const Line& line)
{
    const QString verb = line.words[1];
    const bool namesJob = line.words.size() == 3;
    if (verb == "list" || verb == "dead") return namesJob ? "wrong number of words" : "";
    if (verb == "replay") {
        const bool isClear = namesJob != line.has(line.options.kind);
        return isClear ? "" : "jobs replay needs a job or --kind";
    }
    if (verb == "discard") {
        const bool isComplete = namesJob && !line.value(line.options.reason).isEmpty();
        return isComplete ? "" : "jobs discard needs a job and --reason";
    }
    return "jobs can list, dead, replay and discard";
}

int runJobs(ctl::Target& target, const ctl::Output& output, const Line& line)
{
    return ctl::jobs(target, output,
                     {line.words[1], line.words.value(2), line.value(line.options.kind),
                      line.value(line.options.reason)});
}

std::string payoutAccountsComplaint(const Line& line)
{
    const QString verb = line.words[1];
    if (verb == "accounts") return line.words.size() == 2 ? "" : "wrong number of words";
    const bool isSet = verb == "set-account";
    const bool isComplete = line.has(line.options.seller) && line.words.size() == (isSet ? 3 : 2);
    if (isComplete) return {};
    return isSet ? "payouts set-account needs PROVIDER or PROVIDER:ACCOUNT, and --seller"
                 : "payouts " + verb.toStdString() + " needs --seller";
}

std::string payoutsComplaint(const Line& line)
{
    const QString verb = line.words[1];
    const bool namesOne = line.words.size() == 3;
    if (verb == "preview" || verb == "prepare") return namesOne ? "wrong number of words" : "";
    if (verb == "approve") return namesOne ? "" : "payouts approve needs a batch";
    if (verb == "cancel") {
        const bool isComplete = namesOne && !line.value(line.options.reason).isEmpty();
        return isComplete ? "" : "payouts cancel needs a batch and --reason";
    }
    if (verb == "statement") {
        const bool isComplete =
            namesOne && line.has(line.options.seller) && line.has(line.options.file);
        return isComplete ? "" : "payouts statement needs a payout, --seller and --file";
    }
    if (verb == "export") {
        return namesOne && line.has(line.options.file) ? ""
                                                       : "payouts export needs a batch and --file";
    }
    if (verb == "settle") {
        const bool isClear = line.has(line.options.reference) != line.has(line.options.reason);
        const bool isComplete = namesOne && line.has(line.options.seller) && isClear;
        return isComplete ? ""
                          : "payouts settle needs a payout, --seller, and --reference or --reason";
    }
    if (ctl::isOfAccounts(verb)) return payoutAccountsComplaint(line);
    return "payouts can preview, prepare, approve, cancel, statement, export, settle, accounts, "
           "account, set-account, verify-account and remove-account";
}

std::string refundsComplaint(const Line& line)
{
    const QString verb = line.words[1];
    const bool namesOne = line.words.size() == 3;
    if (verb == "list") return namesOne ? "wrong number of words" : "";
    if (verb == "approve") return namesOne ? "" : "refunds approve needs a refund";
    if (verb == "decline") {
        const bool isComplete = namesOne && !line.value(line.options.reason).isEmpty();
        return isComplete ? "" : "refunds decline needs a refund and --reason";
    }
    return "refunds can list, approve and decline";
}

std::string disputesComplaint(const Line& line)
{
    const QString verb = line.words[1];
    const bool namesOne = line.words.size() == 3;
    if (verb == "list") return namesOne ? "wrong number of words" : "";
    if (verb == "accept") return namesOne ? "" : "disputes accept needs a dispute";
    if (verb == "submit") {
        const bool isComplete = namesOne && line.has(line.options.file);
        return isComplete ? "" : "disputes submit needs a dispute and --file";
    }
    return "disputes can list, submit and accept";
}

std::string reconcileComplaint(const Line& line)
{
    const QString verb = line.words[1];
    const bool namesOne = line.words.size() == 3;
    if (verb == "runs") return namesOne ? "wrong number of words" : "";
    if (verb == "differences") {
        static const QStringList kStates{"open", "explained", "gone", "all"};
        const bool isKnown = kStates.contains(line.value(line.options.state));
        return isKnown ? "" : "--state is open, explained, gone or all";
    }
    if (verb == "run") {
        bool isNumber = false;
        line.value(line.options.grace).toInt(&isNumber);
        if (!isNumber) return "--grace is a number of hours";
        return namesOne ? "" : "reconcile run needs a provider";
    }
    if (verb == "explain") {
        const bool isComplete = namesOne && !line.value(line.options.reason).isEmpty();
        return isComplete ? "" : "reconcile explain needs a difference and --reason";
    }
    return "reconcile can run, runs, differences and explain";
}

int runReconcile(ctl::Target& target, const ctl::Output& output, const Line& line)
{
    return ctl::reconcile(target, output,
                          {line.words[1], line.words.value(2), line.value(line.options.from),
                           line.value(line.options.to), line.value(line.options.currency),
                           line.value(line.options.grace).toInt(), line.value(line.options.state),
                           line.value(line.options.reason)});
}

// Of payouts, refunds and disputes.
template <int (*Run)(ctl::Target&, const ctl::Output&, const ctl::MoneyArguments&)>
int runMoney(ctl::Target& target, const ctl::Output& output, const Line& line)
{
    return Run(target, output,
               {line.words[1], line.words.value(2), line.value(line.options.seller),
                line.value(line.options.reason), line.value(line.options.file),
                line.value(line.options.reference)});
}

std::string taxesComplaint(const Line& line)
{
    const QString verb = line.words[1];
    if (verb == "rates") return "";
    if (verb == "replace") return line.has(line.options.file) ? "" : "taxes replace needs --file";
    if (verb == "report" && !line.has(line.options.from)) return "taxes report needs --from";
    if (verb == "report") {
        const bool areDays =
            ctl::isDay(line.value(line.options.from)) &&
            (!line.has(line.options.to) || ctl::isDay(line.value(line.options.to)));
        return areDays ? "" : "--from and --to are days, as 2026-11-21";
    }
    return "taxes takes rates, replace or report";
}

int runTaxes(ctl::Target& target, const ctl::Output& output, const Line& line)
{
    return ctl::taxes(target, output,
                      {line.words[1], line.value(line.options.file), line.value(line.options.from),
                       line.value(line.options.to), line.value(line.options.seller)});
}

std::string callComplaint(const Line& line)
{
    return ctl::operationComplaint(line.words[1]);
}

std::string webhooksComplaint(const Line& line)
{
    const QString verb = line.words[1];
    const bool namesOne = line.words.size() == 3;
    if (!line.has(line.options.seller)) return "webhooks need --seller";
    if (verb == "list" || verb == "deliveries") return namesOne ? "wrong number of words" : "";
    if (verb == "add") return namesOne ? "" : "webhooks add needs a URL";
    if (verb == "test") return namesOne ? "" : "webhooks test needs an endpoint";
    if (verb == "redeliver") return namesOne ? "" : "webhooks redeliver needs a delivery";
    return "webhooks can list, add, test, deliveries and redeliver";
}

int runWebhooks(ctl::Target& target, const ctl::Output& output, const Line& line)
{
    return ctl::webhooks(target, output,
                         {line.words[1], line.words.value(2), line.value(line.options.seller),
                          line.value(line.options.kind)});
}

int runCall(ctl::Target& target, const ctl::Output& output, const Line& line)
{
    return ctl::call(target, output,
                     {line.words[1], line.words.value(2), line.value(line.options.key)});
}

std::string seedComplaint(const Line& line)
{
    for (const auto* option : {&line.options.listings, &line.options.orders, &line.options.seed}) {
        bool isNumber = false;
        line.value(*option).toULongLong(&isNumber);
        if (!isNumber) return "--listings, --orders and --seed are numbers";
    }
    return {};
}

int runSeed(ctl::Target& target, const ctl::Output& output, const Line& line)
{
    return ctl::seed(target, output, line.value(line.options.listings).toULongLong(),
                     line.value(line.options.orders).toULongLong(),
                     line.value(line.options.seed).toULongLong());
}

constexpr Command kTable[] = {
    {"import", 2, 2, importComplaint, runImport},
    {"jobs", 2, 3, jobsComplaint, runJobs},
    {"payouts", 2, 3, payoutsComplaint, runMoney<ctl::payouts>},
    {"refunds", 2, 3, refundsComplaint, runMoney<ctl::refunds>},
    {"disputes", 2, 3, disputesComplaint, runMoney<ctl::disputes>},
    {"reconcile", 2, 3, reconcileComplaint, runReconcile},
    {"taxes", 2, 2, taxesComplaint, runTaxes},
    {"webhooks", 2, 3, webhooksComplaint, runWebhooks},
    {"call", 2, 3, callComplaint, runCall},
    {"seed", 1, 1, seedComplaint, runSeed},
    {"migrate", 1, 1, nothing, plainly<ctl::migrate>},
    {"verify", 1, 1, nothing, plainly<ctl::verify>},
    {"checkpoint", 1, 1, nothing, plainly<ctl::checkpoint>},
    {"rebuild", 1, 1, nothing, plainly<ctl::rebuild>},
};

Result<ctl::Target> targetOf(const Line& line)
{
    if (line.has(line.options.node)) {
        return ctl::Target::ofNode(line.value(line.options.node).toStdString(),
                                   qEnvironmentVariable("STOA_TOKEN").toStdString());
    }
    if (line.has(line.options.data)) {
        return ctl::Target::ofFolder(line.value(line.options.data).toStdString());
    }
    return ctl::Target::ofFolder(services::defaultDataFolder() /
                                 (line.has(line.options.demo) ? "demo" : "main"));
}

int run(const Line& line, const ctl::Output& output)
{
    const std::string name = line.words.value(0).toStdString();
    if (name == "operations" && line.words.size() <= 2) {
        return ctl::operations(output, line.words.value(1));
    }
    const auto* const command =
        std::ranges::find_if(kTable, [&](const Command& each) { return each.name == name; });
    if (command == std::end(kTable)) {
        return output.usage(name.empty() ? "what shall it do?" : "unknown command \"" + name + '"');
    }
    if (line.words.size() < command->least || line.words.size() > command->most)
        return output.usage("wrong number of words");
    if (const std::string wrong = command->complaint(line); !wrong.empty())
        return output.usage(wrong);
    const int places =
        line.has(line.options.data) + line.has(line.options.node) + line.has(line.options.demo);
    if (places > 1) return output.usage("--data, --demo and --node exclude each other");
    auto target = targetOf(line);
    if (!target) return output.failure(target.error());
    return command->run(*target, output, line);
}

// What a shell leaves of `--data "$UNSET"` or `--data $UNSET --json` must not be taken for a value.
std::string complaintAbout(const QCommandLineParser& parser,
                           const QList<QCommandLineOption>& options)
{
    for (const QCommandLineOption& option : options) {
        if (option.valueName().isEmpty() || !parser.isSet(option)) continue;
        for (const QString& value : parser.values(option)) {
            if (value.isEmpty() || value.startsWith(QLatin1String("--")))
                return "--" + option.names().constFirst().toStdString() + " needs a value";
        }
    }
    return {};
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
    const QList<QCommandLineOption> all{
        options.data,   options.demo,  options.node,     options.json,   options.seller,
        options.dryRun, options.draft, options.kind,     options.reason, options.reference,
        options.key,    options.file,  options.from,     options.to,     options.currency,
        options.grace,  options.state, options.listings, options.orders, options.seed};
    parser.addOptions(all);
    if (!parser.parse(QCoreApplication::arguments())) {
        return ctl::Output(false).usage(parser.errorText().toStdString());
    }
    if (const auto complaint = complaintAbout(parser, all); !complaint.empty())
        return ctl::Output(false).usage(complaint);
    if (parser.isSet("help")) parser.showHelp();
    if (parser.isSet("version")) parser.showVersion();
    return run({parser, options, parser.positionalArguments()},
               ctl::Output(parser.isSet(options.json)));
}
