#pragma once
// An import under way: the parts of a file, sent one after the other. A part is in the marketplace
// as a whole or not at all, and each has one idempotency key for as long as the run lives, so that
// start() after a failure goes on where it stopped and imports nothing twice. stop() lets the part
// under way finish and sends no other.
//
// A marketplace that asks for patience gets it, a bounded number of times.

#include "api/imports.h"
#include "ui/catalogue/product_file.h"
#include "ui/shell/page_context.h"

#include <QObject>

namespace stoa::ui {

class ImportRun final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMostParts = 20; // bulk requests are limited by the minute
    static constexpr std::size_t kLeastListings = 100;
    static constexpr int kMostWaits = 20;

    enum class State { Idle, Running, Stopping, Stopped, Failed, Done };

    ImportRun(const PageContext& context, api::ImportListings request, QObject* parent);

    void start(); // or goes on, after a failure
    void stop();
    State state() const { return m_state; }
    const api::ImportReport& report() const { return m_report; } // of all parts so far
    std::int64_t listingsDone() const { return m_done; }
    std::int64_t listingsInAll() const { return m_all; } // 0: not known, one part
    double share() const;
    QString timeLeft() const; // "" while it cannot be known

signals:
    void progressed();
    void ended(); // Stopped or Done
    void failed(const stoa::Error& error);

private:
    struct Part {
        FilePart file;
        std::string key;
    };
    void send();
    void take(const Result<api::ImportReport>& report);
    void add(const api::ImportReport& report, std::int64_t skipped);
    void end(State state);

    PageContext m_context;
    api::ImportListings m_request; // of every part, without its lines
    std::vector<Part> m_parts;
    std::size_t m_next = 0;
    std::int64_t m_done = 0;
    std::int64_t m_all = 0;
    int m_waits = 0;
    Timestamp m_startedAt;
    std::size_t m_startedWith = 0; // parts that were done then
    api::ImportReport m_report;
    State m_state = State::Idle;
};

} // namespace stoa::ui
