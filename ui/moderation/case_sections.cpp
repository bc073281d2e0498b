#include "ui/moderation/case_sections.h"

#include "ui/catalogue/image_row.h"
#include "ui/catalogue/listing_words.h"
#include "ui/moderation/marked_text.h"
#include "ui/moderation/moderation_words.h"
#include "ui/text/amounts.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"

#include <QCoreApplication>
#include <QGridLayout>

namespace stoa::ui {

namespace {

constexpr int kNameWidth = 96;

struct CaseSections {
    Q_DECLARE_TR_FUNCTIONS(CaseSections)
};

Label* figure(const QString& text, Type type, Ink ink)
{
    auto* label = new Label(text, type, ink);
    label->setFigures(true);
    return label;
}

Label* rightFigure(const QString& text, Type type, Ink ink)
{
    Label* label = figure(text, type, ink);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

void addFact(QGridLayout* grid, const QString& name, const QString& value)
{
    const int row = grid->rowCount();
    auto* key = new Label(name, Type::Secondary, &Theme::t3);
    key->setFixedWidth(scaled(kNameWidth));
    grid->addWidget(key, row, 0, Qt::AlignTop);
    grid->addWidget(makeParagraph(value, Type::Secondary, &Theme::t1), row, 1);
}

QHBoxLayout* priceLine(const api::CaseView& view)
{
    auto* row = makeRow(6);
    const api::ListingRow& listing = view.listing.row;
    row->addWidget(figure(priceRange(listing), Type::FigureSmall, &Theme::t1));
    row->addWidget(
        new Label(fromUtf8(listing.priceFrom.currency().code()), Type::Secondary, &Theme::t3), 0,
        Qt::AlignBottom);
    for (const api::SignalView& hit : view.ruleHits) {
        if (hit.field != "price") continue;
        row->addSpacing(6);
        row->addWidget(new StatusChip({ruleName(hit.rule), scoreTone(hit.score), {}}, nullptr,
                                      ChipSize::Dense));
    }
    row->addStretch(1);
    return row;
}

std::int64_t stockOf(const api::ListingView& listing)
{
    std::int64_t stock = 0;
    for (const api::VariantView& variant : listing.variants)
        stock += variant.onHand;
    return stock;
}

} // namespace

void buildItemFacts(QVBoxLayout* into, const api::CaseView& view, Pictures* pictures)
{
    auto* row = makeRow(16);
    row->addWidget(new ImageRow(view.listing.images, pictures, QStringLiteral("caseImages")), 0,
                   Qt::AlignTop);
    auto* facts = makeColumn(10);
    facts->addLayout(priceLine(view));
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    for (const api::AttributeValue& attribute : view.listing.attributes)
        addFact(grid, fromUtf8(attribute.name.value), fromUtf8(attribute.value.value));
    if (view.listing.variants.size() == 1) {
        addFact(grid, CaseSections::tr("SKU"), fromUtf8(view.listing.variants.front().sku));
    }
    addFact(grid, CaseSections::tr("Stock"), numberText(stockOf(view.listing)));
    facts->addLayout(grid);
    facts->addStretch(1);
    row->addLayout(facts, 1);
    into->addLayout(row);
}

void buildDescription(QVBoxLayout* into, const api::CaseView& view)
{
    const QString text = fromUtf8(view.listing.description);
    if (text.trimmed().isEmpty()) {
        into->addWidget(makeParagraph(CaseSections::tr("The seller wrote no description."),
                                      Type::Body, &Theme::t3));
        return;
    }
    auto* words = new MarkedText(Type::Body, QStringLiteral("caseDescription"));
    words->setText(text, marksOf(text, "description", view.ruleHits));
    into->addWidget(words);
}

void buildVariants(QVBoxLayout* into, const api::ListingView& listing)
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    const auto head = [&](int column, const QString& text, Qt::Alignment align) {
        auto* label = new Label(text, Type::Label, &Theme::t3);
        label->setAlignment(align | Qt::AlignVCenter);
        grid->addWidget(label, 0, column);
    };
    head(0, CaseSections::tr("SKU"), Qt::AlignLeft);
    head(1, CaseSections::tr("Options"), Qt::AlignLeft);
    head(2, CaseSections::tr("Price"), Qt::AlignRight);
    head(3, CaseSections::tr("Stock"), Qt::AlignRight);
    const std::size_t shown = std::min(listing.variants.size(), kMaxShownVariants);
    for (std::size_t i = 0; i < shown; ++i) {
        const api::VariantView& variant = listing.variants[i];
        const int row = grid->rowCount();
        grid->addWidget(figure(fromUtf8(variant.sku), Type::Secondary, &Theme::t2), row, 0);
        grid->addWidget(new Label(optionsText(variant.options), Type::Secondary), row, 1);
        grid->addWidget(rightFigure(moneyText(variant.price), Type::Secondary, &Theme::t1), row, 2);
        grid->addWidget(rightFigure(numberText(variant.onHand), Type::Secondary, &Theme::t1), row,
                        3);
    }
    into->addLayout(grid);
    const auto more = static_cast<int>(listing.variants.size() - shown);
    if (more > 0) {
        into->addWidget(new Label(CaseSections::tr("%n more variant(s)", "", more), Type::Secondary,
                                  &Theme::t3));
    }
}

void buildHistory(QVBoxLayout* into, const api::CaseView& view, const Clockface& face)
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    for (auto event = view.history.rbegin(); event != view.history.rend(); ++event) {
        const int row = grid->rowCount();
        Label* when = figure(momentText(event->at, face), Type::Secondary, &Theme::t3);
        when->setToolTip(fullMomentText(event->at, face));
        when->setFixedWidth(scaled(kNameWidth));
        grid->addWidget(when, row, 0, Qt::AlignTop);
        QString what = historyText(*event);
        if (!event->note.empty()) what += QStringLiteral(": ") + fromUtf8(event->note);
        grid->addWidget(makeParagraph(what, Type::Secondary, &Theme::t1), row, 1);
        grid->addWidget(rightFigure(fromUtf8(event->actorName), Type::Secondary, &Theme::t3), row,
                        2, Qt::AlignTop);
    }
    into->addLayout(grid);
}

} // namespace stoa::ui
