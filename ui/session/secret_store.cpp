#include "ui/session/secret_store.h"

#include <qt6keychain/keychain.h>

#include <QPointer>

namespace stoa::ui {
namespace {

const QString kService = QStringLiteral("Stoa");

} // namespace

void KeychainStore::read(const QString& key, QObject* receiver,
                         std::function<void(std::optional<QString>)> answer)
{
    auto* job = new QKeychain::ReadPasswordJob(kService, this);
    job->setKey(key);
    connect(job, &QKeychain::Job::finished, this,
            [this, job, key, answer, guard = QPointer<QObject>(receiver)] {
                std::optional<QString> secret;
                if (job->error() == QKeychain::NoError) {
                    secret = job->textData();
                } else if (job->error() != QKeychain::EntryNotFound) {
                    fallBack(job->errorString());
                }
                if (!secret && m_memory.contains(key)) secret = m_memory.value(key);
                if (guard) answer(secret);
            });
    job->start();
}

void KeychainStore::write(const QString& key, const QString& secret, QObject* receiver,
                          std::function<void(bool isKept)> answer)
{
    const auto tell = [answer = std::move(answer), guard = QPointer<QObject>(receiver)](bool kept) {
        if (guard && answer) answer(kept);
    };
    m_memory.insert(key, secret);
    if (m_isMissing) {
        QMetaObject::invokeMethod(
            this, [tell] { tell(false); }, Qt::QueuedConnection);
        return;
    }
    auto* job = new QKeychain::WritePasswordJob(kService, this);
    job->setKey(key);
    job->setTextData(secret);
    connect(job, &QKeychain::Job::finished, this, [this, job, key, tell] {
        const bool isKept = job->error() == QKeychain::NoError;
        if (isKept)
            m_memory.remove(key);
        else
            fallBack(job->errorString());
        tell(isKept);
    });
    job->start();
}

void KeychainStore::remove(const QString& key)
{
    m_memory.remove(key);
    if (m_isMissing) return;
    auto* job = new QKeychain::DeletePasswordJob(kService, this);
    job->setKey(key);
    job->start();
}

void KeychainStore::fallBack(const QString& reason)
{
    if (m_isMissing) return;
    m_isMissing = true;
    emit keychainMissing(reason);
}

} // namespace stoa::ui
