// The rules of identity: roles, e-mail addresses, passwords, short names, countries.

#include "core/country.h"
#include "domain/identity/common_passwords.h"
#include "domain/identity/email.h"
#include "domain/identity/password_policy.h"
#include "domain/identity/roles.h"
#include "domain/identity/slug.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::identity;
using namespace stoa::test;
using api::Permission;
using api::Role;

class RulesTest final : public QObject {
    Q_OBJECT

private slots:
    void refusesMalformedEmails_data();
    void refusesMalformedEmails();
    void writesEmailsInOneForm();
    void refusesWeakPasswords_data();
    void refusesWeakPasswords();
    void takesGoodPasswords();
    void makesSlugs_data();
    void makesSlugs();
    void refusesUnknownCountries();
    void givesAdminsEverything();
    void keepsRolesWithinTheirTask();
    void givesSellersNothingOfTheMarketplace();
    void refusesRolesOfTheOtherKind();
    void sortsRolesAndDropsDoubles();
    void keepsApiKeysFromRunningTheMarketplace();
};

void RulesTest::refusesMalformedEmails_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "ada", "@example.com", "ada@", "ada@example", "ada@@example.com", "a b@example.com",
          ".ada@example.com", "ada.@example.com", "a..b@example.com", "ada@-example.com",
          "ada@example-.com", "ada@exam_ple.com", "ada@.com", "ada@example.com.",
          "\"ada\"@example.com", "ada@example.com,eve@example.com", "ada\n@example.com",
          "ada@[127.0.0.1]"}) {
        QTest::newRow(text) << QString(text);
    }
    QTest::newRow("long local part") << QString(65, 'a') + "@example.com";
    QTest::newRow("long address") << "a@" + QString("abcdefghi.").repeated(26) + "com";
}

void RulesTest::refusesMalformedEmails()
{
    QFETCH(QString, text);
    const auto email = Email::parse(text.toStdString());
    STOA_FAILS(email, "email.malformed");
    QCOMPARE(email.error().field, std::string("email"));
}

void RulesTest::writesEmailsInOneForm()
{
    const auto email = Email::parse("  Ada.Lovelace+shop@Example.COM ");
    STOA_OK(email);
    QCOMPARE(email->text(), std::string("ada.lovelace+shop@example.com"));
    QCOMPARE(email->localPart(), std::string_view("ada.lovelace+shop"));
    STOA_OK(Email::parse("owner@localhost"));
    STOA_OK(Email::parse("zoë@bücher.example"));
}

void RulesTest::refusesWeakPasswords_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("code");
    QTest::newRow("seven characters") << "aB3$xyz"
                                      << "password.too_short";
    QTest::newRow("characters, not bytes") << "äöüäöüä"
                                           << "password.too_short";
    QTest::newRow("too long") << QString(201, 'x') << "password.too_long";
    QTest::newRow("common") << "password1"
                            << "password.too_common";
    QTest::newRow("common in capitals") << "PassWord1"
                                        << "password.too_common";
    QTest::newRow("keyboard") << "1qaz2wsx"
                              << "password.too_common";
    QTest::newRow("local part") << "lovelace-1815"
                                << "password.contains_context";
    QTest::newRow("market's name") << "BlueFernMarket!"
                                   << "password.contains_context";
    QTest::newRow("market's name spaced") << "my blue fern market"
                                          << "password.contains_context";
}

void RulesTest::refusesWeakPasswords()
{
    QFETCH(QString, password);
    QFETCH(QString, code);
    const auto checked =
        checkPassword(password.toStdString(), std::vector<std::string>{"lovelace", "Blue Fern"});
    STOA_FAILS(checked, code.toStdString());
    QCOMPARE(checked.error().field, std::string("password"));
    QVERIFY(checked.error().detail.find(password.toStdString()) == std::string::npos);
}

void RulesTest::takesGoodPasswords()
{
    const std::vector<std::string> context{"al", "Blue Fern", ""};
    STOA_OK(checkPassword("correct horse battery staple", context));
    STOA_OK(checkPassword("kraal 42 sea", context)); // "al" is too short to be held against it
    STOA_OK(checkPassword("ein zwölf Ölbäume", context));
    STOA_OK(checkPassword(std::string(200, 'q'), context));
    QVERIFY(!isCommonPassword("password 12345678")); // two words of the list are no word of it
    QVERIFY(!isCommonPassword(""));
}

void RulesTest::makesSlugs_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("slug");
    QTest::newRow("plain") << "Blue Fern"
                           << "blue-fern";
    QTest::newRow("marks") << "Café Zoë & Söhne"
                           << "cafe-zoe-sohne";
    QTest::newRow("edges") << "  --Ada's Books!-- "
                           << "adas-books";
    QTest::newRow("ligatures") << "Straße Œuvre Łódź"
                               << "strasse-oeuvre-lodz";
    QTest::newRow("digits") << "1001 Nights"
                            << "1001-nights";
    QTest::newRow("other script") << "東京"
                                  << "shop-00000002";
    QTest::newRow("long") << QString("ab ").repeated(40) << QString("ab-").repeated(21).chopped(1);
}

