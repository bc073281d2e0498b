#include "ui/moderation/cases_model.h"

#include "ui/moderation/moderation_words.h"

namespace stoa::ui {

CasesModel::CasesModel(const PageContext& context, QObject* parent)
    : KeysetModel({{QStringLiteral("case"), tr("Case"), CellKind::TwoLines, 240, 1, 1, false}},
                  parent),
      m_context(context)
{}

void CasesModel::setQuestion(api::CaseStatus status, const QString& text)
{
    m_status = status;
    m_text = text;
    reload();
}

const api::CaseRow* CasesModel::caseOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void CasesModel::requestPage(const std::string& after, int limit, Callback callback)
{
    api::ListCases question;
    question.status = m_status;
    question.seller = m_context.workspace().seller;
    question.text = toUtf8(m_text);
    question.after = after;
    question.limit = limit;
    m_context.connection.call(this, std::move(question), std::move(callback));
}

QVariant CasesModel::value(const api::CaseRow& row, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return fromUtf8(row.title);
    case SecondaryRole:
        return fromUtf8(row.sellerName);
    case Qt::AccessibleTextRole: {
        QStringList words{fromUtf8(row.title), fromUtf8(row.sellerName),
                          ageWord(row.openedAt, m_context.clock().now).text, signalWord(row).text};
        if (row.claimedBy) words << tr("opened by %1").arg(fromUtf8(*row.claimedBy));
        words.removeAll(QString());
        return words.join(QStringLiteral(", "));
    }
    case FullTextRole:
        return tr("Sent %1").arg(fullMomentText(row.openedAt, m_context.clock()));
    default:
        return {};
    }
}

CasesQueue::CasesQueue(CasesModel* cases, QObject* parent)
    : QSortFilterProxyModel(parent), m_cases(cases)
{
    setSourceModel(cases);
}

void CasesQueue::setDecided(const QString& id, bool isDecided)
{
    if (isDecided)
        m_decided.insert(id);
    else
        m_decided.remove(id);
    invalidateFilter();
}

const api::CaseRow& CasesQueue::caseAt(int row) const
{
    return m_cases->row(mapToSource(index(row, 0)).row());
}

int CasesQueue::rowOf(const QString& id) const
{
    const int at = m_cases->rowOf(id);
    return at < 0 ? -1 : mapFromSource(m_cases->index(at, 0)).row();
}

bool CasesQueue::filterAcceptsRow(int row, const QModelIndex&) const
{
    const api::CaseRow& each = m_cases->row(row);
    return each.status != api::CaseStatus::Open || !m_decided.contains(fromUtf8(each.id.text()));
}

} // namespace stoa::ui
