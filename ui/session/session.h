#pragma once
// The person's session with a marketplace: signs in, comes back with the kept refresh token, renews
// the access token before it ends and says when the session is over. One at a time; GUI thread.

#include "api/identity.h"
#include "ui/async/connection.h"
#include "ui/session/secret_store.h"

#include <QTimer>

namespace stoa::ui {

class Session final : public QObject {
    Q_OBJECT

public:
    static constexpr int kRetrySeconds = 5; // of a renewal that the node did not answer

    // All outlive this. `account` names the marketplace in the keychain: its address or data
    // folder.
    Session(Connection& connection, SecretStore& secrets, QString account,
            QObject* parent = nullptr);

    // Ends in started() or failed().
    void signIn(const QString& email, const QString& passphrase);
    // Comes back without asking; ends in started() or, when there is nothing to come back with, in
    // missing().
    void restore();
    // A session that was opened elsewhere, e.g. by the set-up.
    void adopt(const api::SessionView& view);
    void signOut();

    bool isOpen() const { return m_view.has_value(); }
    const api::SessionView& view() const { return *m_view; }

signals:
    void started();
    void missing();
    void failed(const stoa::Error& error);
    void renewed();
    // Ended by sign-out, expiry, or because somebody else used its refresh token.
    void ended(const stoa::Error& error);

private:
    void open(const api::SessionView& view);
    void renew();
    void take(const Result<api::SessionView>& reply);
    void end(const Error& error);

    Connection& m_connection;
    SecretStore& m_secrets;
    const QString m_account;
    std::optional<api::SessionView> m_view;
    QTimer m_renewal;
};

} // namespace stoa::ui
