#pragma once
// The row that every operation of the product has in the one table. From it come the in-process
// call, the HTTP route, the OpenAPI page, the permission check, the tenant scope, idempotency, the
// audit row, the deadline, the rate limit, the metrics and the log line.
//
// To add an operation: write the request struct with `using Reply`, describe it, give it a row with
// STOA_OPERATION, add it to operations.h, write its handler in backend/domain/<slice>, bind it in
// backend/node/bindings. The contract, permission and tenant suites then demand a sample of it.

#include "api/describe.h"
#include "api/ids.h"
#include "api/values.h"

#include <chrono>
#include <string_view>

namespace stoa::api {

enum class Method { Get, Post, Put, Patch, Delete };

enum class Permission {
    Public,   // anybody
    SignedIn, // anybody with a valid session or API key
    UsersRead,
    UsersWrite,
    SellersRead,
    SellersWrite,
    ApiKeysWrite,
    ListingsRead,
    ListingsWrite,
    CategoriesWrite,
    StockWrite,
    StorefrontRead, // published listings, as a shop shows them
    OrdersPlace,
    OrdersRead,
    OrdersWrite,
    RefundsWrite,
    ReviewsRead,   // also those that are not public
    ReviewsWrite,  // for the buyers of a shop
    ReviewsAnswer, // as the seller
    ReviewsReport,
    LedgerRead,
    PayoutsWrite,     // releases money, prepares and approves payouts
    CommissionsWrite, // commission rules, and the policy of settlement
    DisputesWrite,
    ModerationRead,
    ModerationDecide,
    AnalyticsRead,
    AuditRead,
    WebhooksWrite, // an organisation's endpoints and what was posted to them
    NodeRead,      // health, traffic, services and queues of the node
    NodeOperate,   // replay and discard what its queues gave up on
};

// Whose data an operation touches.
enum class Scope {
    None,        // no organisation: signing in, health
    Marketplace, // records of the marketplace itself
    Seller,      // request.seller names the organisation; seller staff only their own, others see
                 // nothing
    Storefront,  // request.seller names the organisation; the caller shops there and is no member
    Visible, // a read over every organisation that the caller may see; request.seller narrows it
};

enum class Kind { Query, Command };

// Whether a command needs the caller's Idempotency-Key.
enum class Idempotency { None, Optional, Required };

// What a command does while the database is away.
enum class WhenAway {
    Refuse,
    Queue, // is accepted into the node's order log, answered with order.queued (HTTP 202), and run
           // when the database is back; whoever asks again with the same key gets the outcome
};

enum class RateClass {
    SignIn,   // 10 a minute for one address and e-mail
    Query,    // 1,200 a minute
    Command,  // 600 a minute
    Checkout, // never shed before the others
    Bulk,     // imports, exports
};

struct Operation {
    std::string_view name; // `slice.verb`, stable: metrics, audit, OpenAPI operationId
    Method method = Method::Get;
    std::string_view route; // below /api/v1; `{field}` is a member of the request
    Permission permission = Permission::SignedIn;
    Scope scope = Scope::None;
    Kind kind = Kind::Query;
    Idempotency idempotency = Idempotency::None;
    RateClass rate = RateClass::Query;
    std::chrono::milliseconds deadline{5000};
    std::size_t maxBodyBytes = 256 * 1024;
    WhenAway whenAway = WhenAway::Refuse;
    std::string_view summary; // one line for the OpenAPI page
};

// Specialised by STOA_OPERATION for every request.
template <class Request>
struct OperationOf;

template <class Request>
constexpr const Operation& operation()
{
    return OperationOf<Request>::kRow;
}

template <class... Requests>
struct Operations {};

} // namespace stoa::api

namespace stoa {
BOOST_DESCRIBE_ENUM(ErrorKind, Invalid, Unauthenticated, Forbidden, NotFound, Conflict, Stale,
                    Refused, TooLarge, RateLimited, Unavailable, Timeout, InDoubt, Canceled,
                    Internal)
namespace api {
STOA_ENUM(Permission, Public, SignedIn, UsersRead, UsersWrite, SellersRead, SellersWrite,
          ApiKeysWrite, ListingsRead, ListingsWrite, CategoriesWrite, StockWrite, StorefrontRead,
          OrdersPlace, OrdersRead, OrdersWrite, RefundsWrite, ReviewsRead, ReviewsWrite,
          ReviewsAnswer, ReviewsReport, LedgerRead, PayoutsWrite, CommissionsWrite, DisputesWrite,
          ModerationRead, ModerationDecide, AnalyticsRead, AuditRead, WebhooksWrite, NodeRead,
          NodeOperate)
} // namespace api
} // namespace stoa

// Inside namespace stoa::api, after the request's description.
#define STOA_OPERATION(Request, ...)                                                               \
    template <>                                                                                    \
    struct OperationOf<Request> {                                                                  \
        static constexpr Operation kRow{__VA_ARGS__};                                              \
    }
