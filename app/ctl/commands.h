#pragma once
// The commands of stoactl. Each prints its outcome and returns the program's exit code.

#include "output.h"
#include "target.h"

#include <QString>

namespace stoa::ctl {

struct ImportArguments {
    QString file;   // "-" is standard input
    QString seller; // name, slug or id
    bool isDryRun = false;
    bool isDraft = false; // keep new listings as drafts instead of sending them to review
};

struct JobsArguments {
    QString verb;   // "list", "dead", "replay", "discard"
    QString job;    // "ORGANISATION/JOB" as `dead` prints it
    QString kind;   // replay: all of this kind; dead: only these
    QString reason; // discard
};

// Of the commands payouts, refunds and disputes.
struct MoneyArguments {
    QString verb;      // "preview", "prepare", "approve", "cancel", "statement", "list", …
    QString subject;   // a batch, a payout, a refund, a dispute, "stripe:acct_…"
    QString seller;    // of a payout or its account: name, slug or id
    QString reason;    // cancel, decline, settle: why it failed
    QString file;      // statement: .csv or .pdf; export: .csv; submit: the evidence
    QString reference; // settle: the bank's
};

struct ReconcileArguments {
    QString verb;    // "run", "runs", "differences", "explain"
    QString subject; // a provider, of explain a difference
    QString from;    // run: days as "2026-11-21"; empty: yesterday
    QString to;
    QString currency; // run
    std::int64_t graceHours = 24;
    QString state = "open"; // differences; or "all"
    QString note;           // explain
};

struct TaxArguments {
    QString verb; // "rates", "replace", "report"
    QString file; // replace: the rates as `rates` prints them
    QString from; // report: days as "2026-11-21"
    QString to;
    QString seller; // report: name, slug or id; empty: all
};

struct WebhookArguments {
    QString verb;    // "list", "add", "test", "deliveries", "redeliver"
    QString subject; // a URL, an endpoint, a delivery
    QString seller;  // name, slug or id
    QString kinds;   // add: "order.placed,order.paid"; empty: all
};

struct CallArguments {
    QString operation;
    QString request; // JSON; "-" is standard input, nothing is {}
    QString key;     // Idempotency-Key; empty: a new one
};

// A file's bytes, or standard input's for "-". Errors: file.unreadable (params file).
Result<std::string> readFile(const QString& path);
// By name, slug or id. Errors: seller.not_found (params similar).
Result<OrgId> findSeller(Target& target, const std::string& wanted);

int importFile(Target& target, const Output& output, const ImportArguments& arguments);
int migrate(Target& target, const Output& output);
int seed(Target& target, const Output& output, std::size_t listings, std::size_t orders,
         std::uint64_t number);
int verify(Target& target, const Output& output);
int jobs(Target& target, const Output& output, const JobsArguments& arguments);
// What to say when there is no operation of that name.
std::string operationComplaint(const QString& name);
// Any operation of the API that there is, its request and reply as the JSON of its HTTP route.
int call(Target& target, const Output& output, const CallArguments& arguments);
// All of them, or the one of that name with what its request may say.
int operations(const Output& output, const QString& name);
int payouts(Target& target, const Output& output, const MoneyArguments& arguments);
// The verbs of payouts that are about accounts.
bool isOfAccounts(const QString& verb);
int payoutAccounts(Target& target, const Output& output, const MoneyArguments& arguments);
// The bytes go into a file. Errors: file.unwritable (params file).
Done writeFile(const QString& path, const QByteArray& bytes);
int refunds(Target& target, const Output& output, const MoneyArguments& arguments);
int disputes(Target& target, const Output& output, const MoneyArguments& arguments);
int reconcile(Target& target, const Output& output, const ReconcileArguments& arguments);
// Whether `text` is one as "2026-11-21".
bool isDay(const QString& text);
int taxes(Target& target, const Output& output, const TaxArguments& arguments);
int webhooks(Target& target, const Output& output, const WebhookArguments& arguments);
int rebuild(Target& target, const Output& output);
int checkpoint(Target& target, const Output& output);

} // namespace stoa::ctl
