#pragma once
// Where the console keeps what signs a person in again: the keychain of the desktop. Where no
// keychain service runs, secrets are kept in memory until the program ends and the person is told.
//
// Asynchronous: answers come on the GUI thread, never inside the call, and not at all once
// `receiver` is gone.

#include <QMap>
#include <QObject>

#include <functional>
#include <optional>

namespace stoa::ui {

class SecretStore : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    // Nothing: not kept, or not readable.
    virtual void read(const QString& key, QObject* receiver,
                      std::function<void(std::optional<QString>)> answer) = 0;
    // `isKept`: it outlives the program. Without a receiver nobody is told.
    virtual void write(const QString& key, const QString& secret, QObject* receiver = nullptr,
                       std::function<void(bool isKept)> answer = {}) = 0;
    virtual void remove(const QString& key) = 0;

signals:
    // Once: from now on secrets live in memory only. `reason` is the keychain's own word.
    void keychainMissing(const QString& reason);
};

class KeychainStore final : public SecretStore {
    Q_OBJECT

public:
    explicit KeychainStore(QObject* parent = nullptr) : SecretStore(parent) {}

    void read(const QString& key, QObject* receiver,
              std::function<void(std::optional<QString>)> answer) override;
    void write(const QString& key, const QString& secret, QObject* receiver = nullptr,
               std::function<void(bool isKept)> answer = {}) override;
    void remove(const QString& key) override;

private:
    void fallBack(const QString& reason);

    QMap<QString, QString> m_memory;
    bool m_isMissing = false;
};

} // namespace stoa::ui
