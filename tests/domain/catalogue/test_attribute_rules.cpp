#include "domain/catalogue/attribute_rules.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::catalogue;
using namespace stoa::test;
using api::AttributeRule;
using api::AttributeType;

class AttributeRulesTest : public QObject {
    Q_OBJECT

    const std::vector<AttributeRule> m_rules{
        {"Material", AttributeType::Text, true, {}},
        {"Weight", AttributeType::Number, false, {}},
        {"Glaze", AttributeType::Choice, true, {"Matte", "Gloss"}},
        {"Dishwasher", AttributeType::Boolean, false, {}}};

    static std::string codes(const std::vector<Error>& problems)
    {
        std::string text;
        for (const Error& each : problems)
            text += (text.empty() ? "" : " ") + each.code + '@' + each.field + '=' +
                    each.params.front().second;
        return text;
    }

private slots:
    void refusesRulesThatMakeNoSense()
    {
        STOA_FAILS(checkRules(std::vector<AttributeRule>{{"A"}, {"a"}}), "attribute.duplicate");
        STOA_FAILS(checkRules(std::vector<AttributeRule>{{"A", AttributeType::Choice}}),
                   "attribute.choices_missing");
        STOA_FAILS(
            checkRules(std::vector<AttributeRule>{{"A", AttributeType::Choice, false, {"x", "x"}}}),
            "attribute.choices_missing");
        const auto odd = checkRules(
            std::vector<AttributeRule>{{"B"}, {"A", AttributeType::Number, false, {"x"}}});
        STOA_FAILS(odd, "attribute.choices_missing");
        QCOMPARE(odd.error().field, std::string("attributes[1]"));
        STOA_OK(checkRules(m_rules));
    }

    void findsEverythingWrongWithValues()
    {
        const std::vector<api::AttributeValue> values{
            {"Weight", "1,5"}, {"Glaze", "matte"}, {"Dishwasher", "yes"}, {"Colour", "blue"}};
        QCOMPARE(codes(problemsOfAttributes(values, m_rules)),
                 std::string("attribute.not_a_number@attributes[0]=Weight"
                             " attribute.not_a_choice@attributes[1]=Glaze"
                             " attribute.not_a_boolean@attributes[2]=Dishwasher"
                             " attribute.unknown@attributes[3]=Colour"
                             " attribute.required@attributes=Material"));
    }

    void anEmptyValueIsNoValue()
    {
        const std::vector<api::AttributeValue> values{{"Material", ""}, {"Glaze", "Matte"}};
        QCOMPARE(codes(problemsOfAttributes(values, m_rules)),
                 std::string("attribute.required@attributes=Material"));
    }

    void aNameCountsOnce()
    {
        const std::vector<api::AttributeValue> values{
            {"Material", "Clay"}, {"Glaze", "Matte"}, {"Glaze", "Gloss"}};
        QCOMPARE(codes(problemsOfAttributes(values, m_rules)),
                 std::string("attribute.duplicate@attributes[2]=Glaze"));
    }

    void numbersHaveDigitsAndOneDot()
    {
        const auto problems = [&](const char* weight) {
            const std::vector<api::AttributeValue> values{
                {"Material", "Clay"}, {"Glaze", "Matte"}, {"Weight", weight}};
            return problemsOfAttributes(values, m_rules).size();
        };
        for (const char* good : {"0", "-12", "3.50"})
            QCOMPARE(problems(good), 0U);
        for (const char* bad : {".5", "5.", "1e3", "--1", "1.2.3", "12 cm"})
            QCOMPARE(problems(bad), 1U);
    }

    void pathsAreWrittenOneWay()
    {
        QCOMPARE(must(normalisedPath(" Home/ Kitchen  /Knives ")),
                 std::string("Home / Kitchen / Knives"));
        for (const char* bad : {"", "Home//Knives", "/Home", "Home/ "})
            STOA_FAILS(normalisedPath(bad), "category.malformed_path");
    }
};

STOA_TEST(AttributeRulesTest)
#include "test_attribute_rules.moc"
