#include "ui/orders/order_drawer.h"

#include "ui/orders/order_sections.h"
#include "ui/orders/order_words.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/skeleton.h"
#include "ui/widgets/tab_strip.h"

namespace stoa::ui {

namespace {

constexpr int kSkeletonHeight = 320;
// The sections in the order of the tabs; 0 is All.
constexpr const char* kSections[] = {"", "sectionItems", "sectionTimeline", "sectionPayment",
                                     "sectionLedger"};

} // namespace

OrderDrawer::OrderDrawer(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_drawer(new Drawer(QStringLiteral("orderDrawer"))),
      m_buyer(new Label({}, Type::BodyStrong)),
      m_buyerFacts(new Label({}, Type::Secondary, &Theme::t3)),
      m_total(new Label({}, Type::ObjectTitle)),
      m_seller(new Label({}, Type::Secondary, &Theme::t3)),
      m_refund(new Button(tr("Refund"), QStringLiteral("orderRefund"))),
      m_tabs(new TabStrip(QStringLiteral("orderSections")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_drawer);
    m_drawer->setFullPageAvailable(false);
    buildHead();
    connect(m_drawer, &Drawer::closed, this, &OrderDrawer::closed);
    connect(m_drawer, &Drawer::previousRequested, this, &OrderDrawer::previousRequested);
    connect(m_drawer, &Drawer::nextRequested, this, &OrderDrawer::nextRequested);
    connect(m_refund, &Button::clicked, this, [this] { emit refundRequested(*m_details); });
    connect(m_tabs, &TabStrip::currentChanged, this, &OrderDrawer::showSection);
    m_detailDelay.setSingleShot(true);
    m_skeletonDelay.setSingleShot(true);
    connect(&m_detailDelay, &QTimer::timeout, this, &OrderDrawer::reloadDetails);
    connect(&m_skeletonDelay, &QTimer::timeout, this, &OrderDrawer::showSkeleton);
    showNothing();
}

void OrderDrawer::buildHead()
{
    m_buyer->setTextInteractionFlags(Qt::NoTextInteraction);
    m_total->setFigures(true);
    for (Label* label : {m_total, m_seller})
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* people = makeRow(10);
    auto* left = makeColumn(2);
    left->addWidget(m_buyer);
    left->addWidget(m_buyerFacts);
    left->addStretch(1);
    auto* right = makeColumn(2);
    right->addWidget(m_total);
    right->addWidget(m_seller);
    people->addLayout(left, 1);
    people->addLayout(right);
    people->setContentsMargins(10, 0, 10, 0);
    m_drawer->head()->addLayout(people);
    auto* actions = makeRow(6);
    m_refund->setIconName(QStringLiteral("refund"));
    m_refund->setKeyHint(QStringLiteral("F"));
    m_refund->setSize(Button::Size::Small);
    actions->addWidget(m_refund);
    actions->addStretch(1);
    actions->setContentsMargins(10, 0, 10, 0);
    m_drawer->head()->addLayout(actions);
    for (const QString& title :
         {tr("All"), tr("Items"), tr("Timeline"), tr("Payment"), tr("Ledger")})
        m_tabs->addTab(title);
    m_tabs->setAccessibleName(tr("Sections of the order"));
    m_drawer->head()->addWidget(m_tabs);
    m_drawer->head()->setContentsMargins(4, 6, 4, 0);
}

void OrderDrawer::showOrder(const api::OrderRow& row)
{
    const bool isSame = m_row && m_row->id == row.id;
    const bool isChanged = !isSame || !(*m_row == row);
    m_row = row;
    if (!isSame) {
        ++m_request; // an answer for the order shown before is late now
        m_details.reset();
        m_drawer->clearSections();
        m_skeletonDelay.start(kSkeletonDelayMs);
    }
    fillHead();
    if (isChanged) m_detailDelay.start(isSame ? 0 : kDetailDelayMs);
}

void OrderDrawer::showNothing()
{
    ++m_request;
    m_row.reset();
    m_details.reset();
    m_detailDelay.stop();
    m_skeletonDelay.stop();
    m_drawer->clearSections();
    m_drawer->setTitle(tr("No order chosen"), {});
    for (Label* label : {m_buyer, m_buyerFacts, m_total, m_seller})
        label->clear();
    m_tabs->setCount(1, {});
    updateRefund();
}

void OrderDrawer::reloadDetails()
{
    if (!m_row) return;
    const int request = ++m_request;
    m_context.connection.call(this, api::GetOrder{m_row->seller, m_row->id},
                              [this, request](Result<api::OrderView> order) {
                                  if (request != m_request) return;
                                  m_skeletonDelay.stop();
                                  if (!order) return showProblem(order.error());
                                  m_row = order->row;
                                  m_details = std::move(*order);
                                  fillHead();
                                  fillSections();
                              });
}

void OrderDrawer::fillHead()
{
    m_drawer->setTitle(fromUtf8(m_row->number), orderWord(*m_row, m_context.clock().now));
    m_buyer->setText(fromUtf8(m_row->buyerName));
    QStringList facts;
    if (m_details) facts << fromUtf8(m_details->shippingAddress.city.value);
    facts << countryName(m_row->country);
    facts.removeAll(QString());
    m_buyerFacts->setText(facts.join(QStringLiteral(", ")));
    m_buyerFacts->setToolTip(fromUtf8(m_row->buyerEmail));
    m_total->setText(moneyText(m_row->total));
    m_seller->setText(fromUtf8(m_row->sellerName));
    m_tabs->setCount(1, numberText(m_row->itemCount));
    updateRefund();
}

void OrderDrawer::fillSections()
{
    const Clockface face = m_context.clock();
    const api::OrderView& order = *m_details;
    m_drawer->clearSections();
    buildItems(add({}, kSections[1]), order);
    buildTimeline(add(tr("Timeline"), kSections[2]), order, face);
    buildPayments(add(tr("Payment"), kSections[3], paymentMark(order)), order, face);
    buildLedger(add(tr("Ledger"), kSections[4]), order,
                m_context.workspace().may(api::Permission::LedgerRead));
    buildAddress(add(tr("Ships to"), "sectionAddress"), order.shippingAddress);
    showSection();
}

QVBoxLayout* OrderDrawer::add(const QString& title, const char* name, QWidget* mark)
{
    return m_drawer->addSection(title, QString::fromLatin1(name), mark);
}

void OrderDrawer::showSkeleton()
{
    m_drawer->clearSections();
    auto* blocks = new Skeleton(Skeleton::Shape::TwoLineRows);
    blocks->setFixedHeight(scaled(kSkeletonHeight));
    add({}, "sectionLoading")->addWidget(blocks);
}

void OrderDrawer::showProblem(const Error& error)
{
    if (m_details) return; // what stands there is kept; the list says what is wrong
    m_drawer->clearSections();
    QVBoxLayout* section = add({}, "sectionProblem");
    section->addWidget(new Note(Tone::Bad, QStringLiteral("incident"), errorText(error)));
    auto* again = new Button(tr("Try again"), QStringLiteral("orderRetry"));
    again->setIconName(QStringLiteral("sync"));
    again->setSize(Button::Size::Small);
    connect(again, &Button::clicked, this, &OrderDrawer::reloadDetails);
    section->addWidget(again, 0, Qt::AlignLeft);
}

void OrderDrawer::showSection()
{
    const int chosen = m_tabs->currentIndex();
    for (int i = 1; i < static_cast<int>(std::size(kSections)); ++i) {
        auto* section = findChild<QWidget*>(QString::fromLatin1(kSections[i]));
        if (section != nullptr) section->setVisible(chosen == 0 || chosen == i);
    }
    auto* address = findChild<QWidget*>(QStringLiteral("sectionAddress"));
    if (address != nullptr) address->setVisible(chosen <= 1);
}

void OrderDrawer::moveSection(int step)
{
    m_tabs->setCurrentIndex(std::clamp(m_tabs->currentIndex() + step, 0, m_tabs->count() - 1));
}

void OrderDrawer::requestRefund()
{
    if (m_refund->isEnabled()) m_refund->click();
}

void OrderDrawer::updateRefund()
{
    const QString why = whyNoRefund();
    m_refund->setEnabled(why.isEmpty());
    m_refund->setToolTip(why);
    m_refund->setAccessibleDescription(why);
}

QString OrderDrawer::whyNoRefund() const
{
    if (!m_context.workspace().may(api::Permission::RefundsWrite)) {
        return tr("Your role can't refund. Ask a refund agent.");
    }
    if (!m_row) return tr("Choose an order first.");
    if (!m_details) return tr("The details of the order are on their way.");
    Money left = -m_row->refunded;
    for (const api::PaymentView& payment : m_details->payments)
        left += payment.captured;
    if (m_row->paymentStatus == api::PaymentStatus::Refunded) {
        return tr("Everything that was paid has been refunded.");
    }
    if (!left.isPositive()) return tr("Nothing has been captured yet, so nothing can go back.");
    return {};
}

} // namespace stoa::ui
