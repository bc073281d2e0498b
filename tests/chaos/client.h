#pragma once
// A client of a campaign: does what its seed tells it to, one thing after the other. It asks until
// it has a definite answer, with the same key, and notes what no rule explains.

#include "patience.h"
#include "scene.h"

namespace stoa::test {

class Client {
public:
    Client(const Scene& scene, Notes& notes, int number);

    void step();

private:
    void place();
    void repeat(const Placed& known);
    void abuseKey(const Placed& known);
    void change(const Placed& known);
    void edit(const api::OrderView& order);
    bool settleEdit(const api::OrderView& order);
    void payOut(OrgId seller);
    void letIn(OrgId seller);
    void chargeBack(const api::OrderView& order);
    void answerDispute(OrgId seller);
    void decideRefund(const api::OrderView& order);
    void switchProvider();

    api::CancelContent someOf(const api::OrderView& order);
    api::RefundContent refundOf(const api::OrderView& order);

    // A change that a rule may refuse.
    template <class Request>
    Result<api::Answer<typename Request::Reply>> tryTo(const Request& request,
                                                       const std::string& token);
    template <class Request>
    void send(const Request& request, const std::string& token = {}); // as staff
    template <class Request>
    Result<api::Answer<typename Request::Reply>>
    ask(const std::string& token, const std::string& key, const Request& request);

    const Scene& m_scene;
    Notes& m_notes;
    Random m_random;
    const std::string m_name;
    int m_steps = 0;
};

} // namespace stoa::test
