#include "ui/reviews/reviews_feed.h"

#include "ui/text/words.h"

namespace stoa::ui {

ReviewsFeed::ReviewsFeed(const PageContext& context, QObject* parent)
    : QObject(parent), m_context(context)
{
    connect(&m_pace, &RefreshPace::due, this, &ReviewsFeed::read);
    connect(&m_context.events, &LiveEvents::changed, this, [this](const auto& events) {
        if (m_of && concerns(events, {"review"})) m_pace.want();
    });
    connect(&m_context.events, &LiveEvents::lost, this, [this] {
        if (m_of) m_pace.want();
    });
}

bool ReviewsFeed::mayRead() const
{
    return m_context.workspace().may(api::Permission::ReviewsRead);
}

bool ReviewsFeed::mayAnswer() const
{
    const Workspace workspace = m_context.workspace();
    return workspace.seller && workspace.may(api::Permission::ReviewsAnswer);
}

bool ReviewsFeed::mayDecide() const
{
    return m_context.workspace().may(api::Permission::ModerationDecide);
}

void ReviewsFeed::show(OrgId seller, ListingId listing)
{
    if (!mayRead() || m_of == std::pair(seller, listing)) return;
    forget();
    m_of.emplace(seller, listing);
    read();
}

void ReviewsFeed::showNothing()
{
    forget();
    emit changed();
}

void ReviewsFeed::forget()
{
    ++m_request; // an answer for what was shown before is late now
    m_of.reset();
    m_rating.reset();
    m_newest.clear();
    m_problem.reset();
    m_isLoaded = false;
}

void ReviewsFeed::read()
{
    if (!m_of) return;
    m_pace.began();
    const int request = ++m_request;
    const auto [seller, listing] = *m_of;
    m_context.connection.call(this, api::GetRating{seller, listing},
                              [this, request](const Result<api::RatingView>& rating) {
                                  if (request == m_request && rating) m_rating = *rating;
                              });
    api::ListReviews list;
    list.seller = seller;
    list.listing = listing;
    list.limit = kShown;
    m_context.connection.call(this, std::move(list),
                              [this, request](Result<Page<api::ReviewView>> page) {
                                  if (request != m_request) return;
                                  m_pace.ended();
                                  m_problem.reset();
                                  if (page)
                                      m_newest = std::move(page->items);
                                  else
                                      m_problem = page.error();
                                  m_isLoaded = m_isLoaded || page.has_value();
                                  emit changed();
                              });
}

template <class Request>
void ReviewsFeed::send(Request request)
{
    m_context.connection.call(this, std::move(request), [this](Result<api::ReviewView> review) {
        if (!m_of) return;
        m_problem.reset();
        if (review) {
            takeReview(*review);
        } else {
            m_problem = review.error();
            m_pace.want(); // what it failed on is worth a look
        }
        emit changed();
    });
}

void ReviewsFeed::takeReview(const api::ReviewView& review)
{
    for (api::ReviewView& each : m_newest) {
        if (each.id == review.id) each = review;
    }
    m_pace.want(); // the rating may be another
}

void ReviewsFeed::answer(const api::ReviewView& review, const QString& text)
{
    send(api::AnswerReview{review.seller, review.id, review.version, toUtf8(text)});
}

void ReviewsFeed::decide(const api::ReviewView& review, api::ReviewDecision decision,
                         std::optional<api::ReviewProblem> problem, const QString& note)
{
    send(api::DecideReview{review.seller, review.id, review.version, decision, problem,
                           toUtf8(note)});
}

} // namespace stoa::ui