void RulesTest::makesSlugs()
{
    QFETCH(QString, name);
    QFETCH(QString, slug);
    Uuid uuid;
    uuid.bytes[15] = 2;
    QCOMPARE(makeSlug(name.toStdString(), OrgId(uuid)), slug.toStdString());
}

void RulesTest::refusesUnknownCountries()
{
    for (const char* code : {"", "D", "de", "XX", "DEU", " D", "D ", "E A"})
        STOA_FAILS(Country::parse(code), "country.unknown");
    for (const char* code : {"AD", "DE", "GB", "ZW"})
        QCOMPARE(must(Country::parse(code)).code(), std::string_view(code));
}

void RulesTest::givesAdminsEverything()
{
    const auto permissions = permissionsOf(Role::Admin).list();
    QCOMPARE(permissions.size(), enumWords<Permission>().size() - 2);
    QVERIFY(!permissionsOf(Role::Admin).has(Permission::Public));
    QVERIFY(!permissionsOf(Role::Admin).has(Permission::SignedIn));
}

void RulesTest::keepsRolesWithinTheirTask()
{
    const auto may = [](Role role, Permission permission) {
        return permissionsOf(role).has(permission);
    };
    QVERIFY(may(Role::Moderator, Permission::ModerationDecide));
    QVERIFY(!may(Role::Moderator, Permission::RefundsWrite));
    QVERIFY(may(Role::Support, Permission::RefundsWrite));
    QVERIFY(!may(Role::Support, Permission::LedgerRead));
    QVERIFY(may(Role::Finance, Permission::LedgerRead));
    QVERIFY(!may(Role::Finance, Permission::ModerationDecide));
    QVERIFY(may(Role::Operator, Permission::NodeRead));
    QVERIFY(!may(Role::Operator, Permission::OrdersRead));
    QVERIFY(may(Role::SellerInventory, Permission::StockWrite));
    QVERIFY(!may(Role::SellerInventory, Permission::OrdersRead));
    QVERIFY(!may(Role::SellerOrders, Permission::ListingsWrite));
    QVERIFY(!may(Role::SellerAccounting, Permission::OrdersWrite));
    QVERIFY(!may(Role::SellerSupport, Permission::OrdersWrite));
    const std::vector both{Permission::StorefrontRead, Permission::OrdersPlace,
                           Permission::ReviewsWrite, Permission::ReviewsReport};
    QCOMPARE(permissionsOf(Role::Buyer).list(), both);
    const std::vector roles{Role::SellerInventory, Role::SellerOrders};
    QVERIFY(permissionsOf(roles).has(Permission::StockWrite));
    QVERIFY(permissionsOf(roles).has(Permission::OrdersRead));
}

// The door shows the marketplace's records to the marketplace's people alone, whatever their
// permissions; these must not even be held.
void RulesTest::givesSellersNothingOfTheMarketplace()
{
    for (const Role role : {Role::SellerOwner, Role::SellerInventory, Role::SellerOrders,
                            Role::SellerAccounting, Role::SellerSupport, Role::Buyer}) {
        for (const Permission permission :
             {Permission::UsersRead, Permission::UsersWrite, Permission::SellersWrite,
              Permission::ApiKeysWrite, Permission::CategoriesWrite, Permission::ModerationRead,
              Permission::ModerationDecide, Permission::NodeRead}) {
            QVERIFY2(!permissionsOf(role).has(permission), enumText(role).c_str());
        }
    }
}

void RulesTest::refusesRolesOfTheOtherKind()
{
    const auto roles =
        rolesFor(api::OrganisationKind::Seller, std::vector{Role::SellerOwner, Role::Admin});
    STOA_FAILS(roles, "role.wrong_organisation");
    QCOMPARE(roles.error().field, std::string("roles[1]"));
    STOA_FAILS(rolesFor(api::OrganisationKind::Marketplace, std::vector{Role::SellerOwner}),
               "role.wrong_organisation");
}

void RulesTest::sortsRolesAndDropsDoubles()
{
    const auto roles = rolesFor(api::OrganisationKind::Marketplace,
                                std::vector{Role::Support, Role::Admin, Role::Support});
    STOA_OK(roles);
    const std::vector expected{Role::Admin, Role::Support};
    QCOMPARE(*roles, expected);
}

void RulesTest::keepsApiKeysFromRunningTheMarketplace()
{
    const auto scopes = apiKeyScopes();
    QCOMPARE(scopes.size(), std::size_t{8});
    for (const Permission scope : scopes) {
        QVERIFY(scope != Permission::UsersWrite && scope != Permission::RefundsWrite &&
                scope != Permission::LedgerRead && scope != Permission::OrdersWrite);
    }
}

STOA_TEST(RulesTest)
#include "test_rules.moc"
