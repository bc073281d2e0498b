#include "ui/moderation/case_claim.h"

#include "ui/text/words.h"

namespace stoa::ui {

CaseClaim::CaseClaim(const PageContext& context, QObject* parent)
    : QObject(parent), m_context(context)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kOpenDelayMs);
    m_clock.setInterval(1000);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        if (mayDecide() && m_row->status == api::CaseStatus::Open)
            claim(false);
        else
            read();
    });
    connect(&m_clock, &QTimer::timeout, this, &CaseClaim::tick);
}

void CaseClaim::open(const api::CaseRow& row)
{
    if (m_row && m_row->id == row.id) return;
    ++m_request;
    m_row = row;
    m_view.reset();
    m_isRenewing = false;
    m_clock.stop();
    m_state = State::Reading;
    m_delay.start();
    emit changed();
}

void CaseClaim::close()
{
    ++m_request;
    m_row.reset();
    m_view.reset();
    m_delay.stop();
    m_clock.stop();
    m_state = State::None;
    emit changed();
}

void CaseClaim::takeOver()
{
    if (m_row) claim(true);
}

void CaseClaim::reread()
{
    if (m_row && !m_delay.isActive()) read();
}

void CaseClaim::noteInput()
{
    if (m_isRenewing || !m_view) return;
    const bool isOld = m_context.clock().now - m_claimedAt >= kRenewEvery;
    if (m_state == State::Free || (m_state == State::Mine && isOld)) claim(false);
}

QString CaseClaim::id() const
{
    return m_row ? fromUtf8(m_row->id.text()) : QString();
}

QString CaseClaim::holder() const
{
    return m_view && m_view->row.claimedBy ? fromUtf8(*m_view->row.claimedBy) : QString();
}

Duration CaseClaim::left() const
{
    if (!m_view || !m_view->row.claimedUntil) return Duration(0);
    return std::max(Duration(0), *m_view->row.claimedUntil - m_context.clock().now);
}

void CaseClaim::claim(bool takesOver)
{
    const int request = ++m_request;
    m_isRenewing = true;
    m_context.connection.call(this, api::ClaimCase{m_row->seller, m_row->id, takesOver},
                              [this, request](Result<api::CaseView> reply) {
                                  if (request == m_request) takeClaimed(std::move(reply));
                              });
}

void CaseClaim::takeClaimed(Result<api::CaseView> reply)
{
    m_isRenewing = false;
    if (reply) {
        m_claimedAt = m_context.clock().now;
        m_ownName = reply->row.claimedBy.value_or("");
        return take(std::move(*reply), true);
    }
    if (reply.error().kind == ErrorKind::Conflict) return read();
    emit failed(reply.error());
}

void CaseClaim::read()
{
    const int request = ++m_request;
    m_isRenewing = false;
    m_context.connection.call(this, api::GetCase{m_row->seller, m_row->id},
                              [this, request](Result<api::CaseView> reply) {
                                  if (request != m_request) return;
                                  if (!reply) {
                                      emit failed(reply.error());
                                      return;
                                  }
                                  take(std::move(*reply), false);
                              });
}

void CaseClaim::take(api::CaseView view, bool isClaimed)
{
    const api::CaseRow& row = view.row;
    const bool isHeld =
        row.claimedBy && row.claimedUntil && *row.claimedUntil > m_context.clock().now;
    const bool isOwn = isClaimed || (isHeld && !m_ownName.empty() && *row.claimedBy == m_ownName);
    if (row.status != api::CaseStatus::Open)
        m_state = State::Decided;
    else if (!mayDecide())
        m_state = State::ReadOnly;
    else if (isOwn)
        m_state = State::Mine;
    else
        m_state = isHeld ? State::Others : State::Free;
    m_row = row;
    m_view = std::move(view);
    if (isHeld)
        m_clock.start();
    else
        m_clock.stop();
    emit changed();
}

void CaseClaim::tick()
{
    const bool isOver = left() == Duration(0);
    if (!isOver || (m_state != State::Mine && m_state != State::Others)) {
        emit ticked();
        return;
    }
    m_clock.stop();
    m_state = State::Free;
    emit changed();
}

bool CaseClaim::mayDecide() const
{
    return m_context.workspace().may(api::Permission::ModerationDecide);
}

} // namespace stoa::ui
