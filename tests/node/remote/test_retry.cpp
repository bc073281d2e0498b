#include "api/operations.h"
#include "node/remote/retry.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using std::chrono::milliseconds;

class RetryTest : public QObject {
    Q_OBJECT

private slots:
    void onlyWhatDoesNoHarmTwiceIsRepeatable()
    {
        api::CallOptions keyed;
        keyed.idempotencyKey = "k";
        QVERIFY(remote::isRepeatable(api::operation<api::ListOrders>(), {}));
        QVERIFY(
            remote::isRepeatable(api::operation<api::PreviewRefund>(), {})); // a POST, but a query
        QVERIFY(!remote::isRepeatable(api::operation<api::RequestRefund>(), {}));
        QVERIFY(remote::isRepeatable(api::operation<api::RequestRefund>(), keyed));
        QVERIFY(!remote::isRepeatable(api::operation<api::RefreshSession>(),
                                      keyed)); // keys mean nothing there
    }

    void onlyPassingErrorsAreWorthIt()
    {
        QVERIFY(remote::isPassing(makeError(ErrorKind::Unavailable, "node.overloaded")));
        QVERIFY(remote::isPassing(makeError(ErrorKind::InDoubt, "node.connection_lost")));
        QVERIFY(!remote::isPassing(makeError(ErrorKind::Unavailable, "node.tls_failed")));
        QVERIFY(!remote::isPassing(makeError(ErrorKind::InDoubt, "payment.unknown_outcome")));
        QVERIFY(!remote::isPassing(makeError(ErrorKind::RateLimited, "rate.limited")));
        QVERIFY(!remote::isPassing(makeError(ErrorKind::Conflict, "order.changed")));
    }

    void pausesGrowAndStayBelowTheirLimit()
    {
        milliseconds longest{0};
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(remote::pauseBefore(0, milliseconds(100), milliseconds(1000)) <=
                    milliseconds(100));
            QVERIFY(remote::pauseBefore(30, milliseconds(100), milliseconds(1000)) <=
                    milliseconds(1000));
            longest =
                std::max(longest, remote::pauseBefore(2, milliseconds(100), milliseconds(1000)));
        }
        QVERIFY(longest > milliseconds(200) && longest <= milliseconds(400));
    }
};

STOA_TEST(RetryTest)
#include "test_retry.moc"
