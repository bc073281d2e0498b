#include "ui/lists/list_export.h"

#include "ui/text/csv.h"

#include <QTimer>

namespace stoa::ui {

namespace {

constexpr std::chrono::milliseconds kFirstPause{200};

} // namespace

ListExport::ListExport(const PageContext& context, const QString& title, const QStringList& columns,
                       Read read, QObject* parent)
    : QObject(parent),
      m_context(context),
      m_title(title),
      m_columns(columns),
      m_read(std::move(read))
{}

ListExport::~ListExport()
{
    if (m_context.jobs != nullptr) m_context.jobs->takeDown(m_job);
}

void ListExport::start(const QString& path)
{
    m_path = path;
    m_startedAt = m_context.clock().now;
    m_file = std::make_unique<FileWriter>(path);
    if (m_context.jobs != nullptr) m_job = m_context.jobs->post(m_title, [this] { cancel(); });
    m_file->write(kCsvMark + csvLine(m_columns), this, [this](Done done) {
        if (m_isOver) return;
        if (done) return readPage();
        end();
        emit failed(done.error());
    });
}

void ListExport::cancel()
{
    if (m_isOver) return;
    end();
    emit canceled();
}

void ListExport::readPage()
{
    m_read(this, m_after, [this](Result<Rows> page) {
        if (!m_isOver) takePage(std::move(page));
    });
}

void ListExport::takePage(Result<Rows> page)
{
    if (!page) return retry(page.error());
    m_tries = 0;
    QByteArray bytes;
    for (const QStringList& cells : page->cells)
        bytes += csvLine(cells);
    m_rows += static_cast<std::int64_t>(page->cells.size());
    if (m_after.empty()) m_total = page->estimatedTotal.value_or(0);
    if (page->next && m_rows >= kMostRows) {
        end();
        emit failed(makeError(ErrorKind::TooLarge, "list.too_long")
                        .with("most", std::to_string(kMostRows)));
        return;
    }
    report();
    const bool isLast = !page->next;
    m_after = page->next.value_or("");
    m_file->write(bytes, this, [this, isLast](Done done) {
        if (m_isOver) return;
        if (done && !isLast) return readPage();
        if (!done) {
            end();
            emit failed(done.error());
            return;
        }
        m_file->commit(this, [this](Done committed) {
            if (m_isOver) return;
            end();
            if (committed)
                emit written(m_path, m_rows);
            else
                emit failed(committed.error());
        });
    });
}

// Reading changes nothing, so any passing failure may be tried again.
void ListExport::retry(const Error& error)
{
    if (!isRetryable(error.kind) || ++m_tries >= kMostTries) {
        end();
        emit failed(error);
        return;
    }
    const auto pause = std::max(error.retryAfter, kFirstPause * (1 << (m_tries - 1)));
    QTimer::singleShot(pause, this, [this] {
        if (!m_isOver) readPage();
    });
}

void ListExport::report()
{
    if (m_context.jobs == nullptr) return;
    if (m_total <= 0) return m_context.jobs->report(m_job, std::nullopt);
    const double share = std::min(1.0, static_cast<double>(m_rows) / static_cast<double>(m_total));
    m_context.jobs->report(m_job, share, timeLeftText(share, m_context.clock().now - m_startedAt));
}

void ListExport::end()
{
    m_isOver = true;
    m_file.reset();
    if (m_context.jobs != nullptr) m_context.jobs->takeDown(m_job);
    deleteLater();
}

} // namespace stoa::ui
