#include "domain/reviews/verify.h"

#include "domain/reviews/reviews_sql.h"

namespace stoa::reviews {

Result<std::vector<WrongRating>> verify(db::Connection& connection, OrgId seller)
{
    STOA_TRY(rows, connection.run(sql::kFindWrongRatings, seller, kMaxWrongRatings));
    std::vector<WrongRating> found;
    for (const db::Row row : rows) {
        found.push_back({row.get<ListingId>("listing_id"), row.get<std::string>("kept"),
                         row.get<std::string>("told")});
    }
    return found;
}

} // namespace stoa::reviews
