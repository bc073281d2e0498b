#pragma once
// A reply of each shape with something in every corner, for tests of the ways through the table.

#include "api/operations.h"

namespace stoa::test {

inline Money euros(std::int64_t minor)
{
    return *Money::make(minor, *Currency::parse("EUR"));
}

inline const Timestamp kSampleTime(1'772'445'600'000'000);

inline api::SessionView sampleSession()
{
    api::SessionView session;
    session.accessToken = "access-token-of-the-sample";
    session.accessExpiresAt = kSampleTime;
    session.refreshToken = "refresh-token-of-the-sample";
    session.refreshExpiresAt = kSampleTime;
    session.user.id = UserId::make();
    session.user.email = "ana@example.org";
    session.user.name = "Ana Žlutá";
    session.user.createdAt = kSampleTime;
    session.user.version = Version{1};
    session.workspace.organisation = OrgId::make();
    session.workspace.organisationName = "Märkte & Söhne";
    session.workspace.roles = {api::Role::Admin, api::Role::SellerOwner};
    session.permissions = {api::Permission::UsersRead};
    return session;
}

inline api::MeView sampleMe()
{
    const api::SessionView session = sampleSession();
    return {session.user, session.workspace, session.permissions};
}

inline api::ListingView sampleListing()
{
    api::ListingView listing;
    listing.row.id = ListingId::make();
    listing.row.seller = OrgId::make();
    listing.row.title = "Oak bowl \"large\"\n\t\xF0\x9F\x8C\xB3";
    listing.row.status = api::ListingStatus::PendingReview;
    listing.row.priceFrom = euros(1250);
    listing.row.priceTo = euros(1990);
    listing.row.updatedAt = kSampleTime;
    listing.row.version = Version{7};
    listing.category = CategoryId::make();
    listing.attributes = {{"Wood", "oak"}};
    listing.images = {{"https://img.example.org/1.jpg", "a bowl"}};
    listing.variants.push_back({VariantId::make(), "BOWL-L", {{"Size", "L"}}, euros(1990), 5, 2});
    listing.createdAt = kSampleTime;
    return listing;
}

inline api::OrderView sampleOrder()
{
    api::OrderView order;
    order.row.id = OrderId::make();
    order.row.number = "M-4K7QX2ZA";
    order.row.seller = OrgId::make();
    order.row.paymentStatus = api::PaymentStatus::PartiallyRefunded;
    order.row.total = euros(5000);
    order.row.refunded = euros(100);
    order.row.placedAt = kSampleTime;
    order.row.version = Version{3};
    order.shippingAddress = {"Ana", "Street 1", "", "1000", "Wien", "", "AT"};
    order.items = order.shipping = order.commission = order.commissionTax = order.escrow = euros(0);
    order.tax = order.shippingTax = order.collectedTax = euros(0);
    order.timeline.push_back({1, kSampleTime, "order.placed", "Shop", {{"amount", "50.00 EUR"}}});
    return order;
}

inline Page<api::OrderRow> sampleOrders()
{
    Page<api::OrderRow> page;
    page.items = {sampleOrder().row, sampleOrder().row};
    page.next = "cursor/with+odd=characters&";
    page.estimatedTotal = 1200;
    return page;
}

inline api::RefundView sampleRefund()
{
    api::RefundView refund;
    refund.id = RefundId::make();
    refund.status = api::RefundStatus::Succeeded;
    refund.total = euros(450);
    refund.shipping = refund.extra = refund.credit = euros(0);
    refund.reason = api::refund_reason::kDamaged;
    refund.createdAt = kSampleTime;
    refund.lines.push_back({OrderLineId::make(), "Bowl", 1, euros(450), api::Restock::WriteOff});
    return refund;
}

inline api::RequestRefund sampleRefundRequest()
{
    api::RequestRefund request;
    request.seller = OrgId::make();
    request.order = OrderId::make();
    request.version = Version{3};
    request.content.extra = euros(450);
    request.content.note = "broken, \"in two\"";
    return request;
}

} // namespace stoa::test
