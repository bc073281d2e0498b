#pragma once
// The rating and the newest reviews of one listing, as a page shows them: reads them when it is
// told which listing, again after events of reviews, and sends answers and decisions. What it knows
// stays while it reads again; answers about another listing are dropped. No widgets.

#include "api/reviews.h"
#include "ui/async/refresh_pace.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class ReviewsFeed final : public QObject {
    Q_OBJECT

public:
    static constexpr int kShown = 5;
    static constexpr int kRefreshEveryMs = 500;

    explicit ReviewsFeed(const PageContext& context, QObject* parent = nullptr);

    bool mayRead() const;
    bool mayAnswer() const; // only in a seller's own workspace
    bool mayDecide() const;

    void show(OrgId seller, ListingId listing); // the same one again changes nothing
    void showNothing();
    void setAwake(bool isAwake) { m_pace.setAwake(isAwake); }

    const std::optional<api::RatingView>& rating() const { return m_rating; }
    const std::vector<api::ReviewView>& newest() const { return m_newest; }
    bool isLoaded() const { return m_isLoaded; }
    const std::optional<Error>& problem() const { return m_problem; } // of the last reading or act

    void answer(const api::ReviewView& review, const QString& text);
    void decide(const api::ReviewView& review, api::ReviewDecision decision,
                std::optional<api::ReviewProblem> problem = {}, const QString& note = {});

signals:
    void changed();

private:
    void read();
    void forget();
    template <class Request>
    void send(Request request);
    void takeReview(const api::ReviewView& review);

    PageContext m_context;
    RefreshPace m_pace{kRefreshEveryMs};
    std::optional<std::pair<OrgId, ListingId>> m_of;
    std::optional<api::RatingView> m_rating;
    std::vector<api::ReviewView> m_newest;
    std::optional<Error> m_problem;
    bool m_isLoaded = false;
    int m_request = 0;
};

} // namespace stoa::ui
