#pragma once
// Brings up the marketplace of a data folder without the window ever waiting: a thread of its own
// opens it, progress and outcome arrive on the GUI thread. Trying again goes on where it failed,
// because every step can be repeated.

#include "node/local/local_marketplace.h"
#include "ui/shell/setup_model.h"

#include <QElapsedTimer>
#include <QObject>

#include <atomic>
#include <optional>
#include <thread>

namespace stoa::app {

class LocalHost final : public QObject {
    Q_OBJECT

public:
    struct Options {
        std::filesystem::path folder;
        bool isDemo = false;  // it gets its data and a session of its owner
        bool mayJoin = false; // the servers of another process that owns the folder
        std::optional<gateways::ProviderSettings> stripe{};
    };

    LocalHost(ui::SetupModel& model, Options given,
              QObject* parent = nullptr); // the model outlives
    ~LocalHost() override; // stops the marketplace; blocks until its servers have ended

    void start();

    // After ready():
    node::LocalMarketplace& local() { return *m_local; }
    const std::optional<api::SessionView>& demoSession() const { return m_demoSession; }

signals:
    void ready();
    void failed(const stoa::Error& error);
    void servicesChanged();

private:
    struct Outcome {
        std::unique_ptr<node::LocalMarketplace> local;
        std::optional<api::SessionView> session;
    };

    Result<Outcome> open();
    Done fillDemo(const db::ConnectInfo& database,
                  const std::optional<gateways::ProviderSettings>& sandboxPay);
    void finish(std::shared_ptr<Result<Outcome>> outcome);
    void show(const std::vector<services::Step>& steps);
    void step(const QString& id, double share, const QString& detail);
    void post(std::function<void()> work); // to the GUI thread

    ui::SetupModel& m_model;
    const Options m_given;
    std::atomic<bool> m_isCanceled{false};
    std::thread m_thread; // "stoa-start"
    std::unique_ptr<node::LocalMarketplace> m_local;
    std::optional<api::SessionView> m_demoSession;
    QElapsedTimer m_elapsed;
    QString m_current; // id of the step that runs
};

} // namespace stoa::app
