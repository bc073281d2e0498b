#pragma once
// Writes every row of a list to a CSV file in the background: reads page after page, writes each
// before it asks for the next, and puts the file in its place at the end. Canceled or failed, it
// leaves nothing. Reading goes on after short failures, a bounded number of times; nobody waits.
//
// The list is read as it is while it is read: rows that come in meanwhile at its top are not in it.

#include "ui/async/file_writer.h"
#include "ui/shell/page_context.h"

#include <QObject>

namespace stoa::ui {

class ListExport final : public QObject {
    Q_OBJECT

public:
    static constexpr int kPageRows = 200;
    static constexpr std::int64_t kMostRows = 1'000'000;
    static constexpr int kMostTries = 6; // of one page

    struct Rows {
        std::vector<QStringList> cells;
        std::optional<std::string> next;
        std::optional<std::int64_t> estimatedTotal;
    };
    using Answer = std::function<void(Result<Rows>)>;
    // Answers on this thread, once, not before it returns; `after` is empty for the first page.
    using Read = std::function<void(QObject* receiver, const std::string& after, Answer answer)>;

    // `title` names it in the status strip: "Export of orders".
    ListExport(const PageContext& context, const QString& title, const QStringList& columns,
               Read read, QObject* parent);
    ~ListExport() override;

    void start(const QString& path); // once
    void cancel();

signals:
    // One of them, once; it deletes itself afterwards.
    void written(const QString& path, qint64 rows);
    void canceled();
    void failed(const stoa::Error& error);

private:
    void readPage();
    void takePage(Result<Rows> page);
    void retry(const Error& error);
    void end();
    void report();

    PageContext m_context;
    QString m_title;
    QStringList m_columns;
    Read m_read;
    QString m_path;
    QString m_job;
    std::unique_ptr<FileWriter> m_file;
    std::string m_after;
    std::int64_t m_rows = 0;
    std::int64_t m_total = 0; // 0: not known
    int m_tries = 0;
    Timestamp m_startedAt;
    bool m_isOver = false;
};

// The Read of a list operation: `question` for every page, `cells` for each row.
template <class Request, class Cells>
ListExport::Read readerOf(Connection& connection, Request question, Cells cells)
{
    return [&connection, question, cells](QObject* receiver, const std::string& after,
                                          ListExport::Answer answer) {
        Request request = question;
        request.after = after;
        request.limit = ListExport::kPageRows;
        connection.call(receiver, std::move(request),
                        [cells, answer](Result<typename Request::Reply> page) {
                            if (!page) return answer(fail(page));
                            ListExport::Rows rows{{}, page->next, page->estimatedTotal};
                            for (const auto& row : page->items)
                                rows.cells.push_back(cells(row));
                            answer(std::move(rows));
                        });
    };
}

} // namespace stoa::ui
