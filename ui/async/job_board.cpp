#include "ui/async/job_board.h"

namespace stoa::ui {

QString JobBoard::post(const QString& title, std::function<void()> cancel)
{
    const QString id = QStringLiteral("job%1").arg(++m_last);
    m_jobs.push_back({id, title, std::nullopt, {}, std::move(cancel)});
    emit changed();
    return id;
}

void JobBoard::report(const QString& id, std::optional<double> share, const QString& timeLeft)
{
    for (Job& job : m_jobs) {
        if (job.id != id) continue;
        job.share = share;
        job.timeLeft = timeLeft;
        emit changed();
    }
}

void JobBoard::takeDown(const QString& id)
{
    if (std::erase_if(m_jobs, [&](const Job& job) { return job.id == id; }) > 0) emit changed();
}

void JobBoard::cancel(const QString& id)
{
    for (const Job& job : m_jobs) {
        if (job.id != id || !job.cancel) continue;
        const auto cancel = job.cancel; // takes the job down, and this entry with it
        return cancel();
    }
}

} // namespace stoa::ui
