#include "ui/reconciliation/differences_model.h"

#include "ui/models/only_row.h"
#include "ui/reconciliation/reconciliation_words.h"
#include "ui/text/csv.h"

namespace stoa::ui {

namespace {

enum DifferencesColumn { Happened, Reference, Movement, Kind, Here, There, Provider, Course };

std::vector<Column> differenceColumns()
{
    const auto say = [](const char* text) { return DifferencesModel::tr(text); };
    return {
        {QStringLiteral("happened"), say("Happened"), CellKind::Time, 90, 2, 0},
        {QStringLiteral("reference"), say("Reference"), CellKind::Strong, 150, 1, 2},
        {QStringLiteral("movement"), say("Movement"), CellKind::Text, 140, 3, 1},
        {QStringLiteral("kind"), say("What differs"), CellKind::Text, 160, 1, 2},
        {QStringLiteral("here"), say("Books"), CellKind::Money, 120, 1, 0},
        {QStringLiteral("there"), say("Provider says"), CellKind::Money, 136, 1, 0},
        {QStringLiteral("provider"), say("Provider"), CellKind::Dim, 100, 4, 0},
        {QStringLiteral("state"), say("State"), CellKind::Chip, 110, 1, 0},
    };
}

} // namespace

DifferencesModel::DifferencesModel(const PageContext& context, QObject* parent)
    : KeysetModel(differenceColumns(), parent), m_context(context)
{}

void DifferencesModel::ask(const DifferencesQuestion& question)
{
    m_question = question;
    reload();
}

api::ListDifferences DifferencesModel::request() const
{
    api::ListDifferences request;
    request.run = m_question.run;
    request.provider = m_question.provider;
    if (m_question.state) request.state = {*m_question.state};
    if (m_question.kind) request.kind = {*m_question.kind};
    return request;
}

const api::DifferenceView* DifferencesModel::differenceOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void DifferencesModel::requestPage(const std::string& after, int limit, Callback callback)
{
    if (const auto id = onlyId<DifferenceId>(*this)) {
        return m_context.connection.call(
            this, api::GetDifference{*id},
            asPage<api::DifferenceView>(std::move(callback),
                                        [](const auto& difference) { return difference; }));
    }
    api::ListDifferences question = request();
    question.after = after;
    question.limit = limit;
    m_context.connection.call(this, std::move(question), std::move(callback));
}

QVariant DifferencesModel::value(const api::DifferenceView& row, int column, int role) const
{
    const auto money = [role](const std::optional<Money>& side) {
        if (role == MoneyRole && side) return QVariant::fromValue(*side);
        return role == Qt::DisplayRole ? QVariant(sideText(side)) : QVariant();
    };
    const bool isText = role == Qt::DisplayRole;
    switch (static_cast<DifferencesColumn>(column)) {
    case Happened:
        if (role == FullTextRole) return fullMomentText(row.occurredAt, m_context.clock());
        return isText ? momentText(row.occurredAt, m_context.clock()) : QVariant();
    case Reference:
        return isText ? fromUtf8(row.reference) : QVariant();
    case Movement:
        return isText ? movementText(row.movement) : QVariant();
    case Kind:
        return isText ? differenceKindText(row.kind) : QVariant();
    case Here:
        return money(row.here);
    case There:
        return money(row.there);
    case Provider:
        return isText ? fromUtf8(row.provider) : QVariant();
    case Course:
        if (role == StatusRole) return QVariant::fromValue(differenceWord(row.state));
        return isText ? differenceWord(row.state).text : QVariant();
    }
    return {};
}

QStringList differenceExportColumns()
{
    return {QStringLiteral("difference"),     QStringLiteral("provider"),
            QStringLiteral("kind"),           QStringLiteral("movement"),
            QStringLiteral("reference"),      QStringLiteral("here"),
            QStringLiteral("here_currency"),  QStringLiteral("there"),
            QStringLiteral("there_currency"), QStringLiteral("order"),
            QStringLiteral("occurred_at"),    QStringLiteral("state"),
            QStringLiteral("note"),           QStringLiteral("explained_by")};
}

QStringList differenceExportCells(const api::DifferenceView& row)
{
    const auto amount = [](const std::optional<Money>& side) {
        return side ? csvAmount(*side) : QString();
    };
    const auto code = [](const std::optional<Money>& side) {
        return side ? fromUtf8(side->currency().code()) : QString();
    };
    return {fromUtf8(row.id.text()),
            fromUtf8(row.provider),
            fromUtf8(enumText(row.kind)),
            fromUtf8(enumText(row.movement)),
            harmlessCell(fromUtf8(row.reference)),
            amount(row.here),
            code(row.here),
            amount(row.there),
            code(row.there),
            row.order ? fromUtf8(row.order->text()) : QString(),
            fromUtf8(row.occurredAt.text()),
            fromUtf8(enumText(row.state)),
            harmlessCell(fromUtf8(row.note)),
            harmlessCell(fromUtf8(row.explainedBy))};
}

} // namespace stoa::ui
