#include "platform/outbound/poster.h"
#include "support/expect.h"
#include "support/http_stand_in.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using outbound::PostAnswer;
using outbound::Poster;

namespace {

constexpr outbound::Policy kLoose{.allowsLoopback = true};

Poster::Options options(outbound::Policy policy, std::chrono::milliseconds patience)
{
    Poster::Options made;
    made.policy = policy;
    made.patience = patience;
    return made;
}

PostAnswer post(const std::string& url, outbound::Policy policy = kLoose,
                std::chrono::milliseconds patience = std::chrono::seconds(20))
{
    Poster poster(options(policy, patience));
    return poster.post(url, {"webhook-id: evt_1"}, R"({"type":"order.placed"})");
}

} // namespace

class PosterTest : public QObject {
    Q_OBJECT

private slots:
    void postsWhatItIsGiven()
    {
        HttpStandIn server([](const StandInRequest&) { return StandInAnswer{204, ""}; });
        const auto answer = post(server.base() + "/in?shop=1");
        QVERIFY(answer.isWhole());
        QCOMPARE(answer.status, 204);
        const auto requests = server.requests();
        QCOMPARE(requests.size(), std::size_t{1});
        QCOMPARE(requests[0].method, std::string("POST"));
        QCOMPARE(requests[0].target, std::string("/in?shop=1"));
        QCOMPARE(requests[0].body, std::string(R"({"type":"order.placed"})"));
        QCOMPARE(requests[0].headers.at("content-type"), std::string("application/json"));
        QCOMPARE(requests[0].headers.at("webhook-id"), std::string("evt_1"));
        QCOMPARE(requests[0].headers.at("user-agent"), std::string("Stoa-Webhooks/1"));
    }

    void keepsTheBeginningOfALongAnswer()
    {
        HttpStandIn server([](const StandInRequest&) {
            return StandInAnswer{200, std::string(5000, 'x')};
        });
        const auto answer = post(server.base());
        QVERIFY(answer.isWhole());
        QCOMPARE(answer.body, std::string(Poster::kKept, 'x'));
    }

    void doesNotReadWhatNeverEnds()
    {
        HttpStandIn server([](const StandInRequest&) {
            StandInAnswer answer{200, std::string(Poster::kMostRead + 1, 'x')};
            answer.missing = 1'000'000'000;
            return answer;
        });
        const auto answer = post(server.base());
        QVERIFY(answer.isWhole());
        QCOMPARE(answer.status, 200);
    }

    void hearsHowLongToWait()
    {
        HttpStandIn server([](const StandInRequest&) {
            StandInAnswer answer{429, "slow down"};
            answer.headers = "Retry-After: 17\r\n";
            return answer;
        });
        const auto answer = post(server.base());
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.retryAfter, std::chrono::seconds(17));
        QCOMPARE(answer.body, std::string("slow down"));
    }

    void followsNobodyElsewhere()
    {
        HttpStandIn other([](const StandInRequest&) { return StandInAnswer{200, ""}; });
        HttpStandIn server([&](const StandInRequest&) {
            StandInAnswer answer{307, ""};
            answer.headers = "Location: " + other.base() + "/\r\n";
            return answer;
        });
        QCOMPARE(post(server.base()).status, 307);
        QVERIFY(other.requests().empty());
    }

    void anAnswerThatBreaksOffIsNone()
    {
        HttpStandIn gone([](const StandInRequest&) {
            StandInAnswer answer;
            answer.isLost = true;
            return answer;
        });
        QCOMPARE(post(gone.base()).error, std::string("cut_off"));
        HttpStandIn half([](const StandInRequest&) {
            StandInAnswer answer{200, "half"};
            answer.missing = 10;
            return answer;
        });
        const auto answer = post(half.base());
        QCOMPARE(answer.error, std::string("cut_off"));
        QCOMPARE(answer.status, 200);
        QVERIFY(!answer.isWhole());
    }

    void waitsNoLongerThanItsPatience()
    {
        HttpStandIn server([](const StandInRequest&) {
            StandInAnswer answer;
            answer.isSilent = true;
            return answer;
        });
        const auto answer = post(server.base(), kLoose, std::chrono::milliseconds(200));
        QCOMPARE(answer.error, std::string("timeout"));
        QCOMPARE(answer.status, 0);
        QVERIFY(answer.took >= std::chrono::milliseconds(150));
    }

    void givesUpWhenItIsToldTo()
    {
        std::atomic<bool> hasCome = false;
        HttpStandIn server([&](const StandInRequest&) {
            hasCome = true;
            StandInAnswer answer;
            answer.isSilent = true;
            return answer;
        });
        Poster poster(options(kLoose, std::chrono::seconds(20)), [&] { return hasCome.load(); });
        const auto answer = poster.post(server.base(), {}, "{}");
        QCOMPARE(answer.error, std::string(outbound::kGivenUp));
        QVERIFY(answer.took < std::chrono::seconds(15));
    }

    void nobodyListens()
    {
        std::string base;
        {
            HttpStandIn server([](const StandInRequest&) { return StandInAnswer{}; });
            base = server.base();
        }
        QCOMPARE(post(base).error, std::string("connect_failed"));
    }

    void doesNotConnectToThisComputer()
    {
        HttpStandIn server([](const StandInRequest&) { return StandInAnswer{200, ""}; });
        const std::string port = server.base().substr(server.base().rfind(':'));
        for (const std::string host : {"127.0.0.1", "localhost", "2130706433"}) {
            const auto answer = post("https://" + host + port + "/", outbound::Policy{});
            QCOMPARE(answer.error, std::string("address_refused"));
            QCOMPARE(answer.status, 0);
        }
        QVERIFY(!post(server.base(), outbound::Policy{}).isWhole()); // no plain HTTP at all
        QVERIFY(server.requests().empty());
    }
};

STOA_TEST(PosterTest)
#include "test_poster.moc"
