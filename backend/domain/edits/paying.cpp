#include "domain/edits/paying.h"

#include "domain/ledger/ledger.h"
#include "domain/payments/attempts.h"
#include "domain/payments/payments.h"
#include "domain/store_credit/spending.h"

namespace stoa::edits {
namespace {

using payments::Charge;

// What one bill is paid with.
struct Means {
    std::optional<Charge> charge;
    std::optional<Charge> credit;
    store_credit::CreditId creditOf{}; // whose it is, when there is any
    std::string_view token;            // of the method, when there is a charge

    bool isPaid() const { return !charge || charge->state == api::PaymentState::Succeeded; }
};

Done checkCredit(const Money& part, const Money& toPay)
{
    const auto problem = [](ErrorKind kind, std::string_view code) {
        return makeError(kind, code).in("storeCredit");
    };
    if (!part.isPositive()) {
        return fail(problem(ErrorKind::Invalid, "store_credit.not_positive"));
    }
    if (part.currency() != toPay.currency()) {
        return fail(problem(ErrorKind::Invalid, "order.wrong_currency")
                        .with("expected", toPay.currency().code())
                        .with("got", part.currency().code()));
    }
    if (part <= toPay) return {};
    return fail(
        problem(ErrorKind::Refused, "store_credit.exceeds_total").with("most", toPay.text()));
}

// The buyer's, locked.
Result<store_credit::CreditId> findCredit(Unit& unit, const Bill& bill, const Money& part)
{
    const store_credit::Owner owner(unit.organisation(),
                                    store_credit::buyerOf(bill.order.buyerEmail), part.currency());
    db::Pipeline reads(unit.db());
    store_credit::Spending spending(reads, {owner});
    STOA_CHECK(reads.run());
    spending.fill(reads);
    return spending.find(owner, part);
}

Result<Means> meansFor(Unit& unit, const Bill& bill, const api::PayOrderEdit& request,
                       const payments::Providers& providers)
{
    Means means;
    Money rest = bill.toPay;
    if (const auto& part = request.storeCredit) {
        STOA_CHECK(checkCredit(*part, bill.toPay));
        STOA_TRY(found, findCredit(unit, bill, *part));
        means.creditOf = found;
        rest -= *part;
    }
    if (rest.isPositive()) {
        STOA_TRY(choice, providers.choose(request.paymentMethod.value));
        means.token = choice.token;
        if (choice.gateway->isInstant()) {
            STOA_TRY(charge, payments::charge(*choice.gateway, rest, choice.token));
            means.charge = std::move(charge);
        } else {
            means.charge = payments::promise(*choice.gateway, rest);
        }
    }
    if (request.storeCredit) {
        means.credit =
            payments::creditCharge(*request.storeCredit, means.creditOf.uuid(), means.isPaid());
        store_credit::touch(unit, means.creditOf);
    }
    return means;
}

ledger::Entry entryOf(const Bill& bill, const Charge& charge)
{
    ledger::Entry entry;
    entry.currency = charge.amount.currency();
    entry.order = bill.order.id;
    entry.payment = charge.id;
    return entry;
}

void book(Unit& unit, const Bill& bill, const Means& means)
{
    const ledger::Account hold = ledger::holdOf(bill.order.id);
    std::vector<ledger::Entry> entries;
    if (means.charge && means.isPaid()) {
        entries.push_back(entryOf(bill, *means.charge));
        entries.back().move(
            ledger::accountOf(unit.organisation(), api::AccountKind::ProviderReceivable), hold,
            means.charge->amount, "capture");
    }
    if (means.credit) {
        const ledger::Account from = store_credit::accountOf(means.creditOf);
        entries.push_back(entryOf(bill, *means.credit));
        if (means.isPaid())
            entries.back().move(from, hold, means.credit->amount, "credit_spent");
        else
            entries.back().reserve(from, hold, means.credit->amount, "credit_reserved");
    }
    if (!entries.empty()) ledger::post(unit, entries);
}

void raise(Unit& unit, const Bill& bill, const Means& means)
{
    if (means.charge && means.isPaid()) {
        unit.raise("payment.captured", bill.order.id,
                   {{"payment", means.charge->id.text()},
                    {"amount", means.charge->amount.text()},
                    {"method", means.charge->method}});
    }
    if (!means.credit) return;
    unit.raise("store_credit.spent", bill.order.id,
               {{"payment", means.credit->id.text()}, {"amount", means.credit->amount.text()}});
}

Done askLater(Unit& unit, const Bill& bill, const Means& means)
{
    const Charge& charge = *means.charge;
    const auto attempt = payments::paymentAttempt(charge.id, bill.order.id, charge.provider,
                                                  charge.amount, means.token, unit.now());
    payments::addAttempt(unit, attempt);
    unit.raise("order_edit.payment_started", bill.order.id,
               {{"edit", bill.edit.text()},
                {"payment", charge.id.text()},
                {"amount", charge.amount.text()}});
    const payments::OpenAttempt open{unit.organisation(), attempt.id};
    return payments::enqueueAttempts(unit.db(), {&open, 1}, unit.now());
}

} // namespace

Result<bool> pay(Unit& unit, const Bill& bill, const api::PayOrderEdit& request,
                 const payments::Providers& providers)
{
    STOA_TRY(means, meansFor(unit, bill, request, providers));
    for (const auto& charge : {means.charge, means.credit})
        if (charge) payments::addEditPayment(unit, bill.order.id, bill.edit, *charge);
    book(unit, bill, means);
    raise(unit, bill, means);
    if (!means.isPaid()) STOA_CHECK(askLater(unit, bill, means));
    return means.isPaid();
}

} // namespace stoa::edits
