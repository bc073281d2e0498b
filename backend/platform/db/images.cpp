#include "platform/db/images.h"

#include "platform/db/images_sql.h"
#include "platform/db/pipeline.h"
#include "platform/json/strict_json.h"

#include <charconv>

namespace stoa::db {
namespace {

// The length of the number, word or text that the JSON begins with.
std::size_t lengthOfScalar(std::string_view json)
{
    if (!json.starts_with('"')) return std::min(json.find_first_of(",]"), json.size());
    for (std::size_t at = 1; at < json.size(); ++at) {
        if (json[at] == '"') return at + 1;
        if (json[at] == '\\') ++at;
    }
    return 0;
}

void appendEscaped(std::string& copy, std::string_view text)
{
    for (const char c : text) {
        switch (c) {
        case '\\':
            copy += "\\\\";
            break;
        case '\n':
            copy += "\\n";
            break;
        case '\r':
            copy += "\\r";
            break;
        case '\t':
            copy += "\\t";
            break;
        default:
            copy += c;
        }
    }
}

// A JSON scalar as a value of COPY's text format. False when it is none.
bool appendValue(std::string& copy, std::string_view scalar)
{
    const bool isPlain = scalar.find_first_of("\\\t\r") == scalar.npos;
    if (scalar == "null")
        copy += "\\N";
    else if (!scalar.starts_with('"'))
        copy += isPlain ? scalar : std::string_view();
    else if (isPlain)
        copy += scalar.substr(1, scalar.size() - 2);
    else {
        const auto value = parseStrictly(scalar);
        if (!value) return false;
        appendEscaped(copy, value->as_string());
        return true;
    }
    return isPlain;
}

// `[1,"a"]` → "1\ta\t". False when there are not as many values as columns.
bool appendRow(std::string& copy, std::size_t width, std::string_view row)
{
    char before = '[';
    for (std::size_t column = 0; column < width; ++column) {
        if (!row.starts_with(std::exchange(before, ','))) return false;
        row.remove_prefix(1);
        const std::size_t length = lengthOfScalar(row);
        if (length == 0 || !appendValue(copy, row.substr(0, length))) return false;
        copy += '\t';
        row.remove_prefix(length);
    }
    return row == "]";
}

} // namespace

Images::Images(std::string schema, Tables tables, Tables known)
    : m_schema(std::move(schema)),
      m_tables(tables.begin(), tables.end()),
      m_known(known.begin(), known.end())
{}

Done Images::createTables(Connection& connection)
{
    STOA_TRY(shapes, connection.run(images::sql::kSelectShapes, m_schema));
    for (const Row row : shapes) {
        m_shapes[row.get<int>("shape")] = {.table = row.get<std::string>("table_name"),
                                           .width = static_cast<std::size_t>(row.get<int>("width")),
                                           .copy = row.get<std::string>("copy")};
    }
    Pipeline batch(connection);
    for (const Statement& each :
         {images::sql::kDefineColumns, images::sql::kDefineCreate, images::sql::kDefineApply,
          images::sql::kDefineSettle, images::sql::kDefineAddKey}) {
        batch.add(each);
    }
    STOA_CHECK(batch.run());
    return runForEach(connection, images::sql::kCreateTable);
}

bool Images::collect(std::span<const std::uint8_t> changes)
{
    std::string_view left(reinterpret_cast<const char*>(changes.data()), changes.size());
    while (!left.empty()) {
        const std::string_view line = left.substr(0, left.find('\n'));
        left.remove_prefix(std::min(line.size() + 1, left.size()));
        if (!collectLine(line)) return false;
    }
    return true;
}

bool Images::collectLine(std::string_view line)
{
    const auto space = line.find(' ');
    if (space == line.npos) return false;
    const std::string_view name = line.substr(0, space);
    const std::string_view row = line.substr(space + 1);
    return name.starts_with('#') ? collectShaped(name.substr(1), row) : collectNamed(name, row);
}

bool Images::collectShaped(std::string_view number, std::string_view row)
{
    int key = 0;
    const char* const end = number.data() + number.size();
    const auto shape =
        std::from_chars(number.data(), end, key).ptr == end ? m_shapes.find(key) : m_shapes.end();
    if (shape == m_shapes.end() || isRefused(shape->second.table)) return false;
    if (!m_tables.contains(shape->second.table)) return true;
    std::string& rows = shape->second.rows;
    const std::size_t before = rows.size();
    if (!appendRow(rows, shape->second.width, row)) {
        rows.resize(before);
        return false;
    }
    rows += std::to_string(++m_count);
    rows += '\n';
    return true;
}

bool Images::collectNamed(std::string_view table, std::string_view row)
{
    if (isRefused(table) || !row.starts_with("{\"")) return false;
    const auto own = m_tables.find(table);
    if (own == m_tables.end()) return true;
    std::string& objects = m_objects[*own];
    objects += objects.empty() ? '[' : ',';
    objects += "{\"stoa_position\":";
    objects += std::to_string(++m_count);
    objects += ',';
    objects += row.substr(1);
    return true;
}

bool Images::isRefused(std::string_view table) const
{
    return !m_known.empty() && !m_known.contains(table);
}

Done Images::apply(Connection& connection)
{
    if (m_count == m_written) return {};
    Pipeline batch(connection);
    for (auto& [table, objects] : std::exchange(m_objects, {}))
        batch.add(images::sql::kApplyImages, m_schema, table, objects + ']');
    STOA_CHECK(batch.run());
    for (auto& [_, shape] : m_shapes) {
        if (!shape.rows.empty()) STOA_CHECK(connection.copyIn(shape.copy, shape.rows));
        shape.rows.clear();
    }
    m_written = m_count;
    return {};
}

void Images::discard()
{
    m_objects.clear();
    for (auto& [_, shape] : m_shapes)
        shape.rows.clear();
    m_count = m_written;
}

Done Images::settle(Connection& connection)
{
    STOA_CHECK(apply(connection));
    return runForEach(connection, images::sql::kSettleTable);
}

Done Images::addKeys(Connection& connection)
{
    return runForEach(connection, images::sql::kAddKey);
}

Done Images::runForEach(Connection& connection, const Statement& statement)
{
    Pipeline batch(connection);
    for (const std::string_view table : m_tables)
        batch.add(statement, m_schema, table);
    return batch.run();
}

} // namespace stoa::db
