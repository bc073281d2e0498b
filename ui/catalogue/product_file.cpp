#include "ui/catalogue/product_file.h"

#include <QString>

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace stoa::ui {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

struct Record {
    std::size_t begin = 0;
    std::size_t end = 0; // behind its line end
    std::int64_t lines = 0;
    std::string handle;
};

// Listings that stand together: lines of one handle.
struct Group {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::int64_t line = 0; // lines between the header and it
};

char separatorOf(std::string_view text)
{
    const std::string_view header = text.substr(0, text.find_first_of("\r\n"));
    char best = ',';
    for (const char each : {';', '\t'}) {
        if (std::ranges::count(header, each) > std::ranges::count(header, best)) best = each;
    }
    return best;
}

// Walks the records of a file. A quotation mark opens a cell only where the cell begins.
class Records {
public:
    Records(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    // Keeps cell `column`; -1 keeps none.
    bool next(Record& record, int column)
    {
        if (m_at == m_text.size()) return false;
        record = {m_at, m_at, 0, {}};
        for (int cell = 0;; ++cell) {
            readCell(record, cell == column);
            if (m_at == m_text.size() || m_text[m_at] != m_separator) break;
            ++m_at;
        }
        if (m_at < m_text.size()) takeLineEnd(record);
        record.end = m_at;
        return true;
    }

    // The cells of one record, for the header.
    std::vector<std::string> cells()
    {
        std::vector<std::string> all;
        Record record;
        while (m_at < m_text.size()) {
            record.handle.clear();
            readCell(record, true);
            all.push_back(record.handle);
            if (m_at == m_text.size() || m_text[m_at] != m_separator) break;
            ++m_at;
        }
        return all;
    }

private:
    void readCell(Record& record, bool isKept)
    {
        const bool isQuoted = m_at < m_text.size() && m_text[m_at] == '"';
        if (isQuoted) ++m_at;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (isQuoted && c == '"') {
                if (m_at + 1 == m_text.size() || m_text[m_at + 1] != '"') break;
                ++m_at;
            } else if (!isQuoted && (c == m_separator || c == '\n' || c == '\r')) {
                return;
            }
            if (isKept) record.handle += m_text[m_at];
            if (c == '\n') ++record.lines;
            ++m_at;
        }
        while (m_at < m_text.size() && m_text[m_at] != m_separator && m_text[m_at] != '\n' &&
               m_text[m_at] != '\r')
            ++m_at; // the closing mark, and what a careless program wrote behind it
    }
    void takeLineEnd(Record& record)
    {
        if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n') ++m_at;
        ++m_at;
        ++record.lines;
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
};

int handleColumn(std::string_view text, char separator)
{
    const auto cells = Records(text, separator).cells();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const QString name = QString::fromUtf8(cells[i].data(), qsizetype(cells[i].size()));
        if (name.trimmed().compare(QLatin1String("handle"), Qt::CaseInsensitive) == 0 ||
            name.trimmed().compare(QLatin1String("url handle"), Qt::CaseInsensitive) == 0)
            return static_cast<int>(i);
    }
    return -1;
}

// Empty when the lines of a listing do not stand together.
std::vector<Group> groupsOf(Records& records, int column)
{
    std::vector<Group> groups;
    std::unordered_set<std::string> seen;
    std::string current;
    std::int64_t line = 0;
    Record record;
    while (records.next(record, column)) {
        const bool isNew = groups.empty() || (!record.handle.empty() && record.handle != current);
        if (isNew) {
            if (!record.handle.empty() && !seen.insert(record.handle).second) return {};
            groups.push_back({record.begin, record.end, line});
            current = record.handle;
        }
        groups.back().end = record.end;
        line += record.lines;
    }
    return groups;
}

} // namespace

std::vector<FilePart> splitProductFile(const std::string& csv, std::size_t mostParts,
                                       std::size_t least)
{
    std::string_view text(csv);
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    const char separator = separatorOf(text);
    const int column = handleColumn(text, separator);
    Records records(text, separator);
    Record header;
    if (column < 0 || !records.next(header, -1)) return {{csv, 0, 0}};
    const auto groups = groupsOf(records, column);
    if (groups.empty()) return {{csv, 0, 0}};
    const std::size_t size = std::max(least, (groups.size() + mostParts - 1) / mostParts);
    std::vector<FilePart> parts;
    for (std::size_t at = 0; at < groups.size(); at += size) {
        const std::size_t last = std::min(at + size, groups.size()) - 1;
        FilePart part;
        part.csv = text.substr(0, header.end);
        part.csv += text.substr(groups[at].begin, groups[last].end - groups[at].begin);
        part.skipped = groups[at].line;
        part.listings = static_cast<std::int64_t>(last - at + 1);
        parts.push_back(std::move(part));
    }
    return parts;
}

} // namespace stoa::ui
