#pragma once
// Reviews of the marketplace that exists only in tests. ReviewShelf answers for a node: the same
// four reviews of whatever listing is asked for, answers and decisions by the rules that tests of
// the panel need.

#include "api/reviews.h"
#include "gui/fake_node.h"

namespace stoa::test {

class ReviewShelf {
public:
    ReviewShelf(FakeNode& node, Timestamp now);

    // Public with five stars; public with two and one report; pending; hidden.
    std::vector<api::ReviewView>& reviews() { return m_reviews; }
    api::RatingView rating{128, 594, {2, 3, 6, 17, 100}};

private:
    api::ReviewView* find(ReviewId id);

    std::vector<api::ReviewView> m_reviews;
};

} // namespace stoa::test
