#include "ui/theme/fonts.h"

#include <cmath>

namespace stoa::ui {

namespace {

int textScale = 100;

struct Role {
    double size;
    int line;
    QFont::Weight weight;
    double tracking;
};

Role roleOf(Type type)
{
    switch (type) {
    case Type::Figure:
        return {24, 30, QFont::DemiBold, -0.5};
    case Type::FigureSmall:
        return {20, 28, QFont::DemiBold, -0.3};
    case Type::PageTitle:
        return {20, 26, QFont::DemiBold, -0.2};
    case Type::ObjectTitle:
        return {16, 22, QFont::DemiBold, -0.1};
    case Type::OptionTitle:
        return {14, 19, QFont::DemiBold, 0};
    case Type::CardTitle:
        return {13, 18, QFont::DemiBold, 0};
    case Type::Body:
        return {13, 18, QFont::Normal, 0};
    case Type::BodyStrong:
        return {13, 18, QFont::Medium, 0};
    case Type::Secondary:
        return {12, 16, QFont::Normal, 0};
    case Type::Label:
        return {12, 16, QFont::Medium, 0};
    case Type::SecondaryBold:
        return {12, 16, QFont::DemiBold, 0};
    case Type::Caption:
        return {11, 14, QFont::Normal, 0};
    case Type::CaptionStrong:
        return {11, 14, QFont::Medium, 0};
    case Type::CaptionBold:
        return {11, 14, QFont::DemiBold, 0};
    case Type::Axis:
        return {10.5, 13, QFont::Normal, 0};
    case Type::Tiny:
        return {9, 12, QFont::DemiBold, 0};
    }
    return {13, 18, QFont::Normal, 0};
}

} // namespace

QFont font(Type type)
{
    const Role role = roleOf(type);
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Segoe UI"),
                      QStringLiteral("SF Pro Text"), QStringLiteral("Noto Sans"),
                      QStringLiteral("sans-serif")});
    font.setPixelSize(static_cast<int>(std::lround(role.size * textScale / 100)));
    font.setWeight(role.weight);
    font.setLetterSpacing(QFont::AbsoluteSpacing, role.tracking);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

int lineHeight(Type type)
{
    return scaled(roleOf(type).line);
}

int scaled(int pixels)
{
    return static_cast<int>(std::lround(pixels * textScale / 100.0));
}

void setTextScale(int percent)
{
    textScale = percent;
}

} // namespace stoa::ui
