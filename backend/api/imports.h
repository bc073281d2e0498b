#pragma once
// The manual of files: product files in, with a report that names every line it could not use.

#include "api/listings.h"

namespace stoa::api {

struct ImportProblem {
    std::int64_t line = 0; // of the file, 1 is the header
    std::string column;
    std::string code;    // listing.negative_price, csv.unclosed_quote, …
    std::string message; // English, for logs and the command line
};
STOA_STRUCT(ImportProblem, line, column, code, message)

struct ImportReport {
    bool isDryRun = false;
    std::int64_t rows = 0; // data lines read
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t unchanged = 0;
    std::int64_t failed = 0; // listings with at least one problem; the others were written
    std::vector<ImportProblem> problems; // the first 1,000
};
STOA_STRUCT(ImportReport, isDryRun, rows, created, updated, unchanged, failed, problems)

// A Shopify product CSV (classic or new header). Lines of one handle are one listing; it is matched
// by SKU; a blank cell leaves the stored value alone. A bad listing is reported with its line and
// skipped; the rest is written in one transaction. Stock counts for new variants only; images are
// replaced when the file has any. Errors: seller.suspended, text.not_utf8, csv.empty,
// csv.unknown_format, csv.too_many_rows.
struct ImportListings {
    OrgId seller;
    Text<1, 32 * 1024 * 1024> csv;
    bool dryRun = false;
    bool submit = true; // new listings go straight to review
    using Reply = ImportReport;
};
STOA_STRUCT(ImportListings, seller, csv, dryRun, submit)
STOA_OPERATION(ImportListings, .name = "catalogue.import_listings", .method = Method::Post,
               .route = "/sellers/{seller}/imports", .permission = Permission::ListingsWrite,
               .scope = Scope::Seller, .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Bulk, .deadline = std::chrono::seconds(60),
               .maxBodyBytes = 40 * 1024 * 1024, .summary = "Import a product file");

using ImportOperations = Operations<ImportListings>;

} // namespace stoa::api
