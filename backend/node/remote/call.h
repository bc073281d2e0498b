#pragma once
// One call on its way: sent, perhaps sent again, answered once. Lives on the link's thread.

#include "node/codec/codec.h"
#include "node/remote/link.h"

#include <QTimer>

namespace stoa::remote {

class Call final : public QObject {
public:
    Call(Link& link, const api::Operation& operation, api::CallOptions options,
         api::ErasedRequest request, api::ErasedCallback callback);
    ~Call() override;

    // Or answers at once, when the way to the node is known to be blocked.
    void send();
    // The answer, whichever it is. The call is of no more use.
    void answer(Result<api::ErasedAnswer> answer);

private:
    void blocked();
    void received();
    void failed(Error error);
    Result<api::ErasedAnswer> read(const QByteArray& body) const;
    std::chrono::milliseconds left() const;
    void drop();

    Link& m_link;
    const api::Operation& m_operation;
    const codec::OperationCodec& m_codec;
    api::CallOptions m_options;
    api::ErasedCallback m_callback;
    std::string m_path;
    QByteArray m_body;
    std::chrono::steady_clock::time_point m_deadline;
    int m_attempts = 0;
    QNetworkReply* m_reply = nullptr;
    QTimer m_timer;                                             // the deadline
    QTimer m_pause;                                             // before the next attempt
    std::optional<resilience::CircuitBreaker::Permit> m_permit; // of the attempt on its way
    Error m_lastError;
};

} // namespace stoa::remote
