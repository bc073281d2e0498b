#pragma once
// A shop with orders that have arrived, and their reviews: what a test of the slice says in a line.

#include "domain/reviews/reviews.h"
#include "domain_shop/shop.h"

namespace stoa::test {

class ReviewBench {
public:
    ReviewBench() : bowl(shop.addVariant("10.00", 100'000)) {}

    // An order of one bowl that has arrived.
    api::OrderView delivered()
    {
        auto order = must(shop.place(shop.basket({{bowl, 1}})));
        order = must(shop.runOn(shop.bench.db(), [&](Unit& unit) {
            return orders::handle(unit, api::FulfillOrder{shop.seller, order.row.id,
                                                          order.row.version, "DHL", "JD1"});
        }));
        return must(shop.runOn(shop.bench.db(), [&](Unit& unit) {
            return orders::handle(unit,
                                  api::DeliverOrder{shop.seller, order.row.id, order.row.version});
        }));
    }

    api::WriteReview wordsFor(const api::OrderView& order, std::int64_t stars = 5) const
    {
        api::WriteReview request;
        request.seller = shop.seller;
        request.order = order.row.id;
        request.line = order.lines.at(0).id;
        request.buyerEmail = "ioana@example.org";
        request.rating = stars;
        request.title = "A good bowl";
        request.body = "Heavier than it looks.";
        return request;
    }
    api::ReviewView published(std::int64_t stars = 5)
    {
        return must(call(wordsFor(delivered(), stars)));
    }

    template <class Request>
    Result<typename Request::Reply> call(const Request& request)
    {
        return callOn(shop.bench.db(), request);
    }
    template <class Request>
    Result<typename Request::Reply> callOn(db::Connection& connection, const Request& request)
    {
        return shop.runOn(connection, [&](Unit& unit) { return reviews::handle(unit, request); });
    }

    api::ReviewView read(ReviewId id) { return must(call(api::GetReview{shop.seller, id})).row; }
    Result<api::ReviewView> decide(const api::ReviewView& review, api::ReviewDecision decision)
    {
        const auto problem = decision == api::ReviewDecision::Hide
                                 ? std::optional(api::ReviewProblem::Offensive)
                                 : std::nullopt;
        return call(api::DecideReview{shop.seller, review.id, review.version, decision, problem,
                                      "As agreed."});
    }
    Done report(const api::ReviewView& review, const std::string& email)
    {
        const auto done = call(api::ReportReview{shop.seller, review.id, email,
                                                 api::ReviewProblem::Advertising, "Look."});
        if (!done) return fail(done);
        return {};
    }
    api::ListingReviews shown(ListingId listing)
    {
        return must(call(api::ListListingReviews{shop.seller, listing, std::nullopt, "", 20}));
    }
    // Rows and sums of what the slice writes: equal when nothing was written.
    std::string fingerprint()
    {
        static constexpr db::Statement kSums{
            "reviews.test_sums",
            "SELECT concat_ws(' ', (SELECT count(*) || '/' || coalesce(sum(version), 0) FROM "
            "review),"
            " (SELECT count(*) FROM review_report), (SELECT coalesce(sum(stars_1 + 10 * stars_2 +"
            " 100 * stars_3 + 1000 * stars_4 + 10000 * stars_5), 0) FROM listing_rating),"
            " (SELECT count(*) FROM event_log)) AS text"};
        return must(shop.bench.db().run(kSums)).single().get<std::string>("text");
    }

    Shop shop;
    VariantId bowl;
};

} // namespace stoa::test
