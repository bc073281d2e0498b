#include "ui/session/session.h"

#include "core/clock.h"

namespace stoa::ui {

Session::Session(Connection& connection, SecretStore& secrets, QString account, QObject* parent)
    : QObject(parent), m_connection(connection), m_secrets(secrets), m_account(std::move(account))
{
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, this, &Session::renew);
    connect(&connection, &Connection::sessionEnded, this, [this] {
        if (isOpen()) renew(); // the clock of this computer may be wrong: the refresh token decides
    });
}

void Session::signIn(const QString& email, const QString& passphrase)
{
    api::SignIn request;
    request.email = email.toStdString();
    request.password.value = passphrase.toStdString();
    m_connection.call(this, std::move(request), [this](Result<api::SessionView> reply) {
        if (!reply) return emit failed(reply.error());
        adopt(*reply);
    });
}

void Session::restore()
{
    m_secrets.read(m_account, this, [this](std::optional<QString> secret) {
        if (!secret) return emit missing();
        api::RefreshSession request;
        request.refreshToken.value = secret->toStdString();
        m_connection.call(this, std::move(request), [this](Result<api::SessionView> reply) {
            if (reply) return adopt(*reply);
            if (reply.error().kind == ErrorKind::Unauthenticated) m_secrets.remove(m_account);
            emit missing();
        });
    });
}

void Session::adopt(const api::SessionView& view)
{
    open(view);
    emit started();
}

void Session::open(const api::SessionView& view)
{
    m_view = view;
    m_connection.setToken(view.accessToken);
    m_secrets.write(m_account, QString::fromStdString(view.refreshToken));
    // With a fifth of the time to spare.
    const auto life = view.accessExpiresAt - SystemClock().now();
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(life) * 4 / 5;
    m_renewal.start(std::max(wait, std::chrono::milliseconds(1000)));
}

void Session::renew()
{
    if (!isOpen()) return;
    m_renewal.stop();
    api::RefreshSession request;
    request.refreshToken.value = m_view->refreshToken;
    m_connection.call(this, std::move(request),
                      [this](Result<api::SessionView> reply) { take(reply); });
}

void Session::take(const Result<api::SessionView>& reply)
{
    if (!isOpen()) return;
    if (reply) {
        open(*reply);
        emit renewed();
    } else if (reply.error().kind == ErrorKind::Unauthenticated) {
        end(reply.error());
    } else {
        m_renewal.start(std::chrono::seconds(kRetrySeconds));
    }
}

void Session::signOut()
{
    if (!isOpen()) return;
    m_connection.call(this, api::SignOut{}, [](const Result<Nothing>&) {});
    end(makeError(ErrorKind::Canceled, "session.signed_out"));
}

void Session::end(const Error& error)
{
    m_renewal.stop();
    m_view.reset();
    m_connection.setToken({});
    m_secrets.remove(m_account);
    emit ended(error);
}

} // namespace stoa::ui
